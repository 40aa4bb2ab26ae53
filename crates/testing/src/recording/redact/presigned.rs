//! What is secret in presigned URLs, wherever they stand.

use super::REDACTED;

/// The parameters that let others use a URL, or say whose it is. The last is that of signatures before version 4.
const PARAMETERS: [&str; 5] = [
    "x-amz-signature",
    "x-amz-security-token",
    "x-amz-credential",
    "x-amz-s3session-token",
    "awsaccesskeyid",
];

/// The text with something else for their values, if it has any.
pub(super) fn redacted(text: &str) -> Option<String> {
    // The length of ASCII stays what it is.
    let lower = text.to_ascii_lowercase();
    let mut out = String::new();
    let mut end = 0;
    while let Some((value, length)) = next(&lower, end) {
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
fn next(lower: &str, from: usize) -> Option<(usize, usize)> {
    let rest = &lower[from..];
    let found = PARAMETERS.iter().flat_map(|name| {
        ["=", "%3d"].map(|sign| {
            let parameter = format!("{name}{sign}");
            let at = rest.find(&parameter)?;
            let value = at + parameter.len();
            Some((from + value, length(&rest[value..], sign)))
        })
    });
    found.flatten().min()
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
        ] {
            assert_eq!(redacted(text).as_deref(), expected, "{text}");
        }
    }
}
