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
mod readme;
mod request;
mod response;
mod sample;
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
pub use manifest::{LINTS, Layout, Runtime, header as manifest_header, needed, toml_string};
pub use sample::sample;
pub use types::{part_type, value_type};

use crate::ir::{Crate, Package, Shape};
use context::Module;
use proc_macro2::TokenStream;

/// A file before it is formatted.
#[derive(Debug)]
pub enum Source {
    /// Rust code.
    Rust {
        tokens: TokenStream,
        /// The path, from the crate's root, of the module that gives to others what the file defines.
        module: Vec<String>,
    },
    /// Any other text, as it is.
    Text(String),
}

impl Source {
    /// Rust code of the crate's root, or of a module whose items the root gives to others.
    pub fn rust(tokens: TokenStream) -> Self {
        Self::Rust {
            tokens,
            module: Vec::new(),
        }
    }
}

/// Every file of the generated crates: its path below the folder of the crates, and what is in it. This command makes them.
#[must_use]
pub fn emit(package: &Package, layout: &Layout, command: &str) -> Vec<(String, Source)> {
    let place = layout.place(&package.prefix);
    let contexts = [Crate::Shapes, Crate::Errors, Crate::Operations]
        .map(|krate| Context::new(package, krate, place.as_deref()));
    let prefix = &package.prefix;
    match layout {
        Layout::Repository => in_three_crates(&contexts, None, command),
        Layout::Standalone { runtime, one_crate } => {
            let runtime = Some(runtime);
            let mut files = if *one_crate {
                let [shapes, errors, operations] = &contexts;
                let manifest = manifest::manifest(operations, &[errors, shapes], runtime, command);
                let mut files = in_one_place(&contexts, &format!("{prefix}/src"), true);
                files.push((format!("{prefix}/Cargo.toml"), Source::Text(manifest)));
                let readme = readme::readme(operations, command);
                files.push((format!("{prefix}/README.md"), Source::Text(readme)));
                files
            } else {
                in_three_crates(&contexts, runtime, command)
            };
            let workspace = manifest::workspace(*one_crate, command);
            files.push(("Cargo.toml".to_owned(), Source::Text(workspace)));
            files
        }
        Layout::Module { .. } => in_one_place(&contexts, prefix, false),
    }
}

/// A crate for each point of view.
fn in_three_crates(
    contexts: &[Context<'_>],
    runtime: Option<&Runtime>,
    command: &str,
) -> Vec<(String, Source)> {
    let mut files = Vec::new();
    for context in contexts {
        let folder = context.crate_name(context.krate);
        let manifest = manifest::manifest(context, &[], runtime, command);
        files.push((format!("{folder}/Cargo.toml"), Source::Text(manifest)));
        let readme = readme::readme(context, command);
        files.push((format!("{folder}/README.md"), Source::Text(readme)));
        let modules = modules(context);
        let library = library::library(context, &modules);
        files.push((format!("{folder}/src/lib.rs"), Source::rust(library)));
        for (module, tokens) in modules {
            let path = format!("{folder}/src/{}.rs", module.file);
            files.push((path, Source::rust(tokens)));
        }
    }
    files
}

/// A module for each point of view, in a folder that is the source of a crate, or else a module of someone's own.
fn in_one_place(
    contexts: &[Context<'_>; 3],
    folder: &str,
    is_crate: bool,
) -> Vec<(String, Source)> {
    let mut files = Vec::new();
    for context in contexts {
        let name = context.krate.module();
        let above: Vec<String> = context
            .place_names()
            .chain([name])
            .map(str::to_owned)
            .collect();
        let source = |tokens| Source::Rust {
            tokens,
            module: above.clone(),
        };
        let modules = modules(context);
        let library = library::library(context, &modules);
        files.push((format!("{folder}/{name}/mod.rs"), source(library)));
        for (module, tokens) in modules {
            files.push((
                format!("{folder}/{name}/{}.rs", module.file),
                source(tokens),
            ));
        }
    }
    let [.., operations] = contexts;
    let root = if is_crate { "lib.rs" } else { "mod.rs" };
    let library = library::one_place(operations, is_crate);
    files.push((format!("{folder}/{root}"), Source::rust(library)));
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
