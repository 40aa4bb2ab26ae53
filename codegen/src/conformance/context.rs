//! What every kind of case needs.

use crate::ast::{Model, Shape, ShapeId};
use crate::emit::Context;
use crate::ir::{Crate, Operation, Package};
use crate::select::Closure;
use proc_macro2::TokenStream;

/// What every kind of case needs: the model with its test traits, and what became of it.
pub(super) struct Tests<'a> {
    pub(super) model: &'a Model,
    pub(super) closure: &'a Closure,
    pub(super) package: &'a Package,
}

impl<'a> Tests<'a> {
    /// The operations of the package with their shapes.
    pub(super) fn operations(
        &self,
    ) -> impl Iterator<Item = (&'a ShapeId, &'a Shape, &'a Operation)> {
        let package = self.package;
        let model = self.model;
        self.closure.operations.iter().filter_map(move |id| {
            let shape = model.shape(id)?;
            let operation = package
                .operations
                .iter()
                .find(|operation| operation.name.shape == id.name())?;
            Some((id, shape, operation))
        })
    }

    /// The operation of this name in the model, if it is generated.
    pub(super) fn operation(&self, name: &str) -> Option<&'a Operation> {
        let mut operations = self.package.operations.iter();
        operations.find(|operation| operation.name.shape == name)
    }

    /// The path to an item of one of the generated crates.
    pub(super) fn path(&self, krate: Crate, name: &str) -> TokenStream {
        Context::external(self.package).path(krate, name)
    }
}
