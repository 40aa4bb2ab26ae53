//! How a shared config or credentials file is read: AWS's dialect of INI.
//!
//! The rules are those of "Shared config and credentials files" in the AWS SDKs and Tools Reference Guide: a
//! section's name stands in brackets; lines that start with `#` or `;` are comments, and so is what follows
//! one of them after white space; a line that is indented deeper than a property continues its value, or,
//! where that is empty, is a property nested in it.

use std::collections::BTreeMap;

/// The sections of a file, by their names as they are written.
pub(super) type Sections = BTreeMap<String, Section>;

/// The properties of a section, by their names in lower case.
pub(super) type Section = BTreeMap<String, Property>;

/// A property's value, with the properties nested in it.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Property {
    pub(super) value: String,
    pub(super) nested: BTreeMap<String, String>,
}

/// What is wrong with a line. The line itself is not told: it may hold a secret.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Malformed {
    /// Counted from 1.
    pub(super) line: usize,
    pub(super) reason: &'static str,
}

/// Reads a file. Where a section comes twice its properties are merged, and where a property does, the last
/// one counts.
///
/// # Errors
///
/// A line is neither a section, a property, a continuation nor a comment.
pub(super) fn parse(text: &str) -> Result<Sections, Malformed> {
    let mut sections = Sections::new();
    let mut section: Option<String> = None;
    // The property that a deeper line continues, and its indentation.
    let mut open: Option<(String, usize)> = None;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    for (index, line) in text.lines().enumerate() {
        let malformed = |reason| Malformed {
            line: index + 1,
            reason,
        };
        let content = line.trim();
        if content.is_empty() || content.starts_with(['#', ';']) {
            continue;
        }
        let indent = line.len() - line.trim_start().len();
        if let Some(header) = content.strip_prefix('[').filter(|_| indent == 0) {
            let (name, after) = header
                .split_once(']')
                .ok_or_else(|| malformed("the section's name is not closed with `]`"))?;
            if !without_comment(after).is_empty() {
                return Err(malformed("text follows the section's name"));
            }
            let name = normal_name(name).ok_or_else(|| malformed("the section has no name"))?;
            sections.entry(name.clone()).or_default();
            section = Some(name);
            open = None;
            continue;
        }
        let properties = section
            .as_ref()
            .and_then(|name| sections.get_mut(name))
            .ok_or_else(|| malformed("no section has begun yet"))?;
        if let Some((name, _)) = open.as_ref().filter(|(_, depth)| indent > *depth) {
            let property = properties.entry(name.clone()).or_default();
            continue_property(property, content).map_err(malformed)?;
            continue;
        }
        let (name, value) = name_and_value(content).map_err(malformed)?;
        let property = Property {
            value: value.to_owned(),
            nested: BTreeMap::new(),
        };
        properties.insert(name.clone(), property);
        open = Some((name, indent));
    }
    Ok(sections)
}

fn continue_property(property: &mut Property, content: &str) -> Result<(), &'static str> {
    if property.value.is_empty() {
        let (name, value) = name_and_value(content)?;
        property.nested.insert(name, value.to_owned());
    } else {
        property.value.push('\n');
        property.value.push_str(content);
    }
    Ok(())
}

fn name_and_value(content: &str) -> Result<(String, &str), &'static str> {
    let (name, value) = content
        .split_once('=')
        .ok_or("it is no `name = value`, section or comment")?;
    let name = name.trim().to_lowercase();
    if name.is_empty() {
        return Err("there is no name before the `=`");
    }
    Ok((name, without_comment(value)))
}

/// What stands before a comment, which needs white space before it: `a#b` is a value.
fn without_comment(text: &str) -> &str {
    let comment = text
        .char_indices()
        .zip(text.chars().skip(1))
        .find(|((_, space), mark)| space.is_whitespace() && matches!(mark, '#' | ';'));
    let end = comment.map_or(text.len(), |((at, _), _)| at);
    text.get(..end).unwrap_or(text).trim()
}

/// `profile "a b"`, `profile   a` and ` default ` with one space between their words and without the quotes.
fn normal_name(name: &str) -> Option<String> {
    let name = name.trim();
    let (kind, rest) = match name.split_once(char::is_whitespace) {
        Some((kind, rest)) if !name.starts_with(['"', '\'']) => (Some(kind), rest.trim()),
        _ => (None, name),
    };
    let rest = ['"', '\'']
        .into_iter()
        .find_map(|quote| rest.strip_prefix(quote)?.strip_suffix(quote))
        .unwrap_or(rest);
    if rest.is_empty() {
        return None;
    }
    Some(match kind {
        Some(kind) => format!("{kind} {rest}"),
        None => rest.to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value<'a>(sections: &'a Sections, section: &str, name: &str) -> &'a str {
        &sections[section][name].value
    }

    #[test]
    fn sections_and_properties_are_read() {
        let sections = parse("[default]\nregion = eu-west-1\n\n[profile dev]\nRegion=us-east-1\n");
        let sections = sections.unwrap();
        assert_eq!(value(&sections, "default", "region"), "eu-west-1");
        assert_eq!(value(&sections, "profile dev", "region"), "us-east-1");
    }

    #[test]
    fn comments_are_left_out() {
        let text =
            "# one\n; two\n[default] ; three\na = b # four\nc = d#e;f\n  # five\ng = ; six\n";
        let sections = parse(text).unwrap();
        assert_eq!(value(&sections, "default", "a"), "b");
        assert_eq!(value(&sections, "default", "c"), "d#e;f");
        assert_eq!(value(&sections, "default", "g"), "");
    }

    #[test]
    fn deeper_lines_continue_a_value() {
        let sections = parse("[default]\na = b\n  c = d\n\te\nf = g\n").unwrap();
        assert_eq!(value(&sections, "default", "a"), "b\nc = d\ne");
        assert_eq!(value(&sections, "default", "f"), "g");
    }

    #[test]
    fn properties_nest_below_an_empty_value() {
        let text =
            "[services local]\nlambda =\n  endpoint_url = http://127.0.0.1:1\n  x = y\ns3 =\n";
        let sections = parse(text).unwrap();
        let lambda = &sections["services local"]["lambda"];
        assert_eq!(lambda.nested["endpoint_url"], "http://127.0.0.1:1");
        assert_eq!(lambda.nested.len(), 2);
        assert!(sections["services local"]["s3"].nested.is_empty());
    }

    #[test]
    fn a_section_may_be_indented_as_a_whole() {
        let sections = parse("[default]\n  a = b\n  c = d\n").unwrap();
        assert_eq!(value(&sections, "default", "c"), "d");
    }

    #[test]
    fn names_of_sections_are_made_uniform() {
        let text = "[ profile\t dev ]\na=1\n[profile \"x y\"]\na=2\n['z']\na=3\n";
        let sections = parse(text).unwrap();
        assert_eq!(value(&sections, "profile dev", "a"), "1");
        assert_eq!(value(&sections, "profile x y", "a"), "2");
        assert_eq!(value(&sections, "z", "a"), "3");
    }

    #[test]
    fn what_comes_twice_is_merged() {
        let sections = parse("[a]\nx=1\ny=1\n[b]\n[a]\nx=2\n").unwrap();
        assert_eq!(value(&sections, "a", "x"), "2");
        assert_eq!(value(&sections, "a", "y"), "1");
    }

    #[test]
    fn other_line_endings_and_a_byte_order_mark_are_accepted() {
        let sections = parse("\u{feff}[default]\r\na = b\r\n").unwrap();
        assert_eq!(value(&sections, "default", "a"), "b");
    }

    #[test]
    fn a_fault_names_its_line_and_not_what_is_in_it() {
        for (text, line) in [
            ("a = b\n", 1),
            ("[default\n", 1),
            ("[]\n", 1),
            ("[default] x\n", 1),
            ("[default]\nAKIDSECRET\n", 2),
            ("[default]\n= AKIDSECRET\n", 2),
            ("[default]\na =\n  AKIDSECRET\n", 3),
        ] {
            let fault = parse(text).unwrap_err();
            assert_eq!(fault.line, line, "{text}");
            assert!(!fault.reason.contains("SECRET"));
        }
    }
}
