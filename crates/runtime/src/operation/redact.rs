//! How the values of a response are taken out of the messages that say why it cannot be read.
//!
//! Such messages end in logs, and any member may be secret. What is left says what was found, what was due, and
//! where: enough to mend either side.

use std::borrow::Cow;

/// The message of an error of serde, without the value that it is about.
pub(super) fn json(error: &serde_json::Error) -> String {
    let message = error.to_string();
    let position = format!(" at line {} column {}", error.line(), error.column());
    match message.strip_suffix(&position) {
        Some(reason) => format!("{}{position}", reason_of_serde(reason)),
        None => reason_of_serde(&message).into_owned(),
    }
}

/// The text with `the value` for what stands between the first and the last of these quotes. Quotes within a
/// value may be escaped or not, so no closer look is taken.
pub(super) fn quoted<'a>(text: &'a str, quotes: &[char]) -> Cow<'a, str> {
    let Some((before, rest)) = text.split_once(quotes) else {
        return Cow::Borrowed(text);
    };
    let after = rest.rsplit_once(quotes).map_or("", |(_, after)| after);
    Cow::Owned(format!("{before}the value{after}"))
}

/// The reasons that serde itself gives are recognized by how they begin: see the functions of [`serde::de::Error`].
fn reason_of_serde(reason: &str) -> Cow<'_, str> {
    for start in ["invalid type: ", "invalid value: "] {
        if let Some(rest) = reason.strip_prefix(start) {
            let (found, rest) = unexpected(rest);
            return format!("{start}{found}{rest}").into();
        }
    }
    for start in ["unknown variant", "unknown field"] {
        if let Some(name) = reason.strip_prefix(start) {
            // The name is not escaped, so it may have these words in it too: the last ones are serde's.
            let ends = ["`, expected ", "`, there are no "].map(|end| name.rfind(end));
            let end = ends.into_iter().flatten().max();
            let expected = end.map_or("", |end| from(name, end + 1));
            return format!("{start}{expected}").into();
        }
    }
    // These name members of the model, and count elements.
    let of_the_model = ["missing field `", "duplicate field `", "invalid length "];
    if of_the_model.iter().any(|start| reason.starts_with(start)) {
        return reason.into();
    }
    // The decoder goes on to show the character that it stumbled over.
    if reason.starts_with("invalid base64") {
        return "invalid base64".into();
    }
    quoted(reason, &['"', '`'])
}

/// What was found, without its value, and what follows: a [`serde::de::Unexpected`].
fn unexpected(text: &str) -> (&str, &str) {
    for kind in ["boolean", "integer", "floating point", "character"] {
        if let Some(rest) = text.strip_prefix(kind).and_then(|it| it.strip_prefix(" `")) {
            // A character may be a backtick itself.
            let after = rest.char_indices().skip(1).find(|(_, it)| *it == '`');
            return (kind, after.map_or("", |(at, _)| from(rest, at + 1)));
        }
    }
    if let Some(rest) = text.strip_prefix("string \"") {
        return ("string", after_string(rest));
    }
    // Neither null, a list nor an object has a value here.
    let end = text.find(", expected ").unwrap_or(text.len());
    (text.get(..end).unwrap_or_default(), from(text, end))
}

/// What follows the end of a string as `Debug` writes it.
fn after_string(text: &str) -> &str {
    let mut is_escaped = false;
    for (at, character) in text.char_indices() {
        match character {
            _ if is_escaped => is_escaped = false,
            '\\' => is_escaped = true,
            '"' => return from(text, at + 1),
            _ => {}
        }
    }
    ""
}

fn from(text: &str, at: usize) -> &str {
    text.get(at..).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde::de::{Error, Unexpected};

    const SECRET: &str = r#"s3cr3t"`, expected `s3cr3t" is \"#;

    /// What is left of a message after serde has put it together.
    fn left(error: &serde_json::Error) -> String {
        let text = json(error);
        assert!(!text.contains("s3cr3t"), "{text}");
        text
    }

    fn custom(text: &str) -> String {
        left(&serde_json::Error::custom(text))
    }

    #[test]
    fn what_was_found_is_told_by_its_type() {
        for (found, described) in [
            (Unexpected::Str(SECRET), "string"),
            (Unexpected::Str(""), "string"),
            (Unexpected::Signed(-7777), "integer"),
            (Unexpected::Unsigned(7777), "integer"),
            (Unexpected::Float(77.77), "floating point"),
            (Unexpected::Bool(true), "boolean"),
            (Unexpected::Char('`'), "character"),
            (Unexpected::Unit, "null"),
            (Unexpected::Seq, "sequence"),
            (Unexpected::Map, "map"),
        ] {
            let expected = r#"a number, "NaN" or `7`"#;
            let of_type = serde_json::Error::invalid_type(found, &expected);
            let of_value = serde_json::Error::invalid_value(found, &expected);
            let rest = format!(r#"{described}, expected a number, "NaN" or `7`"#);
            assert_eq!(left(&of_type), format!("invalid type: {rest}"));
            assert_eq!(left(&of_value), format!("invalid value: {rest}"));
        }
    }

    #[test]
    fn names_that_the_service_chose_are_left_out_and_the_models_stay() {
        let error = serde_json::Error::unknown_variant(SECRET, &["A", "B"]);
        assert_eq!(left(&error), "unknown variant, expected `A` or `B`");
        let error = serde_json::Error::unknown_variant(SECRET, &[]);
        assert_eq!(left(&error), "unknown variant, there are no variants");
        let error = serde_json::Error::unknown_field("s3cr3t`, there are no s3cr3t", &["A"]);
        assert_eq!(left(&error), "unknown field, expected `A`");
        let error = serde_json::Error::unknown_field(SECRET, &["a", "b", "c"]);
        assert_eq!(left(&error), "unknown field, expected one of `a`, `b`, `c`");
        for text in [
            "missing field `Items`",
            "duplicate field `Items`",
            "invalid length 3, expected a pair",
        ] {
            assert_eq!(custom(text), text);
        }
    }

    #[test]
    fn quotes_in_other_messages_are_cut_out_whole() {
        assert_eq!(
            custom(&format!("{SECRET:?} is not a time, such as 7")),
            "the value is not a time, such as 7"
        );
        assert_eq!(
            custom(&format!("no `{SECRET}` or \"{SECRET}\" here")),
            "no the value here"
        );
        assert_eq!(custom("not closed: \"s3cr3t"), "not closed: the value");
        assert_eq!(
            custom("a union with no member set"),
            "a union with no member set"
        );
        assert_eq!(
            custom("invalid base64: Invalid symbol 33"),
            "invalid base64"
        );
    }

    #[test]
    fn the_position_stays() {
        let error = serde_json::from_str::<u8>("\n \"s3cr3t at line 2 column 10\"").unwrap_err();
        assert_eq!(
            left(&error),
            "invalid type: string, expected u8 at line 2 column 29"
        );
    }
}
