//! What can be wrong with a model, one clear message each.

use crate::markdown::plain;
use crate::shape_id::ShapeId;

/// A reason why nothing is generated. Its text says what is wrong, on which shape, and what to do.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[expect(missing_docs, reason = "each variant's message says what it is")]
#[non_exhaustive]
pub enum Problem {
    #[error("line {line}, column {column}: not JSON: {message}")]
    NotJson {
        message: String,
        line: usize,
        column: usize,
    },
    #[error(
        "line {line}, column {column}: not a Smithy JSON AST, as `smithy ast` prints it: {message}"
    )]
    NotAnAst {
        message: String,
        line: usize,
        column: usize,
    },
    #[error(
        "the model is written in Smithy {version:?}, and only 2.x is supported; \
         `smithy ast` of a current Smithy CLI converts it"
    )]
    SmithyVersion { version: String },
    #[error("{shape}: the shape has no \"type\"")]
    ShapeWithoutType { shape: ShapeId },
    #[error("{shape}: this is the id of a member, and only \"apply\" may stand there")]
    MemberShape { shape: ShapeId },
    #[error(
        "{shape}: shapes of type {shape_type:?} are not supported; leave out the operations that need it"
    )]
    UnsupportedShape { shape: ShapeId, shape_type: String },
    #[error("{from}: its target {target} is not in the model; add that shape or mend the target")]
    DanglingTarget { from: ShapeId, target: ShapeId },
    #[error("{from}: its target {target} is a {found}, where a {expected} is needed")]
    WrongTarget {
        from: ShapeId,
        target: ShapeId,
        found: String,
        expected: &'static str,
    },
    #[error("{shape}: a mixin of itself")]
    MixinCycle { shape: ShapeId },
    #[error(
        "{shape}: mixins multiply to more than {limit} members by here; let fewer of them take over one another"
    )]
    MixinSize { shape: ShapeId, limit: usize },
    #[error("the model has no service; one is needed to know the protocol and the signing name")]
    NoService,
    #[error("the model has {} services ({}), and one at a time can be generated; keep one of them", .0.len(), list(.0))]
    SeveralServices(Vec<ShapeId>),
    #[error(
        "{service}: {}; supported is {}",
        match (found.as_slice(), wanted) {
            ([], _) => "it has no protocol trait".to_owned(),
            (found, None) => format!("its protocol {} is not supported", found.join(", ")),
            (found, Some(wanted)) => format!("the protocol {wanted:?} is not one of its own, {}, or is not supported", found.join(", ")),
        },
        supported.join(", "),
    )]
    UnsupportedProtocol {
        service: ShapeId,
        /// The one that was asked for.
        wanted: Option<String>,
        found: Vec<String>,
        supported: Vec<&'static str>,
    },
    #[error("{service} has no operation {name:?}{}{}", did_you_mean(.closest), excerpt(.excerpt_of.as_deref()))]
    UnknownOperation {
        service: ShapeId,
        name: String,
        closest: Vec<String>,
        /// Where the whole model is, if this is an excerpt.
        excerpt_of: Option<String>,
    },
    #[error("{shape}: the trait {trait_id} is not supported ({why}); {help}")]
    UnsupportedTrait {
        shape: ShapeId,
        trait_id: String,
        why: String,
        help: &'static str,
    },
    #[error("{shape}: the value of its trait {trait_id} does not fit: {message}")]
    MalformedTrait {
        shape: ShapeId,
        trait_id: String,
        message: String,
    },
    #[error("{shape}: {message}")]
    Misfit { shape: ShapeId, message: String },
    #[error(
        "{first} and {second} would both get the Rust name `{name}` in {place}; \
         {help}"
    )]
    NameCollision {
        first: String,
        second: String,
        name: String,
        place: String,
        help: &'static str,
    },
    #[error("{shape}: its members {first} and {second} are both called {name:?} in {remedy}")]
    WireNameCollision {
        shape: ShapeId,
        first: String,
        second: String,
        name: String,
        /// What it is a name in, and what gives another one.
        remedy: &'static str,
    },
    #[error("{service}: its endpoint rules cannot be read: {message}")]
    EndpointRules { service: ShapeId, message: String },
    #[error(
        "{shape}: it contains itself through required members alone, so that no value of it could exist"
    )]
    InfiniteShape { shape: ShapeId },
    #[error(
        "{shape}: lists and maps are nested more than {limit} deep here, or in a circle; put a structure or \
         union in between"
    )]
    DeepNesting { shape: ShapeId, limit: usize },
    #[error(
        "the prefix {prefix:?} makes no crate names; use a small letter, then small letters, digits, `-` and `_`"
    )]
    Prefix { prefix: String },
    #[error(
        "{file}: what was generated is not Rust ({message}); this is a mistake in the generator, please report it"
    )]
    Emitted { file: String, message: String },
}

fn list(ids: &[ShapeId]) -> String {
    ids.iter()
        .map(ShapeId::as_str)
        .collect::<Vec<_>>()
        .join(", ")
}

fn excerpt(whole: Option<&str>) -> String {
    whole.map_or_else(String::new, |whole| {
        format!(
            "; the model is an excerpt, and the whole one is at {}",
            plain(whole)
        )
    })
}

fn did_you_mean(names: &[String]) -> String {
    if names.is_empty() {
        String::new()
    } else {
        format!("; did you mean {}?", names.join(", "))
    }
}
