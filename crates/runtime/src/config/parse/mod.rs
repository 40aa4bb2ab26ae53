//! How a shared config or credentials file is read: AWS's dialect of INI.
//!
//! The rules are those that the AWS SDKs share: a section's name stands in brackets; lines that start with `#` or
//! `;` are comments, and so is what follows one of them after white space; a line that is indented continues the
//! property above it, or, where that is empty, is a property nested in it. White space is blanks and tabs.
//!
//! botocore differs, and the SDKs are followed, in that it takes sections that are indented as a whole, and keeps
//! comments after values. Where the AWS SDK for Rust gives up or is left with nonsense and botocore is not, this is
//! more lenient than it: with quotes around the name in `[profile "my dev"]`, which may have blanks then, with any name
//! in the credentials file, and with comments on lines that are indented.
//!
//! Parsers for INI at large do not know this dialect: they cut `a#b` short, lose what is nested, or take a line
//! that is nothing for a name. The AWS SDK's own comes with what adds a quarter to the time to build this library.

use super::environment::set;
use std::collections::HashMap;

/// Which of the two files is read: their sections have other names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Config,
    Credentials,
}

/// What a section is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum About {
    /// `[default]` of the config file.
    Default,
    /// `[profile x]` of the config file, and any section of the credentials file.
    Profile,
    /// `[sso-session x]`
    SsoSession,
    /// `[services x]`
    Services,
}

/// The sections of a file.
#[derive(Debug, Default)]
pub(super) struct Sections(HashMap<(About, String), Section>);

/// The properties of a section, by their names in lower case.
#[derive(Debug, Default)]
pub(super) struct Section(HashMap<String, Property>);

/// A property with those nested in it.
#[derive(Debug, Default)]
struct Property {
    value: String,
    nested: Vec<(String, String)>,
}

impl Sections {
    pub(super) fn get(&self, about: About, name: &str) -> Option<&Section> {
        self.0.get(&(about, name.to_owned()))
    }
}

impl Section {
    /// The value of a property, unless it is blank: that counts as not set.
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        set(&self.0.get(name)?.value)
    }

    /// The properties that have this one nested in them, with its value, unless that is blank.
    pub(super) fn nested(&self, name: &str) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().filter_map(move |(outer, property)| {
            let mut last = property.nested.iter().rev();
            let (_, value) = last.find(|(it, _)| it == name)?;
            Some((outer.as_str(), set(value)?))
        })
    }
}

/// What is wrong with a line. The line itself is not shown: it may hold a secret.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Malformed {
    /// Counted from 1.
    pub(super) line: usize,
    pub(super) reason: &'static str,
}

const WHITE_SPACE: [char; 2] = [' ', '\t'];
const COMMENT: [char; 2] = ['#', ';'];

/// Reads a file, in time that is in step with its length. Where a section comes twice its properties are merged, and
/// where a property does, the last one counts. A section that is about nothing known is left out with what is in it.
///
/// # Errors
///
/// A line is neither a section, a property, a continuation nor a comment.
pub(super) fn parse(text: &str, kind: Kind) -> Result<Sections, Malformed> {
    let mut sections = Sections::default();
    let mut reader: Option<Reader> = None;
    for (index, line) in text.lines().enumerate() {
        let malformed = |reason| Malformed {
            line: index + 1,
            reason,
        };
        let content = line.trim_matches(WHITE_SPACE);
        if content.is_empty() || content.starts_with(COMMENT) {
            continue;
        }
        if content.starts_with('[') && line.starts_with(WHITE_SPACE) {
            // As a continuation, it would put all that follows it into the section above.
            return Err(malformed("a section's name must not be indented"));
        }
        if let Some(header) = line.strip_prefix('[') {
            let key = header_key(header, kind).map_err(malformed)?;
            let next = Reader {
                key,
                properties: HashMap::new(),
                open: None,
            };
            if let Some(done) = reader.replace(next) {
                done.close(&mut sections);
            }
            continue;
        }
        let reader = reader
            .as_mut()
            .ok_or_else(|| malformed("no section has begun yet"))?;
        if line.starts_with(WHITE_SPACE) {
            reader.go_on(content).map_err(malformed)?;
        } else {
            reader.begin(content).map_err(malformed)?;
        }
    }
    if let Some(last) = reader {
        last.close(&mut sections);
    }
    Ok(sections)
}

/// The section that is being read.
struct Reader {
    /// `None` for one that is about nothing known.
    key: Option<(About, String)>,
    properties: HashMap<String, Property>,
    /// The property that an indented line continues.
    open: Option<(String, Property)>,
}

impl Reader {
    fn begin(&mut self, content: &str) -> Result<(), &'static str> {
        let (name, value) = name_and_value(content)?;
        let property = Property {
            value: value.to_owned(),
            nested: Vec::new(),
        };
        self.properties.extend(self.open.replace((name, property)));
        Ok(())
    }

    fn go_on(&mut self, content: &str) -> Result<(), &'static str> {
        let (_, property) = self
            .open
            .as_mut()
            .ok_or("it is indented, and there is no property to continue")?;
        if property.value.is_empty() {
            let (name, value) = name_and_value(content)?;
            property.nested.push((name, value.to_owned()));
        } else {
            property.value.push('\n');
            property.value.push_str(content);
        }
        Ok(())
    }

    /// Adds the section, or its properties to the one of its name.
    fn close(mut self, sections: &mut Sections) {
        self.properties.extend(self.open);
        if let Some(key) = self.key {
            let section = sections.0.entry(key).or_default();
            section.0.extend(self.properties);
        }
    }
}

/// Whether a name can stand without quotes: it is of letters and digits of ASCII and of `_-/.%@:+`.
fn is_identifier(name: &str) -> bool {
    let is_part = |part: char| part.is_ascii_alphanumeric() || "_-/.%@:+".contains(part);
    !name.is_empty() && name.chars().all(is_part)
}

fn name_and_value(content: &str) -> Result<(String, &str), &'static str> {
    let (name, value) = without_comment(content)
        .split_once('=')
        .ok_or("it is no `name = value`, section or comment")?;
    let name = name.trim_matches(WHITE_SPACE).to_ascii_lowercase();
    if name.is_empty() {
        return Err("there is no name before the `=`");
    }
    Ok((name, value.trim_matches(WHITE_SPACE)))
}

/// What stands before a comment, which needs white space before it: `a#b` is a value.
fn without_comment(text: &str) -> &str {
    let comment = text
        .char_indices()
        .zip(text.chars().skip(1))
        .find(|((_, space), mark)| space.is_whitespace() && COMMENT.contains(mark));
    let end = comment.map_or(text.len(), |((at, _), _)| at);
    text.get(..end).unwrap_or(text)
}

/// What the section is about whose name stands before the bracket, if that is known.
fn header_key(header: &str, kind: Kind) -> Result<Option<(About, String)>, &'static str> {
    let (name, after) = header
        .split_once(']')
        .ok_or("the section's name is not closed with `]`")?;
    let after = after.trim_matches(WHITE_SPACE);
    if !after.is_empty() && !after.starts_with(COMMENT) {
        return Err("text follows the section's name");
    }
    let name = name.trim_matches(WHITE_SPACE);
    Ok(match (kind, name.split_once(WHITE_SPACE)) {
        (Kind::Credentials, _) => Some((About::Profile, name.to_owned())),
        (Kind::Config, None) => (name == "default").then(|| (About::Default, name.to_owned())),
        (Kind::Config, Some((about, name))) => {
            let about = match about {
                "profile" => Some(About::Profile),
                "sso-session" => Some(About::SsoSession),
                "services" => Some(About::Services),
                _ => None,
            };
            about.zip(unquoted(name.trim_matches(WHITE_SPACE)))
        }
    })
}

/// A name, which may have blanks and other characters in it where it stands in quotes, as with botocore.
fn unquoted(name: &str) -> Option<String> {
    let within = ['"', '\''].into_iter().find_map(|quote| {
        let within = name.strip_prefix(quote)?.strip_suffix(quote)?;
        Some((within, quote))
    });
    let is_name = match within {
        Some((within, quote)) => {
            !within.is_empty()
                && !within.contains([quote, '\\'])
                && !within.contains(char::is_control)
        }
        None => is_identifier(name),
    };
    let name = within.map_or(name, |(within, _)| within);
    is_name.then(|| name.to_owned())
}

#[cfg(test)]
mod tests;
