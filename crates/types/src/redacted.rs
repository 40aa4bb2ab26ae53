//! What is shown in place of a secret.

use std::fmt;

/// Stands in `Debug` output where a value is that the model calls sensitive.
#[derive(Clone, Copy)]
pub struct Redacted;

impl fmt::Debug for Redacted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("<redacted>")
    }
}
