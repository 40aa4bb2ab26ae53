//! The pieces that a path is made of.

use super::{Comparison, Literal, PathError};
use serde_json::Value;

/// A piece of a path.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Token {
    Name(String),
    Number(i64),
    Literal(Literal),
    Compare(Comparison),
    /// `[?`
    Filter,
    /// `[]`
    Flatten,
    And,
    Or,
    /// Any other piece, which is one character long: `.`, `*`, `@`, `!`, `,`, and all kinds of brackets.
    Sign(char),
}

/// The pieces of a text, each with the place where it starts, in characters from 1.
pub(super) fn tokens(text: &str) -> Result<Vec<(usize, Token)>, PathError> {
    let characters: Vec<char> = text.chars().collect();
    let mut rest = characters.as_slice();
    let mut tokens = Vec::new();
    while let [first, ..] = rest {
        let at = characters.len() - rest.len() + 1;
        if first.is_ascii_whitespace() {
            rest = rest.get(1..).unwrap_or_default();
            continue;
        }
        let (token, length) = token(rest).map_err(|message| PathError { at, message })?;
        tokens.push((at, token));
        rest = rest.get(length..).unwrap_or_default();
    }
    Ok(tokens)
}

/// The piece that a text starts with, and its length.
fn token(rest: &[char]) -> Result<(Token, usize), String> {
    Ok(match rest {
        ['[', '?', ..] => (Token::Filter, 2),
        ['[', ']', ..] => (Token::Flatten, 2),
        ['&', '&', ..] => (Token::And, 2),
        ['|', '|', ..] => (Token::Or, 2),
        ['=', '=', ..] => (Token::Compare(Comparison::Equal), 2),
        ['!', '=', ..] => (Token::Compare(Comparison::NotEqual), 2),
        ['<', '=', ..] => (Token::Compare(Comparison::LessOrEqual), 2),
        ['>', '=', ..] => (Token::Compare(Comparison::GreaterOrEqual), 2),
        ['<', ..] => (Token::Compare(Comparison::Less), 1),
        ['>', ..] => (Token::Compare(Comparison::Greater), 1),
        ['|', ..] => return Err("the pipe `|` is not supported".to_owned()),
        ['&', ..] => return Err("the expression reference `&` is not supported".to_owned()),
        ['{', ..] => return Err("the multi-select hash `{…}` is not supported".to_owned()),
        ['\'', ..] => raw_string(rest)?,
        ['`', ..] => literal(rest)?,
        ['"', ..] => quoted_name(rest)?,
        ['-' | '0'..='9', ..] => number(rest)?,
        [
            sign @ ('.' | '*' | '@' | '!' | ',' | ':' | '(' | ')' | '[' | ']'),
            ..,
        ] => (Token::Sign(*sign), 1),
        [first, ..] if is_name(*first) => {
            let name: String = rest.iter().take_while(|it| is_name(**it)).collect();
            let length = name.len();
            (Token::Name(name), length)
        }
        [other, ..] => return Err(format!("{other:?} starts nothing")),
        [] => return Err("nothing is there".to_owned()),
    })
}

fn is_name(character: char) -> bool {
    character.is_ascii_alphanumeric() || character == '_'
}

fn number(rest: &[char]) -> Result<(Token, usize), String> {
    let is_part =
        |(index, it): &(usize, &char)| it.is_ascii_digit() || (*index == 0 && **it == '-');
    let text: String = (rest.iter().enumerate().take_while(is_part))
        .map(|(_, it)| it)
        .collect();
    let number = text.parse();
    number
        .map(|number| (Token::Number(number), text.len()))
        .map_err(|_| format!("{text} is no index"))
}

/// What stands between two of a quotation mark, and how long that is with both marks. A backslash goes before a mark
/// that is part of the text; it is left in place before everything else, and before the mark where `keep` says so.
fn between(mark: char, rest: &[char], keep: bool) -> Result<(String, usize), String> {
    let mut text = String::new();
    let mut escaped = false;
    for (index, character) in rest.iter().enumerate().skip(1) {
        if escaped {
            if *character != mark || keep {
                text.push('\\');
            }
            text.push(*character);
            escaped = false;
        } else if *character == '\\' {
            escaped = true;
        } else if *character == mark {
            return Ok((text, index + 1));
        } else {
            text.push(*character);
        }
    }
    Err(format!("what {mark} opens is not closed"))
}

fn raw_string(rest: &[char]) -> Result<(Token, usize), String> {
    let (text, length) = between('\'', rest, false)?;
    Ok((Token::Literal(Literal::String(text)), length))
}

fn quoted_name(rest: &[char]) -> Result<(Token, usize), String> {
    let (text, length) = between('"', rest, true)?;
    let name = serde_json::from_str(&format!("\"{text}\""))
        .map_err(|error| format!("the quoted name is no JSON string: {error}"))?;
    Ok((Token::Name(name), length))
}

fn literal(rest: &[char]) -> Result<(Token, usize), String> {
    let (text, length) = between('`', rest, false)?;
    let value = serde_json::from_str(&text)
        .map_err(|error| format!("the literal {text:?} is no JSON: {error}"))?;
    let literal = match value {
        Value::Null => Literal::Null,
        Value::Bool(value) => Literal::Boolean(value),
        Value::Number(number) => Literal::Number(number),
        Value::String(text) => Literal::String(text),
        Value::Array(_) | Value::Object(_) => {
            return Err("a literal that is a list or an object is not supported".to_owned());
        }
    };
    Ok((Token::Literal(literal), length))
}
