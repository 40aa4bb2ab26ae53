//! How the values of a header that holds a list are quoted, and how such a list is taken apart.

use std::borrow::Cow;

/// A text as one value of a list: in quotes, with backslashes before quotes and backslashes, where it would
/// otherwise read as something else.
#[must_use]
pub fn quoted(value: &str) -> Cow<'_, str> {
    if !value.contains([',', '"']) && value.trim() == value {
        return Cow::Borrowed(value);
    }
    let mut text = String::from('"');
    for character in value.chars() {
        if matches!(character, '"' | '\\') {
            text.push('\\');
        }
        text.push(character);
    }
    text.push('"');
    Cow::Owned(text)
}

/// The values of a comma-separated list, without the quotes and backslashes around them.
///
/// # Errors
///
/// A quote is not closed, or text follows a closed one.
pub(super) fn split(list: &str) -> Result<Vec<String>, &'static str> {
    let mut values = Vec::new();
    let mut rest = list.trim_start();
    while !rest.is_empty() {
        let after = if let Some(quoted) = rest.strip_prefix('"') {
            let (value, after) = unquote(quoted).ok_or("a quoted value is not closed")?;
            values.push(value);
            after.trim_start()
        } else {
            let end = rest.find(',').unwrap_or(rest.len());
            let (value, after) = rest.split_at(end);
            values.push(value.trim_end().to_owned());
            after
        };
        rest = match after.strip_prefix(',') {
            Some(rest) => rest.trim_start(),
            None if after.is_empty() => after,
            None => return Err("text follows a quoted value where a comma is due"),
        };
    }
    Ok(values)
}

/// The dates of a comma-separated list of HTTP dates, each of which has a comma of its own.
pub(super) fn split_dates(list: &str) -> impl Iterator<Item = &str> {
    let mut rest = list;
    std::iter::from_fn(move || {
        if rest.trim().is_empty() {
            return None;
        }
        let end = rest
            .match_indices(',')
            .nth(1)
            .map_or(rest.len(), |(at, _)| at);
        let (date, after) = rest.split_at(end);
        rest = after.strip_prefix(',').unwrap_or(after);
        Some(date.trim())
    })
}

/// The value up to the closing quote, and what follows that.
fn unquote(text: &str) -> Option<(String, &str)> {
    let mut value = String::new();
    let mut characters = text.chars();
    loop {
        match characters.next()? {
            '"' => return Some((value, characters.as_str())),
            '\\' => value.push(characters.next()?),
            character => value.push(character),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_quoted_where_they_need_it() {
        for (value, text) in [
            ("a", "a"),
            ("x y", "x y"),
            ("", ""),
            ("b,c", r#""b,c""#),
            (r#""d"\"#, r#""\"d\"\\""#),
            (" e", r#"" e""#),
        ] {
            assert_eq!(quoted(value), text);
            if !value.is_empty() {
                assert_eq!(split(text).unwrap(), [value]);
            }
        }
    }

    #[test]
    fn lists_are_split_at_commas() {
        assert_eq!(split("a, b ,c").unwrap(), ["a", "b", "c"]);
        assert_eq!(split("").unwrap(), [""; 0]);
        assert_eq!(split("a,,b").unwrap(), ["a", "", "b"]);
    }

    #[test]
    fn quotes_protect_commas() {
        assert_eq!(
            split(r#""b,c", "\"def\"", a"#).unwrap(),
            ["b,c", "\"def\"", "a"]
        );
        assert_eq!(split(r#" "a" , "b""#).unwrap(), ["a", "b"]);
    }

    #[test]
    fn unbalanced_quotes_are_refused() {
        assert!(split(r#""a"#).is_err());
        assert!(split(r#""a\"#).is_err());
        assert!(split(r#""a" b"#).is_err());
    }

    #[test]
    fn dates_keep_their_comma() {
        let dates: Vec<_> = split_dates("Mon, 16 Dec 2019 GMT, Tue, 17 Dec 2019 GMT").collect();
        assert_eq!(dates, ["Mon, 16 Dec 2019 GMT", "Tue, 17 Dec 2019 GMT"]);
        assert_eq!(split_dates("").count(), 0);
        assert_eq!(split_dates("no date").collect::<Vec<_>>(), ["no date"]);
    }
}
