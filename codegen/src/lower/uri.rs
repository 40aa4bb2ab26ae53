//! The URI of an operation's request, and what goes before its host, with labels in them.

use super::lowering::Lowering;
use crate::ast::{Endpoint, Shape, ShapeId};
use crate::ir::{BoundMember, HostPart, Label, RequestLocation, UriPart};
use crate::protocol::{PatternPart, pattern_parts};

impl Lowering<'_> {
    /// The path of an operation, with its labels filled in.
    pub(super) fn uri(
        &mut self,
        id: &ShapeId,
        pattern: Vec<PatternPart>,
        input: &[BoundMember<RequestLocation>],
    ) -> Vec<UriPart> {
        let is_label = |input: &&BoundMember<_>| input.location == RequestLocation::Label;
        let labels = input.iter().filter(is_label).map(|input| &input.member);
        let mut unbound: Vec<&str> = labels.clone().map(|label| label.name.as_str()).collect();
        let mut parts = Vec::new();
        for part in pattern {
            let (name, greedy) = match part {
                PatternPart::Literal(text) => {
                    parts.push(UriPart::Literal(text));
                    continue;
                }
                PatternPart::Label { name, greedy } => (name, greedy),
            };
            unbound.retain(|label| *label != name);
            match labels.clone().find(|member| member.name == name) {
                Some(member) => parts.push(UriPart::Label(Box::new(Label {
                    member: member.clone(),
                    greedy,
                    default: None,
                }))),
                None => self.misfit(
                    id,
                    format!(
                        "its URI has the label {{{name}}}, but no member of that name with smithy.api#httpLabel"
                    ),
                ),
            }
        }
        for label in unbound {
            let message = format!(
                "its member {label} has smithy.api#httpLabel, but its URI has no {{{label}}}"
            );
            self.misfit(id, message);
        }
        parts
    }

    /// `smithy.api#endpoint`: text and labels before the host.
    pub(super) fn host_prefix(
        &mut self,
        id: &ShapeId,
        operation: &Shape,
        input: &[BoundMember<RequestLocation>],
    ) -> Vec<HostPart> {
        let Some(endpoint) = operation.traits.view::<Endpoint>(id, &mut self.problems) else {
            return Vec::new();
        };
        let pattern = pattern_parts(&endpoint.host_prefix).unwrap_or_else(|message| {
            self.misfit(id, message);
            Vec::new()
        });
        let mut parts = Vec::new();
        for part in pattern {
            let name = match part {
                PatternPart::Literal(text) => {
                    parts.push(HostPart::Literal(text));
                    continue;
                }
                PatternPart::Label { name, .. } => name,
            };
            match input.iter().find(|input| input.member.name == name) {
                Some(input) => parts.push(HostPart::Label(Box::new(input.member.clone()))),
                None => self.misfit(
                    id,
                    format!(
                        "its host prefix has the label {{{name}}}, but its input no such member"
                    ),
                ),
            }
        }
        parts
    }
}
