//! What members are called in JSON: within one object each name stands for one of them.

use super::Lowering;
use super::http::is_bound;
use crate::ast::{Member, ShapeId};
use crate::{Problem, ir};
use std::collections::BTreeMap;

impl Lowering<'_> {
    /// Whether a member of the structure `owner`, which is no input, is read from the JSON body. Where a
    /// structure is part of another one, its HTTP traits say nothing.
    pub(super) fn is_in_body(&self, owner: &ShapeId, member: &Member) -> bool {
        self.closure.targets.contains(owner) || !is_bound(member)
    }

    /// Refuses two members of the body of one name. A member from elsewhere, which `false` stands beside, gives
    /// way: its name in JSON is for programs that keep an output, and no service sees it.
    pub(super) fn json_names<'m>(
        &mut self,
        owner: &ShapeId,
        members: impl Iterator<Item = (&'m mut ir::Member, bool)>,
    ) {
        let (body, elsewhere): (Vec<_>, Vec<_>) = members.partition(|(_, is_in_body)| *is_in_body);
        let mut taken: BTreeMap<String, String> = BTreeMap::new();
        for (member, _) in body {
            let other = taken.insert(member.json_name.clone(), member.name.clone());
            if let Some(first) = other {
                self.problems.push(Problem::JsonNameCollision {
                    shape: owner.clone(),
                    first,
                    second: member.name.clone(),
                    name: member.json_name.clone(),
                });
            }
        }
        for (member, _) in elsewhere {
            while taken.contains_key(&member.json_name) {
                member.json_name.push('_');
            }
            taken.insert(member.json_name.clone(), member.name.clone());
        }
    }
}
