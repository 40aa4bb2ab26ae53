//! From a path to a text.

use super::{Literal, Path, Projection};
use std::fmt::{self, Display, Formatter, Write};

impl Display for Path {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Current => f.write_char('@'),
            Self::Literal(literal) => literal.fmt(f),
            Self::Call(name, arguments) => {
                write!(f, "{}(", Name(name))?;
                list(arguments, f)?;
                f.write_char(')')
            }
            Self::Compare(how, a, b) => {
                let symbol = how.symbol();
                write!(f, "{} {symbol} {}", Operand(a), Operand(b))
            }
            Self::And(a, b) => write!(f, "{} && {}", Operand(a), Operand(b)),
            Self::Or(a, b) => write!(f, "{} || {}", Operand(a), Operand(b)),
            Self::Not(path) => match **path {
                Self::Current | Self::Literal(_) | Self::Call(..) | Self::Not(_) => {
                    write!(f, "!{path}")
                }
                Self::Member(ref of, _) if **of == Self::Current => write!(f, "!{path}"),
                _ => write!(f, "!({path})"),
            },
            Self::Member(..) | Self::Element(..) | Self::List(..) | Self::Project(..) => {
                steps(self, true, f)
            }
        }
    }
}

/// Writes the steps of a path that goes on from a value. One that begins the path needs no dot.
fn steps(path: &Path, begins: bool, f: &mut Formatter<'_>) -> fmt::Result {
    let of = match path {
        Path::Member(of, _) | Path::Element(of, _) | Path::List(of, _) | Path::Project(of, ..) => {
            of
        }
        Path::Current if !begins => return Ok(()),
        other => return other.fmt(f),
    };
    let is_first = begins && **of == Path::Current;
    match **of {
        Path::Current => {}
        // A flattening ends the projection before it; all else would become a part of that.
        Path::Project(..) if !matches!(path, Path::Project(_, Projection::Flattened, _)) => {
            f.write_char('(')?;
            steps(of, begins, f)?;
            f.write_char(')')?;
        }
        Path::Compare(..) | Path::And(..) | Path::Or(..) | Path::Not(_) => write!(f, "({of})")?,
        _ => steps(of, begins, f)?,
    }
    let dot = if is_first { "" } else { "." };
    match path {
        Path::Member(_, name) => write!(f, "{dot}{}", Name(name)),
        Path::Element(_, index) => write!(f, "[{index}]"),
        Path::List(_, paths) => {
            write!(f, "{dot}[")?;
            list(paths, f)?;
            f.write_char(']')
        }
        Path::Project(_, by, then) => {
            match by {
                Projection::Elements => f.write_str("[*]")?,
                Projection::Values => write!(f, "{dot}*")?,
                Projection::Flattened => f.write_str("[]")?,
                Projection::Filtered(condition) => write!(f, "[?{condition}]")?,
            }
            steps(then, false, f)
        }
        _ => Ok(()),
    }
}

/// Paths with commas between them.
fn list(paths: &[Path], f: &mut Formatter<'_>) -> fmt::Result {
    for (index, path) in paths.iter().enumerate() {
        let comma = if index > 0 { ", " } else { "" };
        write!(f, "{comma}{path}")?;
    }
    Ok(())
}

/// One side of an operator, which is set apart if it is one itself.
struct Operand<'a>(&'a Path);

impl Display for Operand<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self.0 {
            Path::Compare(..) | Path::And(..) | Path::Or(..) => write!(f, "({})", self.0),
            path => path.fmt(f),
        }
    }
}

/// A name, in quotation marks where it needs them.
struct Name<'a>(&'a str);

impl Display for Name<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let is_letter = |it: char| it.is_ascii_alphabetic() || it == '_';
        let is_plain = self.0.starts_with(is_letter)
            && self
                .0
                .chars()
                .all(|it| is_letter(it) || it.is_ascii_digit());
        if is_plain {
            return f.write_str(self.0);
        }
        write!(f, "{}", serde_json::Value::from(self.0))
    }
}

impl Display for Literal {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Null => f.write_str("`null`"),
            Self::Boolean(value) => write!(f, "`{value}`"),
            Self::Number(number) => write!(f, "`{number}`"),
            Self::String(text) => {
                let text = serde_json::Value::from(text.as_str()).to_string();
                write!(f, "`{}`", text.replace('`', "\\`"))
            }
        }
    }
}
