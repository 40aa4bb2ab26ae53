//! `smithy.rules#operationContextParams`: endpoint parameters that paths find in an operation's input.

use super::lowering::Lowering;
use super::path::{Scope, describe, elements};
use crate::Problem;
use crate::ast::{OperationContextParams, Shape, ShapeId, TraitView};
use crate::ir::{
    BoundMember, ContextParam, ContextValue, PathExpression, PathType, PathVariable,
    RequestLocation,
};

impl Lowering<'_> {
    /// The parameters of the endpoint rules that the operation sets by paths into its input.
    pub(super) fn path_context(
        &mut self,
        id: &ShapeId,
        operation: &Shape,
        input: &[BoundMember<RequestLocation>],
    ) -> Vec<ContextParam> {
        let params: Option<OperationContextParams> = operation.traits.view(id, &mut self.problems);
        let scope = Scope {
            input: input.iter().map(|input| &input.member).collect(),
            output: Vec::new(),
            shapes: &self.shapes,
        };
        let mut context = Vec::new();
        for (name, param) in params.map(|params| params.0).unwrap_or_default() {
            match value(&scope, &param.path) {
                Ok(value) => context.push(ContextParam {
                    name,
                    value: ContextValue::Path(Box::new(value)),
                }),
                Err(message) => self.problems.push(Problem::MalformedTrait {
                    shape: id.clone(),
                    trait_id: OperationContextParams::ID.to_owned(),
                    message: format!("the path {:?} of {name:?}: {message}", param.path),
                }),
            }
        }
        context
    }
}

/// The value of a path, of a type that the endpoint rules have.
fn value(scope: &Scope<'_>, path: &str) -> Result<PathExpression, String> {
    let path = path.parse().map_err(|error| format!("{error}"))?;
    let value = scope.compile(&path, PathVariable::Input)?;
    let is_text = |ty: &PathType| *ty == PathType::Text;
    match &value.ty {
        PathType::Text | PathType::Boolean => return Ok(value),
        PathType::List { .. } | PathType::Items(_) | PathType::Array(_) => {
            let items = elements(value)?;
            if matches!(&items.ty, PathType::Items(item) if is_text(item)) {
                return Ok(items);
            }
        }
        other => {
            return Err(format!(
                "it is {}, where the endpoint rules take a text, a boolean or a list of texts",
                describe(other)
            ));
        }
    }
    Err("it is a list of other values than texts, which the endpoint rules do not take".to_owned())
}
