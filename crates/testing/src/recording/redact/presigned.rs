//! What is secret in presigned URLs, wherever they stand.

use super::REDACTED;

/// The parameters that let others use a URL, or say whose it is. The last is that of signatures before version 4, which
/// S3 takes still.
const PARAMETERS: [&str; 5] = [
    "x-amz-signature",
    "x-amz-security-token",
    "x-amz-credential",
    "x-amz-s3session-token",
    "awsaccesskeyid",
];

/// Those of signatures before version 4 and of `CloudFront`, whose names others may end with.
const WHOLE_PARAMETERS: [&str; 2] = ["signature", KEY_PAIR_ID];

/// That says which of its keys a URL of `CloudFront` is signed with.
const KEY_PAIR_ID: &str = "key-pair-id";

/// What such a URL allows. Without a key it is a parameter of services, such as of `AssumeRole`.
const POLICY: &str = "policy";

/// What stands before a parameter, beside nothing: as it is, in XML, percent-encoded, and in JSON.
const BOUNDARIES: [&str; 8] = ["?", "&", ";", "%3f", "%26", "%3b", r"\u003f", r"\u0026"];

/// The text with something else for their values, if it has any.
pub(super) fn redacted(text: &str) -> Option<String> {
    // The length of ASCII stays what it is.
    let lower = text.to_ascii_lowercase();
    let mut out = String::new();
    let mut end = 0;
    let has_key = parameters(KEY_PAIR_ID, true, &lower, 0).next().is_some();
    while let Some((value, length)) = next(&lower, end, has_key) {
        out.push_str(&text[end..value]);
        out.push_str(REDACTED);
        end = value + length;
    }
    if out.is_empty() {
        return None;
    }
    out.push_str(&text[end..]);
    Some(out)
}

/// Where the next value begins from there on, and how long it is.
fn next(lower: &str, from: usize, has_key: bool) -> Option<(usize, usize)> {
    let anywhere = PARAMETERS.iter().map(|name| (*name, false));
    let whole = WHOLE_PARAMETERS.iter().map(|name| (*name, true));
    let policy = has_key.then_some((POLICY, true));
    let names = anywhere.chain(whole).chain(policy);
    let found = names.filter_map(|(name, is_whole)| parameters(name, is_whole, lower, from).min());
    found.min()
}

/// Where the first values of a parameter begin from there on, and how long they are: as it is, and percent-encoded. The
/// parameter may have to have the whole name.
fn parameters(
    name: &str,
    is_whole: bool,
    lower: &str,
    from: usize,
) -> impl Iterator<Item = (usize, usize)> {
    let found = ["=", "%3d"].map(|sign| {
        let parameter = format!("{name}{sign}");
        let mut places = lower[from..].match_indices(&parameter);
        let (at, _) = places.find(|(at, _)| !is_whole || is_boundary(&lower[..from + at]))?;
        let value = from + at + parameter.len();
        Some((value, length(&lower[value..], sign)))
    });
    found.into_iter().flatten()
}

fn is_boundary(before: &str) -> bool {
    before.is_empty() || BOUNDARIES.iter().any(|it| before.ends_with(it))
}

/// How long a value is: up to what cannot be in one. Within a parameter of another URL, `&` is escaped.
fn length(value: &str, sign: &str) -> usize {
    let is_end = |it: char| it.is_whitespace() || "&\"'<>\\;,)}]".contains(it);
    let length = value.find(is_end).unwrap_or(value.len());
    if sign == "=" {
        return length;
    }
    value[..length].find("%26").unwrap_or(length)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_lets_others_use_a_url_is_taken_out_and_no_more() {
        for (text, expected) in [
            ("/a?x=1", None),
            (
                "https://b/k?X-Amz-Algorithm=AWS4&X-Amz-Credential=AKID%2F20260101&X-Amz-Security-Token=IQo%2B&X-Amz-Signature=0a1b",
                Some(
                    "https://b/k?X-Amz-Algorithm=AWS4&X-Amz-Credential=redacted&X-Amz-Security-Token=redacted&X-Amz-Signature=redacted",
                ),
            ),
            (
                r#"{"u": "https://b/k?x-amz-signature=0a1b", "v": 1}"#,
                Some(r#"{"u": "https://b/k?x-amz-signature=redacted", "v": 1}"#),
            ),
            (
                "Url=https%3A%2F%2Fb%2Fk%3FX-Amz-Signature%3D0a1b%26x%3D1&Version=1",
                Some("Url=https%3A%2F%2Fb%2Fk%3FX-Amz-Signature%3Dredacted%26x%3D1&Version=1"),
            ),
            (
                "<a>https://b?X-Amz-Credential=é&amp;y=2</a>",
                Some("<a>https://b?X-Amz-Credential=redacted&amp;y=2</a>"),
            ),
            // Before version 4.
            (
                "https://b/k?AWSAccessKeyId=AKID&Expires=1&Signature=a%2Bb%3D",
                Some("https://b/k?AWSAccessKeyId=redacted&Expires=1&Signature=redacted"),
            ),
            // Of CloudFront.
            (
                "https://c/k?Policy=eyJ_&Signature=a~b-&Key-Pair-Id=K2",
                Some("https://c/k?Policy=redacted&Signature=redacted&Key-Pair-Id=redacted"),
            ),
            (
                r"https://c/k?Expires=1\u0026Signature=a~b-\u0026Key-Pair-Id=K2",
                Some(r"https://c/k?Expires=1\u0026Signature=redacted\u0026Key-Pair-Id=redacted"),
            ),
            (
                "<a>https://c?Expires=1&amp;Signature=a~b-</a>",
                Some("<a>https://c?Expires=1&amp;Signature=redacted</a>"),
            ),
            (
                "Url=https%3A%2F%2Fc%3FSignature%3Da~b-%26Policy%3De%26Key-Pair-Id%3DK2%26x%3D1",
                Some(
                    "Url=https%3A%2F%2Fc%3FSignature%3Dredacted%26Policy%3Dredacted%26Key-Pair-Id%3Dredacted%26x%3D1",
                ),
            ),
            ("Signature=a~b&x=1", Some("Signature=redacted&x=1")),
            // Parameters of services.
            ("Action=AssumeRole&Policy=e&SignatureVersion=2", None),
            ("https://b?MySignature=a~b&My-Key-Pair-Id=K2", None),
        ] {
            assert_eq!(redacted(text).as_deref(), expected, "{text}");
        }
    }
}
