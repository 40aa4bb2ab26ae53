//! `smithy.api#paginated`.

use super::lowering::Lowering;
use super::path::Scope;
use crate::ast::{Paginated, Shape, ShapeId};
use crate::ir::{
    BoundMember, BoundStructure, Item, Items, ItemsPath, Lend, Pagination, PathExpression,
    PathKind, PathVariable, RequestLocation, Type,
};
use crate::path::Path;

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
        let output = output?;
        let (token_path, is_text) = self.token(id, output, &output_token)?;
        let items = match own.items.or(common.items) {
            Some(path) => {
                let path = self.items_path(id, output, &path)?;
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
        if !is_string(&token.member.ty) || !is_text {
            self.misfit_page(id, "tokens that are no strings are not supported");
            return None;
        }
        Some(Pagination {
            input_token: token.member.clone(),
            output_token: (output_token, token_path),
            page_size: own
                .page_size
                .or(common.page_size)
                .filter(|name| input.iter().any(|input| &input.member.name == name)),
            items,
        })
    }

    /// The value at a path such as `Result.NextMarker`, and whether it is a string.
    fn token(
        &mut self,
        operation: &ShapeId,
        output: &BoundStructure,
        text: &str,
    ) -> Option<(PathExpression, bool)> {
        let path = self.members_alone(operation, text)?;
        match self
            .output_scope(output)
            .compile(&path, PathVariable::Output)
        {
            Ok(value) => {
                let lend = Lend::Text;
                let is_text =
                    matches!(&value.kind, PathKind::Field { lend: it, .. } if *it == lend);
                Some((value, is_text))
            }
            Err(message) => {
                self.misfit_page(operation, &message);
                None
            }
        }
    }

    /// The members on such a path to the items.
    fn items_path(
        &mut self,
        operation: &ShapeId,
        output: &BoundStructure,
        text: &str,
    ) -> Option<ItemsPath> {
        let path = self.members_alone(operation, text)?;
        let members = self.output_scope(output).members_on(&path);
        match members {
            Ok((through, last)) => Some(ItemsPath {
                text: text.to_owned(),
                through,
                last,
            }),
            Err(message) => {
                self.misfit_page(operation, &message);
                None
            }
        }
    }

    /// A path of members alone, which pages are found by.
    fn members_alone(&mut self, operation: &ShapeId, text: &str) -> Option<Path> {
        let path = text.parse::<Path>();
        match path {
            Ok(path) if path.members().is_some() => Some(path),
            Ok(_) => {
                self.misfit_page(operation, &format!("{text:?} is no path of members alone"));
                None
            }
            Err(error) => {
                self.misfit_page(operation, &format!("{text:?} is no path: {error}"));
                None
            }
        }
    }

    fn output_scope<'a>(&'a self, output: &'a BoundStructure) -> Scope<'a> {
        Scope {
            input: Vec::new(),
            output: output.structure.members.iter().collect(),
            shapes: &self.shapes,
        }
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
