//! Verifying the signatures of events, each of which is over the one before it.
//!
//! See <https://docs.aws.amazon.com/transcribe/latest/dg/streaming-setting-up.html>.

use super::{Keys, authenticate, hash, hex};
use time::OffsetDateTime;

/// The bytes of a message before its headers, and after its payload.
const PRELUDE: usize = 12;
const CHECKSUM: usize = 4;
/// The types of headers that a signed message has.
const BYTES: u8 = 6;
const TIMESTAMP: u8 = 8;

/// What the signatures of a stream of events are verified with, one after the other.
#[derive(Clone, Debug)]
pub struct EventSignatures {
    keys: [String; 3],
    last: String,
}

impl Keys<'_> {
    /// What verifies the events of a request with this header `authorization`.
    ///
    /// # Panics
    ///
    /// There is no signature in it.
    #[must_use]
    pub fn events_after(&self, authorization: &str) -> EventSignatures {
        let (_, signature) = authorization
            .split_once("Signature=")
            .expect("a header with a signature");
        EventSignatures {
            keys: [self.secret_access_key, self.region, self.service].map(str::to_owned),
            last: signature.to_owned(),
        }
    }
}

impl EventSignatures {
    /// The message in a signed one: nothing in the one that ends the stream.
    ///
    /// # Errors
    ///
    /// The message is not signed, or not after the one before it, or is not whole.
    pub fn open(&mut self, message: &[u8]) -> Result<Vec<u8>, String> {
        let length = |at: usize| {
            let bytes = message
                .get(at..at + 4)
                .ok_or("a message without a length")?;
            Ok::<_, String>(
                bytes
                    .iter()
                    .fold(0, |length, byte| length << 8 | usize::from(*byte)),
            )
        };
        let (total, headers) = (length(0)?, length(4)?);
        if total != message.len() {
            return Err(format!("{} bytes of {total}", message.len()));
        }
        let (headers, payload) = message[PRELUDE..total - CHECKSUM].split_at(headers);
        let signature = header(headers, ":chunk-signature", BYTES)?;
        let date = header(headers, ":date", TIMESTAMP)?;
        let time = time(date)?;
        let day = &time[..8];
        let [secret, region, service] = &self.keys;
        let scope = [day, region, service, "aws4_request"];
        let mut signed_headers = vec![5];
        signed_headers.extend_from_slice(b":date\x08");
        signed_headers.extend_from_slice(date);
        let to_sign = [
            "AWS4-HMAC-SHA256-PAYLOAD",
            &time,
            &scope.join("/"),
            &self.last,
            &hash(&signed_headers),
            &hash(payload),
        ]
        .join("\n");
        let key = format!("AWS4{secret}").into_bytes();
        let key = scope.iter().fold(key, |key, part| authenticate(&key, part));
        let expected = hex(&authenticate(&key, &to_sign));
        if expected != hex(signature) {
            return Err(format!(
                "the signature of a message is not that of\n{to_sign}"
            ));
        }
        self.last = expected;
        Ok(payload.to_vec())
    }
}

/// The value of a header of this name and type.
fn header<'a>(mut headers: &'a [u8], name: &str, kind: u8) -> Result<&'a [u8], String> {
    while let [length, rest @ ..] = headers {
        let (found, rest) = rest.split_at(usize::from(*length));
        let (value, rest) = match rest {
            [BYTES, high, low, rest @ ..] => {
                rest.split_at(usize::from(u16::from_be_bytes([*high, *low])))
            }
            [TIMESTAMP, rest @ ..] => rest.split_at(8),
            _ => return Err("a header that no signed message has".to_owned()),
        };
        if found == name.as_bytes() && headers[1 + name.len()] == kind {
            return Ok(value);
        }
        headers = rest;
    }
    Err(format!("a message without {name}"))
}

/// A time in milliseconds since 1970 as signatures have it: `20260101T000000Z`.
fn time(millis: &[u8]) -> Result<String, String> {
    let millis = millis
        .iter()
        .fold(0_i64, |time, byte| time << 8 | i64::from(*byte));
    let time = OffsetDateTime::from_unix_timestamp(millis.div_euclid(1_000))
        .map_err(|error| format!("a message without a time: {error}"))?;
    let (year, month, day) = time.to_calendar_date();
    let (hour, minute, second) = time.to_hms();
    let month = u8::from(month);
    Ok(format!(
        "{year:04}{month:02}{day:02}T{hour:02}{minute:02}{second:02}Z"
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_written_as_signatures_have_them() {
        for (seconds, expected) in [
            (0, "19700101T000000Z"),
            (951_827_696, "20000229T123456Z"),
            (1_767_225_600, "20260101T000000Z"),
            (4_107_542_399, "21000228T235959Z"),
        ] {
            let millis: i64 = seconds * 1_000;
            assert_eq!(time(&millis.to_be_bytes()).unwrap(), expected);
        }
    }
}
