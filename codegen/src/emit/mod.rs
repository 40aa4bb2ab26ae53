//! From what is generated to tokens: a function for each kind of item, none of which can fail.
//!
//! Every path is written from its crate's root; [`format`](crate::format) makes `use` items of them.

mod debug;
mod endpoint;
mod enums;
mod error;
mod form;
mod library;
mod manifest;
mod operation;
mod pagination;
mod request;
mod response;
mod service;
mod setters;
mod structure;
mod types;
mod union;

pub use manifest::{LINTS, Layout, MANIFEST_HEADER};
pub use types::{part_type, value_type};

use crate::ir::{Docs, Home, Package, Shape};
use crate::naming;
use proc_macro2::{Ident, TokenStream};
use quote::quote;

/// A file before it is formatted.
#[derive(Debug)]
pub enum Source {
    /// Rust code.
    Rust(TokenStream),
    /// Any other text, as it is.
    Text(String),
}

/// Every file of the generated crates: its path below the folder of the crates, and what is in it.
#[must_use]
pub fn emit(package: &Package, layout: &Layout) -> Vec<(String, Source)> {
    let mut files = Vec::new();
    for home in [Home::Shapes, Home::Errors, Home::Operations] {
        let context = Context::new(package, home);
        let mut modules = context.modules();
        let folder = context.crate_name(home);
        files.push((
            format!("{folder}/Cargo.toml"),
            Source::Text(manifest::manifest(&context, layout)),
        ));
        files.push((
            format!("{folder}/src/lib.rs"),
            Source::Rust(library::library(&context, &modules)),
        ));
        for (module, tokens) in modules.drain(..) {
            files.push((
                format!("{folder}/src/{}.rs", module.file),
                Source::Rust(tokens),
            ));
        }
    }
    files.extend(
        manifest::workspace(layout).map(|text| ("Cargo.toml".to_owned(), Source::Text(text))),
    );
    files
}

/// A module of a generated crate.
struct Module {
    /// The file's stem, which is the module's name.
    file: String,
    /// What the crate gives to its users from here.
    exports: Vec<String>,
}

/// What every emitter needs to know: the package, and which of its crates is being written.
pub struct Context<'a> {
    package: &'a Package,
    home: Home,
    /// Whether the code stands outside of the generated crates, and so names all of them.
    outside: bool,
}

impl<'a> Context<'a> {
    fn new(package: &'a Package, home: Home) -> Self {
        Self {
            package,
            home,
            outside: false,
        }
    }

    /// The point of view of a crate that uses the generated ones.
    pub fn outside(package: &'a Package) -> Self {
        Self {
            package,
            home: Home::Operations,
            outside: true,
        }
    }

    /// The modules of the crate, in order of their names.
    fn modules(&self) -> Vec<(Module, TokenStream)> {
        let mut modules: Vec<_> = match self.home {
            Home::Shapes => self
                .package
                .shapes
                .iter()
                .map(|shape| self.shape_module(shape))
                .collect(),
            Home::Errors => {
                let errors = self.package.errors.iter().map(|error| {
                    let module = Module {
                        file: error.name.module.clone(),
                        exports: vec![error.name.name.clone()],
                    };
                    (module, structure::structure(self, error))
                });
                let operations = self
                    .package
                    .operations
                    .iter()
                    .filter(|operation| !operation.errors.is_empty());
                errors
                    .chain(
                        operations.map(|operation| error::operation_error_module(self, operation)),
                    )
                    .collect()
            }
            Home::Operations => {
                let operations = self.package.operations.iter();
                let modules =
                    operations.map(|operation| operation::operation_module(self, operation));
                modules.chain(service::service_modules(self)).collect()
            }
        };
        modules.sort_by(|(a, _), (b, _)| a.file.cmp(&b.file));
        modules
    }

    fn shape_module(&self, shape: &Shape) -> (Module, TokenStream) {
        let name = shape.name();
        let tokens = match shape {
            Shape::Structure(shape) => structure::structure(self, shape),
            Shape::Union(shape) => union::union(self, shape),
            Shape::StringEnum(shape) => enums::string_enum(shape),
            Shape::IntEnum(shape) => enums::int_enum(shape),
        };
        (
            Module {
                file: name.module.clone(),
                exports: vec![name.name.clone()],
            },
            tokens,
        )
    }

    /// The name of one of the crates, such as `lambda-shapes`.
    fn crate_name(&self, home: Home) -> String {
        let prefix = &self.package.prefix;
        match home {
            Home::Shapes => format!("{prefix}-shapes"),
            Home::Errors => format!("{prefix}-errors"),
            Home::Operations => format!("{prefix}-operations"),
        }
    }

    /// The path to an item of one of the crates.
    pub fn path(&self, home: Home, name: &str) -> TokenStream {
        let name = naming::ident(name);
        if self.home == home && !self.outside {
            return quote!(crate::#name);
        }
        let krate: Ident = naming::crate_ident(&self.crate_name(home));
        quote!(::#krate::#name)
    }
}

/// Documentation as attributes, which print as `///` lines.
fn docs(docs: &Docs) -> TokenStream {
    let lines = docs.iter().map(|line| {
        if line.is_empty() {
            String::new()
        } else {
            format!(" {line}")
        }
    });
    quote!(#(#[doc = #lines])*)
}

/// The same, with something to say where the model says nothing.
fn docs_or(lines: &Docs, otherwise: &str) -> TokenStream {
    if lines.is_empty() {
        docs(&vec![otherwise.to_owned()])
    } else {
        docs(lines)
    }
}
