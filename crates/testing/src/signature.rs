//! Verifying signatures of version 4, from what came over the wire and nothing else.
//!
//! This is written by AWS's description of the algorithm, apart from the library that the client signs with.
//! See <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html>.

mod events;

pub use events::EventSignatures;

use crate::Request;
use hmac::{Hmac, KeyInit, Mac};
use sha2::{Digest, Sha256};
use std::fmt::Write;

const ALGORITHM: &str = "AWS4-HMAC-SHA256";

/// The keys that requests have to be signed with, and what for.
#[derive(Clone, Copy, Debug)]
pub struct Keys<'a> {
    /// The access key's id.
    pub access_key_id: &'a str,
    /// The access key's secret.
    pub secret_access_key: &'a str,
    /// The region that is signed for.
    pub region: &'a str,
    /// The name that the service has in signatures, such as `lambda`.
    pub service: &'a str,
}

impl Keys<'_> {
    /// Whether the request is signed with these keys, for the day that it names; if not, why. A payload whose hash is
    /// sent has to have it.
    ///
    /// # Errors
    ///
    /// There is no signature, or it is of other keys, or for another request.
    pub fn verify(&self, request: &Request) -> Result<(), String> {
        let time = header(request, "x-amz-date")?;
        let day = time.get(..8).ok_or("x-amz-date is no time")?;
        let scope = [day, self.region, self.service, "aws4_request"];
        let authorization = header(request, "authorization")?;
        let parameters = authorization
            .strip_prefix(ALGORITHM)
            .and_then(|rest| rest.strip_prefix(" Credential="))
            .ok_or("the signature is not of version 4")?;
        let credential = format!("{}/{}", self.access_key_id, scope.join("/"));
        let (signed, signature) = parameters
            .strip_prefix(&credential)
            .and_then(|rest| rest.strip_prefix(", SignedHeaders="))
            .ok_or("the signature is for another key, day, region or service")?
            .split_once(", Signature=")
            .ok_or("the signature is missing")?;
        check_signed(request, signed)?;
        let canonical = canonical_request(request, signed)?;
        let to_sign = [
            ALGORITHM,
            time,
            &scope.join("/"),
            &hash(canonical.as_bytes()),
        ]
        .join("\n");
        let key = format!("AWS4{}", self.secret_access_key).into_bytes();
        let key = scope.iter().fold(key, |key, part| authenticate(&key, part));
        if hex(&authenticate(&key, &to_sign)) == signature {
            Ok(())
        } else {
            Err(format!("the signature is not that of\n{canonical}"))
        }
    }
}

/// A header's value, which has to come once.
fn header<'a>(request: &'a Request, name: &str) -> Result<&'a str, String> {
    let mut headers = request.headers();
    let mut values = headers
        .by_ref()
        .filter(|(key, _)| key.eq_ignore_ascii_case(name));
    match (values.next(), values.next()) {
        (Some((_, value)), None) => Ok(value),
        (None, _) => Err(format!("there is no {name}")),
        (_, Some(_)) => Err(format!("{name} comes twice")),
    }
}

/// The host and every header whose name starts with `x-` has to be signed, as AWS asks for.
fn check_signed(request: &Request, signed: &str) -> Result<(), String> {
    let names = request.headers().map(|(name, _)| name.to_ascii_lowercase());
    let names = names.filter(|name| name.starts_with("x-"));
    for name in names.chain(["host".to_owned(), "x-amz-date".to_owned()]) {
        if !signed.split(';').any(|other| other == name) {
            return Err(format!("{name} is not signed"));
        }
    }
    Ok(())
}

fn canonical_request(request: &Request, signed: &str) -> Result<String, String> {
    let mut headers = String::new();
    for name in signed.split(';') {
        let value = header(request, name)?;
        let words: Vec<_> = value.split(' ').filter(|word| !word.is_empty()).collect();
        let _ = writeln!(headers, "{name}:{}", words.join(" "));
    }
    Ok([
        request.method(),
        &canonical_path(request.path()),
        &canonical_query(request.query_string()),
        &headers,
        signed,
        &payload_hash(request)?,
    ]
    .join("\n"))
}

/// The hash that was sent, if any was, or `UNSIGNED-PAYLOAD` and the like; else that of the body.
fn payload_hash(request: &Request) -> Result<String, String> {
    let is_hash =
        |text: &str| text.len() == 64 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
    let own = hash(request.body_bytes());
    match request.header("x-amz-content-sha256") {
        Some(sent) if is_hash(sent) && sent != own => {
            Err("the payload has another hash".to_owned())
        }
        Some(sent) => Ok(sent.to_owned()),
        None => Ok(own),
    }
}

/// Without empty segments, and encoded once more than it came: so it is for all services but Amazon S3.
fn canonical_path(path: &str) -> String {
    let segments: Vec<_> = path
        .split('/')
        .filter(|segment| !segment.is_empty())
        .collect();
    let end = if path.ends_with('/') && !segments.is_empty() {
        "/"
    } else {
        ""
    };
    format!("/{}{end}", segments.join("/").replace('%', "%25"))
}

/// The parameters as they came, by name and then by value, which is not the order of the whole texts: `=` comes
/// after `-`.
fn canonical_query(query: &str) -> String {
    let parameters = query.split('&').filter(|parameter| !parameter.is_empty());
    let mut parameters: Vec<_> = parameters
        .map(|parameter| parameter.split_once('=').unwrap_or((parameter, "")))
        .collect();
    parameters.sort_unstable();
    let parameters: Vec<_> = parameters
        .iter()
        .map(|(name, value)| format!("{name}={value}"))
        .collect();
    parameters.join("&")
}

fn authenticate(key: &[u8], text: &str) -> Vec<u8> {
    let mut code = Hmac::<Sha256>::new_from_slice(key).expect("a key of any length");
    code.update(text.as_bytes());
    code.finalize().into_bytes().to_vec()
}

fn hash(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const KEYS: Keys<'_> = Keys {
        access_key_id: "AKIDEXAMPLE",
        secret_access_key: "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY",
        region: "us-east-1",
        service: "service",
    };

    /// `get-vanilla-query-order-key-case` of AWS's test suite for signatures of version 4.
    fn request() -> String {
        let authorization = "AWS4-HMAC-SHA256 \
            Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request, \
            SignedHeaders=host;x-amz-date, \
            Signature=b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500";
        format!(
            "GET /?Param2=value2&Param1=value1 HTTP/1.1\r\n\
             host: example.amazonaws.com\r\n\
             x-amz-date: 20150830T123600Z\r\n\
             authorization: {authorization}\r\n\r\n"
        )
    }

    fn verify(keys: &Keys<'_>, text: &str) -> Result<(), String> {
        keys.verify(&Request::parse(text))
    }

    #[test]
    fn the_signature_of_the_test_suite_is_right() {
        assert_eq!(verify(&KEYS, &request()), Ok(()));
    }

    #[test]
    fn whatever_is_changed_makes_it_wrong() {
        for (part, other) in [
            ("GET /?", "POST /?"),
            ("GET /?", "GET /other?"),
            ("Param1=value1", "Param1=value3"),
            ("host: example", "host: other"),
            ("20150830T123600Z", "20150830T123601Z"),
            ("20150830T123600Z", "20150831T123600Z"),
            ("authorization: ", "x-authorization: "),
            ("host: ", "x-more: a\r\nhost: "),
            ("host: ", "host: a\r\nhost: "),
            ("\r\n\r\n", "\r\n\r\nbody"),
        ] {
            let changed = request().replace(part, other);
            assert_ne!(changed, request(), "{part}");
            assert!(verify(&KEYS, &changed).is_err(), "{part} {other}");
        }
        let other = Keys {
            secret_access_key: "other",
            ..KEYS
        };
        assert!(verify(&other, &request()).is_err());
        let other = Keys {
            region: "us-east-2",
            ..KEYS
        };
        assert!(verify(&other, &request()).is_err());
    }
}
