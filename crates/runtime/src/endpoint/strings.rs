//! The functions of Smithy's rules language on texts and lists of them.

use crate::percent::VALUE;
use percent_encoding::utf8_percent_encode;

/// The characters from `start` up to, not including, `stop`, counted from the end where `reverse` is set
/// (`substring`). A text that is shorter, or holds more than ASCII, has none.
#[must_use]
pub fn substring(text: &str, start: i64, stop: i64, reverse: bool) -> Option<&str> {
    let (start, stop) = (usize::try_from(start).ok()?, usize::try_from(stop).ok()?);
    if start >= stop || !text.is_ascii() {
        return None;
    }
    if reverse {
        let end = text.len();
        text.get(end.checked_sub(stop)?..end.checked_sub(start)?)
    } else {
        text.get(start..stop)
    }
}

/// The parts of a text between delimiters, `limit` of them at most, or any number where it is 0 (`split`).
#[must_use]
pub fn split<'a>(text: &'a str, delimiter: &str, limit: i64) -> Vec<&'a str> {
    if delimiter.is_empty() {
        return vec![text];
    }
    match usize::try_from(limit) {
        Ok(limit @ 1..) => text.splitn(limit, delimiter).collect(),
        _ => text.split(delimiter).collect(),
    }
}

/// The element of a list with this index; a negative one counts from the end, where -1 is the last (a path
/// of `getAttr`).
#[must_use]
pub fn element<T: AsRef<str>>(list: &[T], index: i64) -> Option<&str> {
    let from_start = if index < 0 {
        list.len()
            .checked_sub(usize::try_from(index.unsigned_abs()).ok()?)?
    } else {
        usize::try_from(index).ok()?
    };
    list.get(from_start).map(AsRef::as_ref)
}

/// The text with all but the unreserved characters of RFC 3986 percent-encoded (`uriEncode`).
#[must_use]
pub fn uri_encode(text: &str) -> String {
    utf8_percent_encode(text, VALUE).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_substring_is_counted_from_either_end() {
        assert_eq!(substring("lambda", 0, 3, false), Some("lam"));
        assert_eq!(substring("lambda", 2, 6, false), Some("mbda"));
        assert_eq!(substring("lambda", 0, 3, true), Some("bda"));
        assert_eq!(substring("lambda", 4, 6, true), Some("la"));
    }

    #[test]
    fn what_is_not_all_there_is_no_substring() {
        for (text, start, stop) in [
            ("abc", 0, 4),
            ("abc", 2, 2),
            ("abc", 3, 2),
            ("abc", -1, 2),
            ("abcé", 0, 2),
            ("", 0, 1),
        ] {
            for reverse in [false, true] {
                assert_eq!(substring(text, start, stop, reverse), None, "{text}");
            }
        }
    }

    #[test]
    fn a_text_is_split_at_most_so_often() {
        assert_eq!(split("a:b:c", ":", 0), ["a", "b", "c"]);
        assert_eq!(split("a:b:c", ":", 1), ["a:b:c"]);
        assert_eq!(split("a:b:c", ":", 2), ["a", "b:c"]);
        assert_eq!(split(":a:", ":", 0), ["", "a", ""]);
        assert_eq!(split("", ":", 0), [""]);
        assert_eq!(split("xxx", "xx", 0), ["", "x"]);
        assert_eq!(split("abc", "", 0), ["abc"]);
    }

    #[test]
    fn an_element_is_counted_from_either_end() {
        let list = ["a", "b", "c"];
        for (index, expected) in [
            (0, Some("a")),
            (2, Some("c")),
            (3, None),
            (-1, Some("c")),
            (-3, Some("a")),
            (-4, None),
            (i64::MIN, None),
            (i64::MAX, None),
        ] {
            assert_eq!(element(&list, index), expected, "{index}");
        }
        assert_eq!(element(&[] as &[String], 0), None);
    }

    #[test]
    fn unreserved_characters_are_not_encoded() {
        assert_eq!(uri_encode("aZ9-._~"), "aZ9-._~");
        assert_eq!(uri_encode("a/b c+é"), "a%2Fb%20c%2B%C3%A9");
    }
}
