//! From the text of a model to its shapes.

use super::{Model, ShapeType, framework, mixin};
use crate::Problem;
use serde::Deserialize;
use serde_json::error::Category;

/// Reads a model in Smithy's JSON AST; mixins and `apply` are resolved in what comes back.
///
/// # Errors
///
/// The text is not JSON, not a Smithy AST, or of a version other than 2.
pub fn read(text: &str) -> Result<Model, Vec<Problem>> {
    let mut model: Model =
        serde_json::from_str(text).map_err(|error| vec![unreadable(text, &error)])?;
    if let Some(problem) = unsupported_version(&model.smithy) {
        return Err(vec![problem]);
    }
    let untyped = model
        .shapes
        .iter()
        .filter_map(|(id, shape)| match &shape.shape_type {
            ShapeType::Missing => Some(Problem::ShapeWithoutType { shape: id.clone() }),
            ShapeType::Other(word) => Some(Problem::UnsupportedShape {
                shape: id.clone(),
                shape_type: word.clone(),
            }),
            ShapeType::Apply => None,
            _ => id
                .split_member()
                .map(|_| Problem::MemberShape { shape: id.clone() }),
        });
    let problems: Vec<_> = untyped.collect();
    if !problems.is_empty() {
        return Err(problems);
    }
    framework::complete(&mut model);
    mixin::resolve(&mut model)?;
    Ok(model)
}

/// As much of a model as says its version.
#[derive(Deserialize)]
struct Header {
    smithy: String,
}

fn unreadable(text: &str, error: &serde_json::Error) -> Problem {
    if matches!(error.classify(), Category::Syntax | Category::Eof) {
        return Problem::NotJson {
            message: without_position(error),
            line: error.line(),
            column: error.column(),
        };
    }
    match serde_json::from_str::<Header>(text) {
        Ok(header) => unsupported_version(&header.smithy).unwrap_or_else(|| not_an_ast(error)),
        Err(_) => not_an_ast(error),
    }
}

fn not_an_ast(error: &serde_json::Error) -> Problem {
    Problem::NotAnAst {
        message: without_position(error),
        line: error.line(),
        column: error.column(),
    }
}

/// `serde_json` ends its messages with the position, which ours give in front.
pub(super) fn without_position(error: &serde_json::Error) -> String {
    let message = error.to_string();
    let position = format!(" at line {} column {}", error.line(), error.column());
    message
        .strip_suffix(&position)
        .unwrap_or(&message)
        .to_owned()
}

fn unsupported_version(version: &str) -> Option<Problem> {
    let supported = version == "2" || version.starts_with("2.");
    (!supported).then(|| Problem::SmithyVersion {
        version: version.to_owned(),
    })
}
