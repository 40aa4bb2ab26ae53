//! Waiter cases: responses, and what becomes of a waiter that meets with them.

use super::cases::{WAITER_TESTS, WaiterTest};
use super::context::Tests;
use super::outcome::response_case;
use crate::ir::{Crate, Operation};
use proc_macro2::{Literal, TokenStream};
use quote::quote;

impl Tests<'_> {
    pub(super) fn waiters(&self) -> Vec<TokenStream> {
        let mut cases = Vec::new();
        for (id, shape, operation) in self.operations() {
            let tests: Vec<WaiterTest> = shape
                .traits
                .value(WAITER_TESTS, id, &mut Vec::new())
                .unwrap_or_default();
            for test in tests {
                let name = &operation.name.shape;
                let id = &test.id;
                cases.push(self.waiter(operation, &test).unwrap_or_else(
                    |problem| quote!(suite.broken("waiter", #name, #id, #problem);),
                ));
            }
        }
        cases
    }

    fn waiter(&self, operation: &Operation, test: &WaiterTest) -> Result<TokenStream, String> {
        let mut waiters = operation.waiters.iter();
        let waiter = waiters.find(|waiter| waiter.name.shape == test.waiter);
        let waiter = waiter.ok_or_else(|| format!("there is no waiter {:?}", test.waiter))?;
        let waiter = self.path(Crate::Operations, &waiter.name.name);
        let value = self.operation_value(operation, &test.params)?;
        let responses = test.responses.iter().map(|response| {
            let body = response.body.as_deref();
            let (name, headers) = (&operation.name.shape, response.headers.iter());
            response_case(
                "response",
                name,
                &test.id,
                response.code,
                headers,
                body,
                None,
            )
        });
        let (id, outcome) = (&test.id, &test.outcome);
        let requests = Literal::u32_unsuffixed(test.requests);
        Ok(quote!(suite.waiter(
            #id,
            || #waiter::from(#value),
            &[#(#responses),*],
            #outcome,
            #requests,
        );))
    }
}
