//! Which headers a program may add to a request.

use crate::excerpt::one_line;
use crate::reserved::is_reserved;
use http::{HeaderName, HeaderValue};

/// A header to send, or why it cannot be sent. The reason does not show the value.
pub(super) fn parse(name: &str, value: &str) -> Result<(HeaderName, HeaderValue), String> {
    let shown = one_line(name, 40);
    let name: HeaderName = name
        .parse()
        .map_err(|_| format!("`header` has `{shown}`, which is no header's name"))?;
    if is_reserved(&name) {
        return Err(format!(
            "`header` has `{name}`, which is the client's own to set"
        ));
    }
    let value = HeaderValue::from_str(value)
        .ok()
        .filter(|value| value.to_str().is_ok());
    let mut value = value.ok_or_else(|| {
        format!("`header` has a value for `{name}` that is not of visible ASCII characters, spaces and tabs")
    })?;
    // What is not marked shows in the `Debug` of whatever holds it.
    value.set_sensitive(true);
    Ok((name, value))
}
