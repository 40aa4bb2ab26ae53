//! What is taken out of the text that a process prints about its failure: what is a secret, or looks like one.

const MASKED: &str = "[redacted]";

/// The least length of what is taken for a secret because of where it stands, in characters.
const MIN_NAMED: usize = 8;
/// The least length of what is taken for a secret because of what it looks like: that of an access key id, and that of
/// others.
const MIN_KEY_ID: usize = 20;
const MIN_SHAPED: usize = 32;
/// Parts of a path are seldom this long; those of a secret that slashes part often are.
const MIN_PART: usize = 16;

/// What stands before secrets.
const NAMES: [&str; 5] = ["secret", "token", "password", "passwd", "accesskey"];

/// The text without these secrets, and without what follows the name of one or has the shape of one.
pub(super) fn without_secrets<'a>(
    text: &str,
    secrets: impl IntoIterator<Item = &'a str>,
) -> String {
    let mut text = text.to_owned();
    for secret in secrets {
        if secret.len() >= MIN_NAMED {
            text = text.replace(secret, MASKED);
        }
    }
    let mut out = String::with_capacity(text.len());
    // What may be the name of the value that comes next.
    let mut label = String::new();
    let mut rest = text.as_str();
    while let Some(first) = rest.chars().next() {
        let length = rest.find(|it| !is_of_word(it)).unwrap_or(rest.len());
        if length == 0 {
            out.push(first);
            if first == '\n' {
                label.clear();
            } else if !matches!(first, '"' | '\'' | ' ' | '\t' | '\\') {
                label.push(first);
            }
            rest = rest.get(first.len_utf8()..).unwrap_or_default();
            continue;
        }
        let (word, after) = rest.split_at(length);
        rest = after;
        if word.bytes().all(|byte| byte == b'=') {
            out.push_str(word);
            label.push('=');
            continue;
        }
        // `NAME=value` is one word.
        let (name, value) = match word.split_once('=') {
            Some((name, value)) if !value.trim_matches('=').is_empty() => (Some(name), value),
            _ => (None, word),
        };
        if let Some(name) = name {
            out.push_str(name);
            out.push('=');
            label = format!("{name}=");
        }
        let is_named = value.len() >= MIN_NAMED && names_secret(&label);
        out.push_str(if is_named || is_shaped(value) {
            MASKED
        } else {
            value
        });
        word.clone_into(&mut label);
    }
    out
}

fn is_of_word(character: char) -> bool {
    character.is_ascii_alphanumeric() || "+/=_-.".contains(character)
}

/// Whether the value that follows is a secret: it follows the name of one, and a sign that a value comes.
fn names_secret(label: &str) -> bool {
    let Some(name) = label.strip_suffix([':', '=']) else {
        return false;
    };
    let mut name = name.to_ascii_lowercase();
    name.retain(|it| it.is_ascii_alphanumeric());
    NAMES.iter().any(|it| name.contains(it))
}

/// Whether it looks like a key or a token.
fn is_shaped(word: &str) -> bool {
    let has = |is: fn(&u8) -> bool| word.bytes().any(|byte| is(&byte));
    let digit = has(u8::is_ascii_digit);
    let upper = has(u8::is_ascii_uppercase);
    let lower = has(u8::is_ascii_lowercase);
    let is_key_id = word.len() >= MIN_KEY_ID
        && digit
        && word
            .bytes()
            .all(|it| it.is_ascii_digit() || it.is_ascii_uppercase());
    let has_long_part = || word.split('/').any(|part| part.len() >= MIN_PART);
    let is_long = word.len() >= MIN_SHAPED && digit && (upper || lower) && has_long_part();
    is_key_id || is_long
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECRET: &str = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";

    #[test]
    fn secrets_are_taken_out() {
        for (text, expected) in [
            (
                format!("AWS_SECRET_ACCESS_KEY={SECRET}"),
                "AWS_SECRET_ACCESS_KEY=[redacted]",
            ),
            (format!("got {SECRET}."), "got [redacted]"),
            (
                r#"{"SecretAccessKey": "short-one", "SessionToken":"IQoJb3JpZ2luX2VjE"}"#
                    .to_owned(),
                r#"{"SecretAccessKey": "[redacted]", "SessionToken":"[redacted]"}"#,
            ),
            (
                "Password = hunter22hunter".to_owned(),
                "Password = [redacted]",
            ),
            (
                "password: hunter22hunter".to_owned(),
                "password: [redacted]",
            ),
            (
                "key AKIAIOSFODNN7EXAMPLE refused".to_owned(),
                "key [redacted] refused",
            ),
            ("no known-secret here".to_owned(), "no [redacted] here"),
        ] {
            assert_eq!(without_secrets(&text, ["known-secret", "no"]), expected);
        }
    }

    #[test]
    fn words_and_paths_stay() {
        for text in [
            "the vault is locked",
            "sh: 1: /usr/local/lib/python3.11/site-packages/vault/main.py: not found",
            "arn:aws:iam::123456789012:role/reader is not authorized: token: none",
            "a=b, x == y; ünï\tc\n",
        ] {
            assert_eq!(without_secrets(text, []), text);
        }
    }
}
