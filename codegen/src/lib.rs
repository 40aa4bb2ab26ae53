//! Turns the operations that are asked for out of a Smithy JSON model into the text of Rust crates.
//!
//! [`Config`] is for build scripts, `cargo smithereens` for crates of their own, and [`generate`] what both are made of.
//!
//! `ast → select → lower → ir → emit → format → FileTree`: each stage is a module, in that order. Nothing
//! here but [`Config`] reads or writes a file; nothing looks at a clock or opens a connection, and the same input gives the
//! same bytes on any machine.

mod ast;
mod config;
mod conformance;
mod diff;
mod emit;
mod file_tree;
mod format;
mod ir;
mod known_traits;
mod listing;
mod lower;
mod lowered;
mod markdown;
mod naming;
mod path;
mod printable;
mod problem;
mod protocol;
mod select;
mod shape_id;
mod trait_id;

pub use config::{CompileError, Compiled, Config};
pub use conformance::TestCrates;
pub use diff::{Aspect, Change, Changes, Comparison, Generation, Verdict, diff};
pub use emit::{Layout, Runtime};
pub use file_tree::{Difference, FileTree};
pub use format::{generated_by, is_generated};
pub use ir::Stream;
pub use listing::{ListedOperation, Listing, list};
pub use naming::is_crate_prefix;
pub use path::{Path, PathError};
pub use printable::printable;
pub use problem::Problem;
pub use select::Operations;
pub use shape_id::ShapeId;

use emit::Source;

/// What to generate, and for which place.
#[derive(Clone, Debug)]
pub struct Options<'a> {
    /// The text of the model.
    pub model: &'a str,
    /// The operations.
    pub operations: Operations,
    /// Whether operations that need what is not supported are left out, rather than refused.
    pub skip_unsupported: bool,
    /// Whether a member that nobody set is written with the default that the model gives it (Smithy's `default`
    /// trait). Smithy's protocol tests ask for it; the services that AWS publishes are to be sent what the caller set,
    /// and nothing else, as its SDKs do. It makes no difference to the inputs of operations, which never hold a default,
    /// and to members that are required as well, which always do.
    pub write_defaults: bool,
    /// The protocol to speak, by its trait's id or the name in it, such as `awsQuery`; the one that AWS prefers of the
    /// service's where nothing is said.
    pub protocol: Option<&'a str>,
    /// What the crates' names start with; the service's SDK id in kebab case where nothing is said.
    pub prefix: Option<&'a str>,
    /// Where the crates will stand.
    pub layout: Layout,
    /// The command that makes them, without `cargo` before it, such as `xtask regenerate`: their files name it.
    pub command: &'a str,
    /// Whether to add a crate of tests made from the model's own test traits, and where that finds what it needs.
    pub tests: Option<TestCrates>,
}

/// The generated crates.
#[derive(Clone, Debug)]
pub struct Output {
    /// What the crates' names start with.
    pub prefix: String,
    /// The names of the operations, sorted.
    pub operations: Vec<String>,
    /// The operations that were left out, and why.
    pub skipped: Vec<(String, Problem)>,
    /// What is generated with less than the model says, a line each.
    pub notes: Vec<String>,
    /// What the code needs beside itself, as lines of a manifest, of the libraries in this library's version.
    pub dependencies: Vec<String>,
    /// How many shapes became types, errors among them.
    pub shapes: usize,
    /// The files, by their path below the folder of the crates.
    pub files: FileTree,
}

/// Whether a text is a model that could be generated from, whatever of it is supported.
///
/// # Errors
///
/// Everything that is wrong with it as a model of a service.
pub fn check_model(model: &str) -> Result<(), Vec<Problem>> {
    let model = ast::read(model)?;
    let mut problems = Vec::new();
    match select::operations(&model, &Operations::All, &mut problems) {
        Err(problem) => Err(vec![problem]),
        Ok(_) if !problems.is_empty() => Err(problems),
        Ok(_) => Ok(()),
    }
}

/// Generates the crates for the operations of a model.
///
/// # Errors
///
/// Everything that is wrong with the model or the options, at once.
pub fn generate(options: &Options<'_>) -> Result<Output, Vec<Problem>> {
    if let Some(prefix) = options
        .prefix
        .filter(|prefix| !naming::is_crate_prefix(prefix))
    {
        return Err(vec![Problem::Prefix {
            prefix: prefix.to_owned(),
        }]);
    }
    let model = ast::read(options.model)?;
    let mut problems = Vec::new();
    let (service, mut operations) = select::operations(&model, &options.operations, &mut problems)
        .map_err(|problem| vec![problem])?;
    let protocol = protocol::choose(&model, service, &options.operations, options.protocol)
        .map_err(|problem| vec![problem])?;
    let mut skipped = Vec::new();
    if options.skip_unsupported {
        (operations, skipped) = lower::divide(&model, service, operations, protocol);
    }
    let closure = select::closure(&model, service, operations, &mut problems);
    let mut package = lower::lower(
        &model,
        &closure,
        protocol,
        options.prefix,
        options.write_defaults,
        problems,
    )?;
    if matches!(options.layout, Layout::Module { .. }) {
        // It is the name of a module.
        package.prefix = package.prefix.replace('-', "_");
    }
    let mut files = FileTree::default();
    let mut problems = Vec::new();
    let mut sources = emit::emit(&package, &options.layout, options.command);
    if let Some(crates) = &options.tests {
        sources.extend(conformance::emit(
            &model,
            &closure,
            &package,
            crates,
            options.command,
        ));
    }
    for (path, source) in sources {
        match source {
            Source::Text(text) => files.extend([(path, text)]),
            Source::Rust { tokens, module } => {
                match format::format(tokens, &module, options.command) {
                    Ok(text) => files.extend([(path, text)]),
                    Err(error) => problems.push(Problem::Emitted {
                        file: path,
                        message: error.to_string(),
                    }),
                }
            }
        }
    }
    if !problems.is_empty() {
        return Err(problems);
    }
    let operations = package
        .operations
        .iter()
        .map(|operation| operation.name.shape.clone())
        .collect();
    let shapes = package.shapes.len() + package.errors.len();
    Ok(Output {
        dependencies: emit::needed(&package),
        prefix: package.prefix,
        operations,
        skipped,
        notes: package.notes,
        shapes,
        files,
    })
}
