//! What members are called in a body: within one value each name stands for one of them.

use super::http::is_bound;
use super::lowering::Lowering;
use crate::Problem;
use crate::ast::{Member, ShapeId};
use crate::ir::{self, BoundMember, Direction, RequestLocation};
use std::collections::BTreeMap;

impl Lowering<'_> {
    /// Whether a member of the structure `owner`, which is no input, is read from the body. Where a structure is part
    /// of another one, its HTTP traits say nothing.
    pub(super) fn is_in_body(&self, owner: &ShapeId, member: &Member) -> bool {
        self.closure.targets.contains(owner) || !is_bound(self.protocol, member)
    }

    /// Refuses two members of the body of one name. A member that is bound, which `false` stands beside, gives way:
    /// its name in a body is for programs that keep an output, and no service sees it. Names count in the direction alone
    /// that the value travels in.
    pub(super) fn wire_names<'m>(
        &mut self,
        owner: &ShapeId,
        direction: Direction,
        members: impl Iterator<Item = (&'m mut ir::Member, bool)>,
    ) {
        let (body, bound): (Vec<_>, Vec<_>) = members.partition(|(_, is_in_body)| *is_in_body);
        let (mut written, mut read) = (BTreeMap::new(), BTreeMap::new());
        for (member, _) in body {
            let take = |taken: &mut BTreeMap<_, _>, name: &String, counts: bool| {
                // An attribute and an element of one name do not collide.
                let at = if member.wire.is_attribute { "@" } else { "" };
                let first = taken.insert(format!("{at}{name}"), member.name.clone())?;
                counts.then(|| (first, name.clone()))
            };
            let collisions = [
                take(&mut written, &member.wire.write, direction.is_written),
                take(&mut read, &member.wire.read, direction.is_read),
            ];
            if let Some((first, name)) = collisions.into_iter().flatten().next() {
                self.problems.push(Problem::WireNameCollision {
                    shape: owner.clone(),
                    first,
                    second: member.name.clone(),
                    name,
                    remedy: self.protocol.name_collision(),
                });
            }
        }
        for (member, _) in bound {
            for (taken, name) in [
                (&mut written, &mut member.wire.write),
                (&mut read, &mut member.wire.read),
            ] {
                while taken.contains_key(name) {
                    name.push('_');
                }
                taken.insert(name.clone(), member.name.clone());
            }
        }
    }

    /// Refuses members of an input whose name the protocol has for something else.
    pub(super) fn refuse_reserved_names(
        &mut self,
        owner: &ShapeId,
        members: &[BoundMember<RequestLocation>],
    ) {
        for BoundMember { member, .. } in members {
            let name = &member.wire.write;
            if self.protocol.reserved_names().contains(&name.as_str()) {
                self.problems.push(Problem::Misfit {
                    shape: owner.member(&member.name),
                    message: format!(
                        "every form has a {name:?} of its own; give the member another smithy.api#xmlName"
                    ),
                });
            }
        }
    }
}
