//! `smithy.api#paginated`.

use super::lowering::Lowering;
use crate::ast::{Paginated, Shape, ShapeId};
use crate::ir::{
    BoundMember, BoundStructure, Item, Items, Pagination, Path, RequestLocation, Type,
};
use std::rc::Rc;

impl Lowering<'_> {
    /// How to go from page to page: what the operation says, completed by what its service says. An operation
    /// whose pages do not fit gets none, and a note; it can be run all the same.
    pub(super) fn pagination(
        &mut self,
        id: &ShapeId,
        operation: &Shape,
        input: &[BoundMember<RequestLocation>],
        output: Option<&BoundStructure>,
    ) -> Option<Pagination> {
        let own: Paginated = operation.traits.view(id, &mut self.problems)?;
        let common = self.paginated.clone();
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
        let output = operation.output.as_ref().map(|it| &it.target).zip(output)?;
        let output_token = self.path(id, output, &output_token)?;
        let items = match own.items.or(common.items) {
            Some(path) => {
                let path = self.path(id, output, &path)?;
                let Some(item) = item(&path.last.ty) else {
                    self.misfit_page(
                        id,
                        &format!("the items {:?} are neither a list nor a map", path.text),
                    );
                    return None;
                };
                Some(Items { path, item })
            }
            None => None,
        };
        if !is_string(&token.member.ty) || !is_string(&output_token.last.ty) {
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
    fn path(
        &mut self,
        operation: &ShapeId,
        (output, bound): (&ShapeId, &BoundStructure),
        path: &str,
    ) -> Option<Path> {
        let (mut id, mut structure) = (output, Some(Rc::clone(&bound.structure)));
        let mut through = Vec::new();
        let mut names = path.split('.').peekable();
        while let Some(name) = names.next() {
            let source = self.model.shape(id).and_then(|it| it.members.get(name));
            let members = structure.iter().flat_map(|it| &it.members);
            let member = members.into_iter().find(|member| member.name == name);
            let (Some(source), Some(member)) = (source, member) else {
                self.misfit_page(operation, &format!("{id} has no member {name:?}"));
                return None;
            };
            if names.peek().is_none() {
                return Some(Path {
                    text: path.to_owned(),
                    through,
                    last: member.clone(),
                });
            }
            through.push(member.clone());
            id = &source.target;
            structure = self.structures.get(id).cloned();
        }
        None
    }

    fn misfit_page(&mut self, id: &ShapeId, message: &str) {
        self.notes
            .push(format!("{id} cannot be paged through: {message}"));
    }
}

/// What the items of a list or map are.
fn item(ty: &Type) -> Option<Item> {
    match ty {
        Type::List { member, sparse, .. } => Some(Item::Element {
            member: (**member).clone(),
            sparse: *sparse,
        }),
        Type::Map {
            key, value, sparse, ..
        } => Some(Item::Entry {
            key: (**key).clone(),
            value: (**value).clone(),
            sparse: *sparse,
        }),
        _ => None,
    }
}

fn is_string(ty: &Type) -> bool {
    matches!(ty, Type::String { .. })
}
