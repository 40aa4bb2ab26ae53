//! Verifying signatures of version 4 by AWS's description of the algorithm, from what came over the wire.
//!
//! See <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html>.

use crate::wire::Arrived;
use hmac::{Hmac, KeyInit, Mac};
use sha2::{Digest, Sha256};
use std::fmt::Write;

const SCOPE: &str = "20260101/us-east-1/lambda/aws4_request";

/// Whether the request is signed with the keys of all tests; if not, why.
pub fn verify(request: &Arrived) -> Result<(), String> {
    let authorization = request.header("authorization").ok_or("no signature")?;
    let start = format!(
        "AWS4-HMAC-SHA256 Credential={}/{SCOPE}, SignedHeaders=",
        tests::ACCESS_KEY_ID
    );
    let (signed, signature) = authorization
        .strip_prefix(&start)
        .and_then(|rest| rest.split_once(", Signature="))
        .ok_or_else(|| authorization.to_owned())?;
    for (name, _) in &request.headers {
        let is_callers = name == "host" || name.starts_with("x-");
        if is_callers && !signed.split(';').any(|other| other == name) {
            return Err(format!("{name} is not signed"));
        }
    }
    let canonical = canonical_request(request, signed)?;
    let time = request.header("x-amz-date").ok_or("no time")?;
    let to_sign = format!("AWS4-HMAC-SHA256\n{time}\n{SCOPE}\n{}", hash(&canonical));
    let key = format!("AWS4{}", tests::SECRET_ACCESS_KEY).into_bytes();
    let key = SCOPE
        .split('/')
        .fold(key, |key, part| authenticate(&key, part));
    if hex(&authenticate(&key, &to_sign)) == signature {
        Ok(())
    } else {
        Err(format!("the signature is not that of\n{canonical}"))
    }
}

fn canonical_request(request: &Arrived, signed: &str) -> Result<String, String> {
    let mut headers = String::new();
    for name in signed.split(';') {
        let value = request.header(name).ok_or_else(|| format!("no {name}"))?;
        let words: Vec<_> = value.split(' ').filter(|word| !word.is_empty()).collect();
        let _ = writeln!(headers, "{name}:{}", words.join(" "));
    }
    Ok(format!(
        "{}\n{}\n{}\n{headers}\n{signed}\n{}",
        request.method,
        canonical_path(&request.path),
        canonical_query(&request.query),
        hash("")
    ))
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

/// The parameters as they came, by name and then by value.
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
    let mut code = Hmac::<Sha256>::new_from_slice(key).unwrap();
    code.update(text.as_bytes());
    code.finalize().into_bytes().to_vec()
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
