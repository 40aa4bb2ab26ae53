//! Tests out of a model's own test traits: a crate that runs each case through the generated code.
//!
//! A case that cannot be expressed in terms of the generated types becomes a test that fails and says why.

mod cases;
mod context;
mod endpoint;
mod event_stream;
mod example;
mod outcome;
mod request;
mod value;
mod waiter;

use crate::ast::Model;
use crate::emit::{Source, toml_string};
use crate::ir::Package;
use crate::select::Closure;
use context::Tests;
use proc_macro2::TokenStream;
use quote::{format_ident, quote};

/// Where a test crate finds what it depends on.
#[derive(Clone, Debug)]
pub struct TestCrates {
    /// The path to the `smithereens-conformance` package, which runs the cases.
    pub tests: String,
    /// The path to the `smithereens` crate.
    pub runtime: String,
    /// The path to the `smithereens-types` crate.
    pub types: String,
}

/// The files of the test crate for a package.
pub(crate) fn emit(
    model: &Model,
    closure: &Closure,
    package: &Package,
    crates: &TestCrates,
    command: &str,
) -> Vec<(String, Source)> {
    let context = Tests {
        model,
        closure,
        package,
    };
    let groups = [
        ("requests", context.requests()),
        ("responses", context.responses()),
        ("endpoints", context.endpoints()),
        ("examples", context.examples()),
        ("waiters", context.waiters()),
        ("event_streams", context.event_streams()),
        ("samples", context.samples()),
    ];
    let folder = format!("{}-conformance", package.prefix);
    let mut files = vec![(
        format!("{folder}/Cargo.toml"),
        Source::Text(manifest(package, crates, command)),
    )];
    let names: Vec<_> = groups
        .iter()
        .map(|(name, _)| format_ident!("{name}"))
        .collect();
    let main = quote! {
        #(mod #names;)*
        fn main() -> ::std::process::ExitCode {
            let mut suite = ::smithereens_conformance::Suite::new();
            #(#names::run(&mut suite);)*
            suite.finish()
        }
    };
    files.push((format!("{folder}/src/main.rs"), Source::rust(main)));
    for (name, cases) in groups {
        files.push((
            format!("{folder}/src/{name}.rs"),
            Source::rust(group(&cases)),
        ));
    }
    files
}

/// A file of cases, a function each, since one function with all of them would take long to compile.
fn group(cases: &[TokenStream]) -> TokenStream {
    let names: Vec<_> = (0..cases.len())
        .map(|index| format_ident!("case_{index}"))
        .collect();
    let unused = cases.is_empty().then(|| quote!(let _ = suite;));
    quote! {
        pub(crate) fn run(suite: &mut ::smithereens_conformance::Suite) {
            #unused
            #(#names(suite);)*
        }
        #(fn #names(suite: &mut ::smithereens_conformance::Suite) { #cases })*
    }
}

fn manifest(package: &Package, crates: &TestCrates, command: &str) -> String {
    let prefix = &package.prefix;
    let tests = toml_string(&crates.tests);
    let runtime = toml_string(&crates.runtime);
    let types = toml_string(&crates.types);
    format!(
        "{header}\n[package]\nname = \"{prefix}-conformance\"\nversion = \"0.1.0\"\nedition = \"2024\"\npublish = false\n\n\
         [dependencies]\n\
         {prefix}-errors = {{ path = \"../{prefix}-errors\" }}\n\
         {prefix}-operations = {{ path = \"../{prefix}-operations\" }}\n\
         {prefix}-shapes = {{ path = \"../{prefix}-shapes\" }}\n\
         serde_json = \"1\"\n\
         smithereens = {{ path = {runtime}, default-features = false }}\n\
         smithereens-conformance = {{ path = {tests} }}\n\
         smithereens-types = {{ path = {types} }}\n\
         {lints}",
        header = crate::emit::manifest_header(command),
        lints = crate::emit::LINTS,
    )
}
