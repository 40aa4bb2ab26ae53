//! Which characters are percent-encoded: in a value, and in a path that a person wrote.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use std::borrow::Cow;

/// All but RFC 3986's unreserved characters.
pub(crate) const VALUE: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

/// As [`VALUE`], for a path. A percent sign is taken to belong to what is encoded already. The rest is what signatures are
/// computed over, whether the service encodes what it got anew or not.
const PATH: &AsciiSet = &VALUE.remove(b'/').remove(b'%');

/// The path of a URL as it goes over the wire, with what is not ASCII encoded as UTF-8.
pub(crate) fn encoded_path(path: &str) -> Cow<'_, str> {
    utf8_percent_encode(path, PATH).into()
}
