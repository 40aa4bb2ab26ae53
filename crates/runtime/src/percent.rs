//! Which characters are percent-encoded in a value.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC};

/// All but RFC 3986's unreserved characters.
pub(crate) const VALUE: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');
