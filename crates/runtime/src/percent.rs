//! Which characters are percent-encoded: in a value, and in a path that a person wrote.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use std::borrow::Cow;

/// All but RFC 3986's unreserved characters.
pub(crate) const VALUE: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

/// What may stand neither in a path (RFC 3986, section 3.3) nor in a URL at all, of what the parser of URIs lets pass.
/// A percent sign is taken to belong to what is encoded already.
const PATH: &AsciiSet = &AsciiSet::EMPTY
    .add(b'"')
    .add(b'<')
    .add(b'>')
    .add(b'[')
    .add(b'\\')
    .add(b']')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}');

/// The path of a URL as it goes over the wire, with what is not ASCII encoded as UTF-8.
pub(crate) fn encoded_path(path: &str) -> Cow<'_, str> {
    utf8_percent_encode(path, PATH).into()
}
