//! From a text to a path, by the precedences of JMESPath.

use super::token::{Token, tokens};
use super::{Path, PathError, Projection};

/// How many parts a path may have: published ones have some twenty. It bounds how deep anything goes that follows a path.
const MAX_PARTS: usize = 200;

/// How tight pieces bind what stands on their left.
mod power {
    pub(super) const OR: u8 = 2;
    pub(super) const AND: u8 = 3;
    pub(super) const COMPARE: u8 = 5;
    pub(super) const FLATTEN: u8 = 9;
    pub(super) const STAR: u8 = 20;
    pub(super) const FILTER: u8 = 21;
    pub(super) const DOT: u8 = 40;
    pub(super) const NOT: u8 = 45;
    pub(super) const BRACKET: u8 = 55;
}

pub(super) fn parse(text: &str) -> Result<Path, PathError> {
    let tokens = tokens(text)?;
    let end = text.chars().count() + 1;
    let mut parser = Parser {
        tokens: &tokens,
        end,
        parts: 0,
    };
    let path = parser.path(0)?;
    match parser.next() {
        None => Ok(path),
        Some((at, _)) => Err(error(at, "the path should end here")),
    }
}

struct Parser<'a> {
    /// What is still to be read.
    tokens: &'a [(usize, Token)],
    /// The place after the last character.
    end: usize,
    /// How many parts there are so far.
    parts: usize,
}

fn error(at: usize, message: impl Into<String>) -> PathError {
    PathError {
        at,
        message: message.into(),
    }
}

impl<'a> Parser<'a> {
    fn peek(&self) -> Option<&'a Token> {
        self.tokens.first().map(|(_, token)| token)
    }

    fn next(&mut self) -> Option<(usize, &'a Token)> {
        let ((at, token), rest) = self.tokens.split_first()?;
        self.tokens = rest;
        Some((*at, token))
    }

    fn at(&self) -> usize {
        self.tokens.first().map_or(self.end, |(at, _)| *at)
    }

    fn skip(&mut self, sign: char) -> bool {
        let is_there = self.peek() == Some(&Token::Sign(sign));
        if is_there {
            self.next();
        }
        is_there
    }

    fn expect(&mut self, sign: char) -> Result<(), PathError> {
        if self.skip(sign) {
            return Ok(());
        }
        Err(error(self.at(), format!("`{sign}` should stand here")))
    }

    /// Counts a part.
    fn part(&mut self) -> Result<(), PathError> {
        self.parts += 1;
        if self.parts > MAX_PARTS {
            let why = format!("the path has more than {MAX_PARTS} parts");
            return Err(error(self.at(), why));
        }
        Ok(())
    }

    /// A path that goes on for as long as pieces bind more than this.
    fn path(&mut self, power: u8) -> Result<Path, PathError> {
        self.part()?;
        let path = match self.peek() {
            // What continues a value continues the current one where there is no other.
            Some(Token::Sign('[' | '*') | Token::Filter | Token::Flatten) => {
                return self.start(power);
            }
            _ => self.primary()?,
        };
        self.rest(path, power)
    }

    /// A path whose first piece is about the current value without naming it.
    fn start(&mut self, power: u8) -> Result<Path, PathError> {
        let path = match self.next() {
            Some((_, Token::Sign('*'))) => {
                self.projection(Path::Current, Projection::Values, power::STAR)?
            }
            Some((_, Token::Filter)) => self.filter(Path::Current)?,
            Some((_, Token::Flatten)) => {
                self.projection(Path::Current, Projection::Flattened, power::FLATTEN)?
            }
            Some(_) => self.bracket(Path::Current, true)?,
            None => return Err(error(self.end, "the path ends too early")),
        };
        self.rest(path, power)
    }

    /// A path that depends on nothing to its left.
    fn primary(&mut self) -> Result<Path, PathError> {
        let Some((at, token)) = self.next() else {
            return Err(error(self.end, "the path ends too early"));
        };
        Ok(match token {
            Token::Name(name) if self.skip('(') => Path::Call(name.clone(), self.list(')')?),
            Token::Name(name) => Path::Member(Box::new(Path::Current), name.clone()),
            Token::Literal(literal) => Path::Literal(literal.clone()),
            Token::Sign('@') => Path::Current,
            Token::Sign('!') => Path::Not(Box::new(self.path(power::NOT)?)),
            Token::Sign('(') => {
                let path = self.path(0)?;
                self.expect(')')?;
                path
            }
            _ => return Err(error(at, "no path starts so")),
        })
    }

    /// Paths with commas between them, up to a bracket.
    fn list(&mut self, end: char) -> Result<Vec<Path>, PathError> {
        let mut paths = Vec::new();
        if self.skip(end) {
            return Ok(paths);
        }
        loop {
            paths.push(self.path(0)?);
            if self.skip(end) {
                return Ok(paths);
            }
            self.expect(',')?;
        }
    }

    /// What follows a path.
    fn rest(&mut self, mut path: Path, power: u8) -> Result<Path, PathError> {
        while let Some(token) = self.peek() {
            let own = match token {
                Token::Or => power::OR,
                Token::And => power::AND,
                Token::Compare(_) => power::COMPARE,
                Token::Flatten => power::FLATTEN,
                Token::Filter => power::FILTER,
                Token::Sign('.') => power::DOT,
                Token::Sign('[') => power::BRACKET,
                _ => break,
            };
            if own <= power {
                break;
            }
            self.part()?;
            self.next();
            let left = Box::new(path);
            path = match token {
                Token::Or => Path::Or(left, Box::new(self.path(own)?)),
                Token::And => Path::And(left, Box::new(self.path(own)?)),
                Token::Compare(how) => Path::Compare(*how, left, Box::new(self.path(own)?)),
                Token::Flatten => self.projection(*left, Projection::Flattened, own)?,
                Token::Filter => self.filter(*left)?,
                Token::Sign('.') => self.dot(*left)?,
                _ => self.bracket(*left, false)?,
            };
        }
        Ok(path)
    }

    /// What stands after a dot.
    fn dot(&mut self, of: Path) -> Result<Path, PathError> {
        match self.next() {
            Some((at, Token::Name(_))) if self.peek() == Some(&Token::Sign('(')) => {
                Err(error(at, "a function after a dot is not supported"))
            }
            Some((_, Token::Name(name))) => Ok(Path::Member(Box::new(of), name.clone())),
            Some((_, Token::Sign('*'))) => self.projection(of, Projection::Values, power::STAR),
            Some((_, Token::Sign('['))) => Ok(Path::List(Box::new(of), self.paths()?)),
            Some((at, _)) => Err(error(at, "no member, `*` or list of paths follows the dot")),
            None => Err(error(self.end, "the path ends with a dot")),
        }
    }

    /// What stands after an opening bracket: an index, a star or, where a value is begun, a list of paths.
    fn bracket(&mut self, of: Path, begins: bool) -> Result<Path, PathError> {
        match self.tokens {
            [(_, Token::Number(index)), (_, Token::Sign(']')), rest @ ..] => {
                self.tokens = rest;
                Ok(Path::Element(Box::new(of), *index))
            }
            [(_, Token::Sign('*')), (_, Token::Sign(']')), rest @ ..] => {
                self.tokens = rest;
                self.projection(of, Projection::Elements, power::STAR)
            }
            [(at, Token::Sign(':')), ..] | [(_, Token::Number(_)), (at, Token::Sign(':')), ..] => {
                Err(error(*at, "slices are not supported"))
            }
            _ if begins => Ok(Path::List(Box::new(of), self.paths()?)),
            _ => Err(error(
                self.at(),
                "an index or `*` should stand in the bracket, or a dot before a list of paths",
            )),
        }
    }

    /// The paths of a list, of which there has to be one.
    fn paths(&mut self) -> Result<Vec<Path>, PathError> {
        let at = self.at();
        let paths = self.list(']')?;
        if paths.is_empty() {
            return Err(error(at, "a list of paths has to have one"));
        }
        Ok(paths)
    }

    fn filter(&mut self, of: Path) -> Result<Path, PathError> {
        let condition = self.path(0)?;
        self.expect(']')?;
        self.projection(of, Projection::Filtered(Box::new(condition)), power::FILTER)
    }

    /// A projection, with what follows it: that is done to each of the values.
    fn projection(&mut self, of: Path, by: Projection, power: u8) -> Result<Path, PathError> {
        self.part()?;
        let then = match self.peek() {
            Some(Token::Sign('[')) => {
                self.next();
                let path = self.bracket(Path::Current, true)?;
                self.rest(path, power)?
            }
            Some(Token::Filter) => {
                self.next();
                let path = self.filter(Path::Current)?;
                self.rest(path, power)?
            }
            Some(Token::Sign('.')) => self.rest(Path::Current, power)?,
            // All else ends the projection.
            _ => Path::Current,
        };
        Ok(Path::Project(Box::new(of), by, Box::new(then)))
    }
}
