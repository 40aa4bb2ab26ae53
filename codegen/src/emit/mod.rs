//! From what is generated to tokens: a function for each kind of item, none of which can fail.
//!
//! Every path is written from its crate's root; [`format`](crate::format) makes `use` items of them.

mod codec;
mod context;
mod debug;
mod docs;
mod endpoint;
mod enums;
mod error;
mod event_stream;
mod facts;
mod library;
mod manifest;
mod message_checks;
mod operation;
mod pagination;
mod path;
mod request;
mod response;
mod service;
mod setters;
mod struct_item;
mod structure;
mod types;
mod union;
mod variable;
mod waiter;

pub use codec::{Around, of_payloads as payload_code, of_responses as response_code};
pub use context::Context;
pub use manifest::{LINTS, Layout, Runtime, header as manifest_header, toml_string};
pub use types::{part_type, value_type};

use crate::ir::{Crate, Package, Shape};
use context::Module;
use proc_macro2::TokenStream;

/// A file before it is formatted.
#[derive(Debug)]
pub enum Source {
    /// Rust code.
    Rust(TokenStream),
    /// Any other text, as it is.
    Text(String),
}

/// Every file of the generated crates: its path below the folder of the crates, and what is in it. This command makes them.
#[must_use]
pub fn emit(package: &Package, layout: &Layout, command: &str) -> Vec<(String, Source)> {
    let mut files = Vec::new();
    let in_one_crate = layout.in_one_crate();
    let contexts = [Crate::Shapes, Crate::Errors, Crate::Operations]
        .map(|krate| Context::new(package, krate, in_one_crate));
    for context in &contexts {
        let modules = modules(context);
        let folder = context.crate_name(context.krate);
        let (place, root) = if in_one_crate {
            let module = context.krate.module();
            (format!("{folder}/src/{module}"), "mod.rs")
        } else {
            (format!("{folder}/src"), "lib.rs")
        };
        let library = library::library(context, &modules);
        files.push((format!("{place}/{root}"), Source::Rust(library)));
        for (module, tokens) in modules {
            files.push((format!("{place}/{}.rs", module.file), Source::Rust(tokens)));
        }
        if !in_one_crate {
            let manifest = manifest::manifest(&[context], layout, command);
            files.push((format!("{folder}/Cargo.toml"), Source::Text(manifest)));
        }
    }
    if in_one_crate {
        let [shapes, errors, operations] = &contexts;
        let folder = &package.prefix;
        let manifest = manifest::manifest(&[operations, errors, shapes], layout, command);
        files.push((format!("{folder}/Cargo.toml"), Source::Text(manifest)));
        let library = library::one_crate(operations);
        files.push((format!("{folder}/src/lib.rs"), Source::Rust(library)));
    }
    files.extend(
        manifest::workspace(layout, command)
            .map(|text| ("Cargo.toml".to_owned(), Source::Text(text))),
    );
    files
}

/// The modules of the crate, in order of their names.
fn modules(context: &Context<'_>) -> Vec<(Module, TokenStream)> {
    let mut modules: Vec<_> = match context.krate {
        Crate::Shapes => context
            .package
            .shapes
            .iter()
            .map(|shape| shape_module(context, shape))
            .collect(),
        Crate::Errors => {
            let errors = context.package.errors.iter().map(|error| {
                let module = Module {
                    file: error.name.module.clone(),
                    exports: vec![error.name.name.clone()],
                };
                (module, structure::structure(context, error))
            });
            let operations = context
                .package
                .operations
                .iter()
                .filter(|operation| !operation.errors.is_empty());
            errors
                .chain(
                    operations.map(|operation| error::operation_error_module(context, operation)),
                )
                .collect()
        }
        Crate::Operations => {
            let operations = context.package.operations.iter();
            let waiters = operations.clone().flat_map(|operation| {
                let waiters = operation.waiters.iter();
                waiters.map(|waiter| waiter::waiter_module(context, operation, waiter))
            });
            let modules = operations
                .clone()
                .map(|operation| operation::operation_module(context, operation));
            let streams = context.package.event_streams.iter();
            let streams = streams.map(|stream| event_stream::event_stream_module(context, stream));
            modules
                .chain(waiters)
                .chain(streams)
                .chain(service::service_modules(context))
                .collect()
        }
    };
    modules.sort_by(|(a, _), (b, _)| a.file.cmp(&b.file));
    modules
}

fn shape_module(context: &Context<'_>, shape: &Shape) -> (Module, TokenStream) {
    let name = shape.name();
    let tokens = match shape {
        Shape::Structure(shape) => structure::structure(context, shape),
        Shape::Union(shape) => union::union(context, shape),
        Shape::StringEnum(shape) => enums::string_enum(context, shape),
        Shape::IntEnum(shape) => enums::int_enum(context, shape),
    };
    (
        Module {
            file: name.module.clone(),
            exports: vec![name.name.clone()],
        },
        tokens,
    )
}
