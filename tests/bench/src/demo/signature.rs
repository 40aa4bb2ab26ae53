//! Verifying signatures of version 4, from what came over the wire and nothing else.
//!
//! This is written by AWS's description of the algorithm, apart from the library that the client signs with.
//! See <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html>.

use super::{ACCESS_KEY_ID, REGION, SECRET_ACCESS_KEY};
use hmac::{Hmac, KeyInit, Mac};
use sha2::{Digest, Sha256};
use smithereens_testing::Request;
use std::fmt::Write;

const ALGORITHM: &str = "AWS4-HMAC-SHA256";
const SERVICE: &str = "lambda";

/// Whether the signature is the one of the demo's keys for this request; if not, why.
pub fn verify(request: &Request) -> Result<(), String> {
    let keys = Keys {
        id: ACCESS_KEY_ID,
        secret: SECRET_ACCESS_KEY,
        scope: [REGION, SERVICE],
    };
    keys.verify(request)
}

struct Keys {
    id: &'static str,
    secret: &'static str,
    /// The region and the service that they are used for.
    scope: [&'static str; 2],
}

impl Keys {
    fn verify(&self, request: &Request) -> Result<(), String> {
        let time = request
            .header("x-amz-date")
            .ok_or("there is no x-amz-date")?;
        let day = time.get(..8).ok_or("x-amz-date is no time")?;
        let scope = [day, self.scope[0], self.scope[1], "aws4_request"];
        let authorization = request
            .header("authorization")
            .ok_or("there is no signature")?;
        let parameters = authorization
            .strip_prefix(ALGORITHM)
            .ok_or("the signature is not of version 4")?;
        let parameter = |name: &str| {
            parameters
                .split(',')
                .find_map(|pair| pair.trim().strip_prefix(name)?.strip_prefix('='))
                .ok_or_else(|| format!("the signature has no {name}"))
        };
        if parameter("Credential")? != format!("{}/{}", self.id, scope.join("/")) {
            return Err("the signature is for another key, day, region or service".to_owned());
        }
        let signed = parameter("SignedHeaders")?;
        for name in ["host", "x-amz-date"] {
            if !signed.split(';').any(|header| header == name) {
                return Err(format!("{name} is not signed"));
            }
        }
        let canonical = canonical_request(request, signed)?;
        let to_sign = [ALGORITHM, time, &scope.join("/"), &hash(&canonical)].join("\n");
        let mut key = format!("AWS4{}", self.secret).into_bytes();
        for part in scope {
            key = authenticate(&key, part)?;
        }
        if parameter("Signature")? == hex(&authenticate(&key, &to_sign)?) {
            Ok(())
        } else {
            Err("the signature is not the one of this request".to_owned())
        }
    }
}

fn canonical_request(request: &Request, signed: &str) -> Result<String, String> {
    let mut parameters: Vec<_> = request
        .query_string()
        .split('&')
        .filter(|pair| !pair.is_empty())
        .collect();
    // By name first, which is not the order of the whole texts: `=` comes after `-`.
    parameters.sort_unstable_by_key(|pair| pair.split_once('=').unwrap_or((*pair, "")));
    let mut headers = String::new();
    for name in signed.split(';') {
        let value = request
            .header(name)
            .ok_or_else(|| format!("{name} is signed, and missing"))?;
        let _ = writeln!(headers, "{name}:{value}");
    }
    // Every percent sign of the path is encoded once more, as for all services but Amazon S3.
    let path = request.path().replace('%', "%25");
    let parts = [
        request.method(),
        &path,
        &parameters.join("&"),
        &headers,
        signed,
        &hash(""),
    ];
    Ok(parts.join("\n"))
}

fn authenticate(key: &[u8], text: &str) -> Result<Vec<u8>, String> {
    let mut code = Hmac::<Sha256>::new_from_slice(key).map_err(|error| error.to_string())?;
    code.update(text.as_bytes());
    Ok(code.finalize().into_bytes().to_vec())
}

fn hash(text: &str) -> String {
    hex(&Sha256::digest(text))
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

    const KEYS: Keys = Keys {
        id: "AKIDEXAMPLE",
        secret: "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY",
        scope: ["us-east-1", "service"],
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

    fn verify(keys: &Keys, text: &str) -> Result<(), String> {
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
            ("authorization: ", "x-authorization: "),
        ] {
            let changed = request().replace(part, other);
            assert_ne!(changed, request(), "{part}");
            assert!(verify(&KEYS, &changed).is_err(), "{part} {other}");
        }
        let other = Keys {
            secret: "other",
            ..KEYS
        };
        assert!(verify(&other, &request()).is_err());
    }
}
