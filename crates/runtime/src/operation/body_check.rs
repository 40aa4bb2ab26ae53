//! What a service says of the bodies of its responses, so that one that was damaged on its way is noticed.

use bytes::Bytes;
use http::HeaderMap;
use std::fmt;

/// How the body of a response is checked against its head. Services name theirs; one that none names is not linked.
pub struct BodyCheck {
    check: fn(&HeaderMap, &Bytes) -> Result<(), Damaged>,
}

/// The body is not the one that the head is about, in words that go on from "the response".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Damaged(pub(crate) &'static str);

/// The CRC-32 of the body, as a decimal number in the header `x-amz-crc32` (DynamoDB). A response without that header is
/// taken as it is, since servers that stand in for DynamoDB do not all send it.
#[cfg(feature = "crc32")]
pub static CRC32: BodyCheck = BodyCheck {
    check: |headers, body| {
        let Some(expected) = headers.get("x-amz-crc32") else {
            return Ok(());
        };
        let expected = expected.to_str().ok().and_then(|text| text.parse().ok());
        if expected == Some(crc32fast::hash(body)) {
            return Ok(());
        }
        Err(Damaged(
            "is damaged: its CRC-32 is not the one in `x-amz-crc32`",
        ))
    },
};

impl BodyCheck {
    /// Whether the body, as it came over the wire, is the one that these headers are about.
    pub(crate) fn check(&self, headers: &HeaderMap, body: &Bytes) -> Result<(), Damaged> {
        (self.check)(headers, body)
    }
}

impl fmt::Debug for BodyCheck {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("BodyCheck")
    }
}

#[cfg(all(test, feature = "crc32"))]
mod tests {
    use super::*;

    /// The check value of the CRC that gzip has (RFC 1952) is the one of the digits from 1 to 9.
    #[test]
    fn a_body_is_the_one_of_its_crc() {
        let damaged = Err(Damaged(
            "is damaged: its CRC-32 is not the one in `x-amz-crc32`",
        ));
        for (header, body, expected) in [
            (Some("3421780262"), "123456789", Ok(())),
            (Some("3421780262"), "123456780", damaged),
            (Some("0"), "", Ok(())),
            (Some("0"), "1", damaged),
            (Some("cbf43926"), "123456789", damaged),
            (Some("-873187034"), "123456789", damaged),
            (None, "123456789", Ok(())),
        ] {
            let mut headers = HeaderMap::new();
            if let Some(header) = header {
                headers.insert("x-amz-crc32", header.parse().unwrap());
            }
            let checked = CRC32.check(&headers, &Bytes::from_static(body.as_bytes()));
            assert_eq!(checked, expected, "{header:?} {body}");
        }
    }
}
