//! How a file with a token is read.

use crate::config::read_regular;
use crate::detached;
use std::path::PathBuf;

/// The text in a file, without white space around it. It is read off the runtime's threads.
///
/// # Errors
///
/// The file cannot be read, is no regular file, or has no text. What is in it is not shown.
pub(super) async fn text(path: &str) -> Result<String, String> {
    let shown = crate::excerpt::one_line(path, 200);
    let path = PathBuf::from(path);
    let bytes = detached::run(move || read_regular(&path)).await;
    let bytes = bytes.map_err(|error| format!("the file {shown} cannot be read: {error}"))?;
    let text = String::from_utf8(bytes).map_err(|_| format!("the file {shown} is not UTF-8"))?;
    let text = text.trim();
    if text.is_empty() {
        return Err(format!("the file {shown} is empty"));
    }
    Ok(text.to_owned())
}
