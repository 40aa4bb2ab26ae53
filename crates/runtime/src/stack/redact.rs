//! What is taken out of an error answer before anything reads it: the credentials that its request was signed with.
//!
//! A service that refuses a signature may quote what it computed its own from: the canonical request, in which the
//! session token stands, or the `authorization` header. Messages end up in logs.

use crate::body::Body;
use aws_credential_types::Credentials;
use aws_smithy_runtime_api::client::identity::Identity;
use std::borrow::Cow;

const REDACTED: &str = "[redacted]";

/// What stands before a signature in an `authorization` header.
const SIGNATURE: &str = "Signature=";

/// The least length of an access key id of AWS. What is shorter is some test server's, and may be a word.
const MIN_LENGTH: usize = 16;

/// Takes the credentials out of a body that was read, and signatures. One that quotes none stays as it is.
pub(super) fn redact(body: &mut Body, identity: &Identity) {
    let Some(bytes) = body.as_bytes() else {
        return;
    };
    let mut text = String::from_utf8_lossy(bytes);
    let mut is_redacted = false;
    for secret in secrets(identity) {
        if text.contains(&*secret) {
            text = Cow::Owned(text.replace(&*secret, REDACTED));
            is_redacted = true;
        }
    }
    if text.contains(SIGNATURE) {
        text = Cow::Owned(without_signatures(&text));
        is_redacted = true;
    }
    if is_redacted {
        *body = Body::from(text.into_owned());
    }
}

/// The values to look for, also as JSON may write them: with slashes that are escaped, and another `=` at the end.
fn secrets(identity: &Identity) -> impl Iterator<Item = Cow<'_, str>> {
    let values = identity.data::<Credentials>().map(|credentials| {
        [
            credentials.session_token(),
            Some(credentials.secret_access_key()),
            Some(credentials.access_key_id()),
        ]
    });
    values
        .into_iter()
        .flatten()
        .flatten()
        .map(|value| value.trim_end_matches('='))
        .filter(|value| value.len() >= MIN_LENGTH)
        .flat_map(|value| {
            let escaped = value.contains('/').then(|| value.replace('/', "\\/"));
            [Some(Cow::Borrowed(value)), escaped.map(Cow::Owned)]
        })
        .flatten()
}

fn without_signatures(text: &str) -> String {
    let mut parts = text.split(SIGNATURE);
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let rest = part.trim_start_matches(|it: char| it.is_ascii_hexdigit());
        let value = if rest.len() == part.len() {
            ""
        } else {
            REDACTED
        };
        out.extend([SIGNATURE, value, rest]);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use bytes::Bytes;

    const ID: &str = "AKIAIOSFODNN7EXAMPLE";
    const SECRET: &str = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
    const TOKEN: &str = "IQoJb3JpZ2luX2VjE/+==";

    fn redacted(id: &str, body: &[u8]) -> Bytes {
        let credentials = Credentials::new(id, SECRET, Some(TOKEN.to_owned()), None, "test");
        let mut body = Body::from(body.to_vec());
        redact(&mut body, &Identity::from(credentials));
        body.as_bytes().unwrap().clone()
    }

    #[test]
    fn credentials_are_taken_out_however_json_writes_them() {
        for (body, expected) in [
            (
                format!("x-amz-security-token:{TOKEN}\n"),
                "x-amz-security-token:[redacted]==\n",
            ),
            (
                TOKEN.replace('/', "\\/").replace('=', "\\u003d"),
                r"[redacted]\u003d\u003d",
            ),
            (
                format!("{ID} {SECRET}; {ID}"),
                "[redacted] [redacted]; [redacted]",
            ),
            (
                format!("Credential={ID}/20260101, Signature=0123ab, Signature=x"),
                "Credential=[redacted]/20260101, Signature=[redacted], Signature=x",
            ),
        ] {
            assert_eq!(redacted(ID, body.as_bytes()), expected);
        }
    }

    #[test]
    fn what_quotes_none_stays_as_it_is() {
        assert_eq!(redacted(ID, b"\xff no"), &b"\xff no"[..]);
        assert_eq!(redacted("test", b"my test"), "my test");
    }
}
