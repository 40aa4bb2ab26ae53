//! A model as far as it can be generated: what is not supported is set aside, with the reason.

use crate::ast::{self, Model};
use crate::ir::Package;
use crate::select::{Closure, Operations};
use crate::{Problem, lower, protocol, select};

/// A model that was lowered.
pub struct Lowered {
    /// The model.
    pub model: Model,
    /// The part of it that was lowered.
    pub closure: Closure,
    /// What would be generated.
    pub package: Package,
    /// The protocols that the model says the service speaks, as ids of traits.
    pub protocols: Vec<String>,
    /// The names of the operations that cannot be generated, and why.
    pub unsupported: Vec<(String, Problem)>,
}

/// Lowers those operations of a model whose name passes, for this protocol or the one that AWS prefers.
///
/// # Errors
///
/// Everything that is wrong with the model, at once. What is not supported is no error.
pub fn lowered(
    text: &str,
    protocol: Option<&str>,
    mut is_wanted: impl FnMut(&str) -> bool,
) -> Result<Lowered, Vec<Problem>> {
    let model = ast::read(text)?;
    let mut problems = Vec::new();
    let all = Operations::All;
    let (service, mut operations) =
        select::operations(&model, &all, &mut problems).map_err(|problem| vec![problem])?;
    operations.retain(|id| is_wanted(id.name()));
    let chosen = protocol::choose(&model, service, &all, protocol).map_err(|it| vec![it])?;
    let protocols = protocol::of_service(&model, service);
    let (supported, unsupported) = lower::divide(&model, service, operations, chosen);
    let closure = select::closure(&model, service, supported, &mut problems);
    let package = lower::lower(&model, &closure, chosen, None, false, problems)?;
    Ok(Lowered {
        model,
        closure,
        package,
        protocols,
        unsupported,
    })
}
