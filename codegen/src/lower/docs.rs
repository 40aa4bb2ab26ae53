//! The documentation of shapes and members.

use super::lowering::Lowering;
use crate::ast::{Member, Shape};
use crate::ir::Docs;
use crate::markdown;

/// The documentation of a shape.
pub(super) fn shape_docs(shape: &Shape) -> Docs {
    markdown::lines(&shape.traits.documentation().unwrap_or_default())
}

impl Lowering<'_> {
    /// The documentation of a member, or else of what it targets.
    pub(super) fn member_docs(&self, member: &Member) -> Docs {
        let own = member.traits.documentation();
        let target = || {
            self.model
                .shape(&member.target)
                .and_then(|shape| shape.traits.documentation())
        };
        markdown::lines(&own.or_else(target).unwrap_or_default())
    }
}
