//! How a shared config or credentials file is read: AWS's dialect of INI.
//!
//! The rules are those that the AWS SDKs share: a section's name stands in brackets; lines that start with `#` or
//! `;` are comments, and so is what follows one of them after white space; a line that is indented continues the
//! property above it, or, where that is empty, is a property nested in it. White space is blanks and tabs.
//!
//! botocore differs, and the SDKs are followed, in that it takes sections that are indented as a whole, and keeps
//! comments after values. Where the AWS SDK for Rust gives up or is left with nonsense and botocore is not, this is
//! more lenient than it: with quotes around a section's name, and with comments on lines that are indented.
//!
//! Parsers for INI at large do not know this dialect: they cut `a#b` short, lose what is nested, or take a line
//! that is nothing for a name. The AWS SDK's own comes with what adds a quarter to the time to build this library.

/// The sections of a file. No two have the same name.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Sections(Vec<Section>);

/// A section. No two of its properties have the same name.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Section {
    /// What stands before the name: `profile` in `[profile dev]`.
    kind: Option<String>,
    name: String,
    properties: Vec<Property>,
}

/// A property with those nested in it.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Property {
    /// In lower case.
    pub(super) name: String,
    pub(super) value: String,
    nested: Vec<(String, String)>,
}

impl Sections {
    pub(super) fn get(&self, kind: Option<&str>, name: &str) -> Option<&Section> {
        let is_it = |section: &&Section| section.kind.as_deref() == kind && section.name == name;
        self.0.iter().find(is_it)
    }

    /// Adds a section, or its properties to the one of its name.
    fn add(&mut self, section: Section) {
        let is_it = |it: &&mut Section| it.kind == section.kind && it.name == section.name;
        match self.0.iter_mut().find(is_it) {
            Some(there) => section.properties.into_iter().for_each(|it| there.set(it)),
            None => self.0.push(section),
        }
    }
}

impl Section {
    pub(super) fn properties(&self) -> &[Property] {
        &self.properties
    }

    /// The value of a property.
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        let property = self.properties.iter().find(|it| it.name == name)?;
        Some(&property.value)
    }

    /// Adds a property, in place of the one of its name.
    fn set(&mut self, property: Property) {
        self.properties.retain(|it| it.name != property.name);
        self.properties.push(property);
    }
}

impl Property {
    /// The value of a property that is nested in this one.
    pub(super) fn nested(&self, name: &str) -> Option<&str> {
        let last = self.nested.iter().rev().find(|(it, _)| it == name)?;
        Some(&last.1)
    }
}

/// What is wrong with a line. The line itself is not told: it may hold a secret.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Malformed {
    /// Counted from 1.
    pub(super) line: usize,
    pub(super) reason: &'static str,
}

const WHITE_SPACE: [char; 2] = [' ', '\t'];
const COMMENT: [char; 2] = ['#', ';'];

/// Reads a file. Where a section comes twice its properties are merged, and where a property does, the last one
/// counts. A section whose name is none that a profile can have is left out with what is in it.
///
/// # Errors
///
/// A line is neither a section, a property, a continuation nor a comment.
pub(super) fn parse(text: &str) -> Result<Sections, Malformed> {
    let mut sections = Sections::default();
    // Where properties go: `None` before the first section.
    let mut section: Option<Section> = None;
    // Whether an indented line continues the section's last property.
    let mut is_open = false;
    for (index, line) in text.lines().enumerate() {
        let malformed = |reason| Malformed {
            line: index + 1,
            reason,
        };
        let content = line.trim_matches(WHITE_SPACE);
        if content.is_empty() || content.starts_with(COMMENT) {
            continue;
        }
        if let Some(header) = line.strip_prefix('[') {
            close(&mut sections, section.take());
            section = Some(begin(header).map_err(malformed)?);
            is_open = false;
            continue;
        }
        let section = section
            .as_mut()
            .ok_or_else(|| malformed("no section has begun yet"))?;
        if line.starts_with(WHITE_SPACE) {
            let property = section.properties.last_mut().filter(|_| is_open);
            let property = property
                .ok_or_else(|| malformed("it is indented, and there is no property to continue"))?;
            continue_property(property, content).map_err(malformed)?;
            continue;
        }
        let (name, value) = name_and_value(content).map_err(malformed)?;
        section.set(Property {
            name,
            value: value.to_owned(),
            nested: Vec::new(),
        });
        is_open = true;
    }
    close(&mut sections, section);
    Ok(sections)
}

/// Whether a profile can have this name: it is of letters and digits of ASCII and of `_-/.%@:+`.
pub(super) fn is_identifier(name: &str) -> bool {
    let is_part = |part: char| part.is_ascii_alphanumeric() || "_-/.%@:+".contains(part);
    !name.is_empty() && name.chars().all(is_part)
}

/// Keeps a section that has ended, if its name is one that a section can have.
fn close(sections: &mut Sections, section: Option<Section>) {
    if let Some(section) = section.filter(|section| !section.name.is_empty()) {
        sections.add(section);
    }
}

fn continue_property(property: &mut Property, content: &str) -> Result<(), &'static str> {
    if property.value.is_empty() {
        let (name, value) = name_and_value(content)?;
        property.nested.push((name, value.to_owned()));
    } else {
        property.value.push('\n');
        property.value.push_str(content);
    }
    Ok(())
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

/// The section whose name stands before the bracket. It has none if that is none that a section can have.
fn begin(header: &str) -> Result<Section, &'static str> {
    let (name, after) = header
        .split_once(']')
        .ok_or("the section's name is not closed with `]`")?;
    let after = after.trim_matches(WHITE_SPACE);
    if !after.is_empty() && !after.starts_with(COMMENT) {
        return Err("text follows the section's name");
    }
    let name = name.trim_matches(WHITE_SPACE);
    let (kind, name) = match name.split_once(WHITE_SPACE) {
        Some((kind, name)) => (Some(kind), name.trim_matches(WHITE_SPACE)),
        None => (None, name),
    };
    let name = ['"', '\'']
        .into_iter()
        .find_map(|quote| name.strip_prefix(quote)?.strip_suffix(quote))
        .unwrap_or(name);
    let is_valid = is_identifier(name) && kind.is_none_or(is_identifier);
    let name = if is_valid { name } else { "" };
    Ok(Section {
        kind: kind.map(str::to_owned),
        name: name.to_owned(),
        properties: Vec::new(),
    })
}

#[cfg(test)]
mod tests;
