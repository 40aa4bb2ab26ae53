//! The code of an error, as services write it.

/// The code without the namespace before `#` and the location after `:` that some services add.
pub(super) fn bare_code(code: &str) -> Option<String> {
    let code = code.split(':').next()?;
    let code = code.rsplit('#').next()?.trim();
    (!code.is_empty()).then(|| code.to_owned())
}
