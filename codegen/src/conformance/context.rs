//! What every kind of case needs.

use crate::ast::{Model, Shape, ShapeId};
use crate::emit::{Context, sample};
use crate::ir::{Crate, Operation, OperationError, Package};
use crate::select::Closure;
use proc_macro2::TokenStream;
use quote::quote;

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
        let ids = self.closure.operations.iter();
        ids.filter_map(|id| Some((id, self.model.shape(id)?, self.operation(id.name())?)))
    }

    /// The code of the documentation of every operation, which has but to compile.
    pub(super) fn samples(&self) -> Vec<TokenStream> {
        let context = Context::external(self.package);
        let operations = self.package.operations.iter();
        let samples = operations.map(|operation| {
            let sample = sample(&context, operation);
            quote! {
                let _ = suite;
                let _ = example;
                #sample
            }
        });
        samples.collect()
    }

    /// The operation of this name in the model, if it is generated.
    pub(super) fn operation(&self, name: &str) -> Option<&'a Operation> {
        let mut operations = self.package.operations.iter();
        operations.find(|operation| operation.name.shape == name)
    }

    /// The error of this shape, which is one of the operation's.
    ///
    /// # Errors
    ///
    /// The operation does not list it.
    pub(super) fn listed_error<'o>(
        operation: &'o Operation,
        id: &ShapeId,
    ) -> Result<&'o OperationError, String> {
        let mut errors = operation.errors.iter();
        errors
            .find(|error| error.output.structure.name.shape == id.name())
            .ok_or_else(|| format!("{} does not list the error {id}", operation.name.shape))
    }

    /// The path to an item of one of the generated crates.
    pub(super) fn path(&self, krate: Crate, name: &str) -> TokenStream {
        Context::external(self.package).path(krate, name)
    }
}
