//! What every part of this stage has at hand: what is lowered, what was found out ahead, and what is done so far.

use super::names::Names;
use super::path::Shapes;
use crate::Problem;
use crate::ast::{Model, Paginated, Retryable, Shape, ShapeId};
use crate::ir::{self, BoundMember, ContextParam, Member, RequestLocation};
use crate::protocol::Protocol;
use crate::select::Closure;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

/// What every part of this stage needs at hand.
pub(super) struct Lowering<'a> {
    pub(super) model: &'a Model,
    pub(super) closure: &'a Closure,
    /// What is asked of the service's protocol.
    pub(super) protocol: &'static dyn Protocol,
    pub(super) names: Names,
    /// The shapes that stand in required members.
    pub(super) required: BTreeSet<ShapeId>,
    /// Whether members that nobody set are written with their default.
    pub(super) write_defaults: bool,
    /// The errors that are worth another try.
    pub(super) retryable: BTreeMap<ShapeId, Retryable>,
    /// What the service says of all pages.
    pub(super) paginated: Paginated,
    /// The types of the shapes crate, once they are lowered.
    pub(super) shapes: Shapes,
    /// The structures of the shapes and errors crates that are lowered so far.
    pub(super) structures: BTreeMap<ShapeId, Rc<ir::Structure>>,
    /// The outputs and errors that are lowered so far.
    pub(super) bound_structures: BTreeMap<ShapeId, ir::BoundStructure>,
    /// The inputs that are lowered so far.
    pub(super) inputs: BTreeMap<ShapeId, Input>,
    pub(super) problems: Vec<Problem>,
    /// What is generated with less than the model says, a line each.
    pub(super) notes: Vec<String>,
}

impl<'a> Lowering<'a> {
    pub(super) fn service_shape(&self) -> Option<&'a Shape> {
        self.model.shape(&self.closure.service)
    }

    /// A shape or member does not fit where it stands.
    pub(super) fn misfit(&mut self, id: &ShapeId, message: impl Into<String>) {
        self.problems.push(Problem::Misfit {
            shape: id.clone(),
            message: message.into(),
        });
    }
}

/// The input of an operation.
#[derive(Clone, Default)]
pub(super) struct Input {
    pub(super) members: Vec<BoundMember<RequestLocation>>,
    pub(super) idempotency_token: Option<Member>,
    /// The parameters of the endpoint rules that members set.
    pub(super) context: Vec<ContextParam>,
}
