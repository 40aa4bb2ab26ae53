//! `smithy.api#paginated`.

use super::Lowering;
use super::members::Place;
use crate::ast::{Paginated, Shape, ShapeId};
use crate::ir::{InputMember, Pagination, TokenPath, Type};

impl Lowering<'_> {
    /// How to go from page to page: what the operation says, completed by what its service says. An operation
    /// whose pages do not fit gets none, and a note; it can be run all the same.
    pub(super) fn pagination(
        &mut self,
        id: &ShapeId,
        operation: &Shape,
        input: &[InputMember],
    ) -> Option<Pagination> {
        let own: Paginated = operation.traits.view(id, &mut self.problems)?;
        let service = &self.closure.service;
        let common: Paginated = self
            .service_shape()
            .and_then(|shape| shape.traits.view(service, &mut self.problems))
            .unwrap_or_default();
        let (Some(input_token), Some(output_token)) = (
            own.input_token.or(common.input_token),
            own.output_token.or(common.output_token),
        ) else {
            self.misfit_page(
                id,
                "neither the operation nor the service says which members are the tokens",
            );
            return None;
        };
        let Some(token) = input.iter().find(|input| input.member.name == input_token) else {
            self.misfit_page(id, &format!("the input has no member {input_token:?}"));
            return None;
        };
        let output = operation.output.as_ref().map(|output| &output.target)?;
        let output_token = self.path(id, output, &output_token)?;
        let items = match own.items.or(common.items) {
            Some(path) => {
                let items = self.path(id, output, &path)?;
                if !matches!(items.ty(), Some(Type::List { .. } | Type::Map { .. })) {
                    self.misfit_page(
                        id,
                        &format!("the items {path:?} are neither a list nor a map"),
                    );
                    return None;
                }
                Some(items)
            }
            None => None,
        };
        if !is_string(&token.member.ty) || !output_token.ty().is_some_and(is_string) {
            self.misfit_page(id, "tokens that are no strings are not supported");
            return None;
        }
        Some(Pagination {
            input_token: token.member.clone(),
            output_token,
            page_size: own
                .page_size
                .or(common.page_size)
                .filter(|name| input.iter().any(|input| &input.member.name == name)),
            items,
        })
    }

    /// Follows a path such as `Result.NextMarker` through an output.
    fn path(&mut self, operation: &ShapeId, output: &ShapeId, path: &str) -> Option<TokenPath> {
        let mut members = Vec::new();
        let mut structure = output.clone();
        let mut place = if self.is_own_output(output) {
            Place::OwnOutput
        } else {
            Place::Structure
        };
        for name in path.split('.') {
            let member = self
                .model
                .shape(&structure)
                .and_then(|shape| shape.members.get(name));
            let Some(member) = member else {
                self.misfit_page(operation, &format!("{structure} has no member {name:?}"));
                return None;
            };
            members.push(self.member(&structure, name, member, place));
            structure = member.target.clone();
            place = Place::Structure;
        }
        Some(TokenPath {
            path: path.to_owned(),
            members,
        })
    }

    fn is_own_output(&self, id: &ShapeId) -> bool {
        self.names
            .get(id)
            .is_some_and(|named| named.home == crate::ir::Home::Operations)
    }

    fn misfit_page(&mut self, id: &ShapeId, message: &str) {
        self.notes
            .push(format!("{id} cannot be paged through: {message}"));
    }
}

fn is_string(ty: &Type) -> bool {
    matches!(ty, Type::String { .. })
}
