//! For build scripts and programs: reads a model, and writes the code for some of its operations. The one place in this
//! library that touches files.

use crate::file_tree::{Difference, FileTree};
use crate::{Layout, Operations, Options, Problem, generate, is_generated};
use std::path::{Path, PathBuf};
use std::{env, fs, io};

/// Generates operations as a module of your own crate, from a build script.
///
/// ```no_run
/// // build.rs
/// fn main() -> Result<(), Box<dyn std::error::Error>> {
///     smithereens_codegen::Config::new()
///         .operations(["Invoke", "ListFunctionEventInvokeConfigs"])
///         .compile("models/lambda.json")?;
///     Ok(())
/// }
/// ```
///
/// In the crate, the macro of the client brings the module in, by the name of the service in snake case:
///
/// ```ignore
/// smithereens::include_service!(lambda);
///
/// use lambda::Invoke;
/// ```
///
/// The module has the operations, and modules `shapes` and `errors`. Its code needs `smithereens`, `smithereens-types` and, for
/// protocols that speak JSON, `serde` among the dependencies, and of the first two the features that the service needs:
/// [`Compiled::dependencies`] says which.
///
/// Where crates of their own are wanted, which are written to the repository and reviewed there, `cargo smithereens` makes
/// them.
#[derive(Clone, Debug)]
#[must_use]
pub struct Config {
    operations: Operations,
    skip_unsupported: bool,
    protocol: Option<String>,
    name: Option<String>,
    module: Option<String>,
    out_dir: Option<PathBuf>,
}

/// What was generated.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Compiled {
    /// The file to include.
    pub path: PathBuf,
    /// The names of the operations, sorted.
    pub operations: Vec<String>,
    /// The operations that were left out, and why.
    pub skipped: Vec<(String, Problem)>,
    /// What is generated with less than the model says, a line each.
    pub notes: Vec<String>,
    /// What the code needs, as lines of `[dependencies]`; of `smithereens` in the version of this library.
    pub dependencies: Vec<String>,
}

/// Why nothing was generated.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum CompileError {
    /// A file or folder cannot be read, written or removed.
    #[error("{}", .path.display())]
    Io {
        /// The path.
        path: PathBuf,
        /// What is wrong with it.
        source: io::Error,
    },
    /// The model cannot be used for what was asked for.
    #[error("{}: {}", .path.display(), lines(.problems))]
    Model {
        /// Its path.
        path: PathBuf,
        /// Everything that is wrong.
        problems: Vec<Problem>,
    },
    /// No folder to write to was given, and there is no build script that cargo gave one.
    #[error(
        "there is no OUT_DIR, which cargo sets for build scripts; say where to write with `out_dir`"
    )]
    NoOutDir,
    /// The path of the module is none.
    #[error("{0:?} is no path of a module, such as \"crate::lambda\"")]
    Module(String),
    /// The name of the module is none.
    #[error(
        "{0:?} is no name of a module: small letters, digits and `_` make one, and no keyword is one"
    )]
    Name(String),
    /// A file stands where the code is to be written, and was not generated.
    #[error("{} was not generated; the folder is for generated code alone, so move the file or choose another folder or name", .0.display())]
    NotGenerated(PathBuf),
}

fn lines(problems: &[Problem]) -> String {
    let lines: Vec<_> = problems.iter().map(Problem::to_string).collect();
    crate::printable(&lines.join("; "))
}

impl Default for Config {
    fn default() -> Self {
        Self::new()
    }
}

impl Config {
    /// No operations yet.
    pub fn new() -> Self {
        Self {
            operations: Operations::Named(Vec::new()),
            skip_unsupported: false,
            protocol: None,
            name: None,
            module: None,
            out_dir: None,
        }
    }

    /// Adds operations, by their names in the model.
    pub fn operations<T: Into<String>>(mut self, names: impl IntoIterator<Item = T>) -> Self {
        let names = names.into_iter().map(Into::into);
        match &mut self.operations {
            Operations::Named(known) => known.extend(names),
            Operations::All => self.operations = Operations::Named(names.collect()),
        }
        self
    }

    /// Takes every operation of the model.
    pub fn all_operations(mut self) -> Self {
        self.operations = Operations::All;
        self
    }

    /// Leaves out operations that need what is not supported, rather than to fail for them.
    pub fn skip_unsupported(mut self) -> Self {
        self.skip_unsupported = true;
        self
    }

    /// The protocol to speak, such as `awsQuery`, of a service that speaks several; by default the one that AWS prefers.
    pub fn protocol(mut self, name: impl Into<String>) -> Self {
        self.protocol = Some(name.into());
        self
    }

    /// The name of the module; by default the service's SDK id in snake case, such as `lambda`.
    pub fn name(mut self, name: impl Into<String>) -> Self {
        self.name = Some(name.into());
        self
    }

    /// Where the module is in the crate, such as `crate::aws::lambda`; by default at its root, under its name.
    pub fn module(mut self, path: impl Into<String>) -> Self {
        self.module = Some(path.into());
        self
    }

    /// The folder to write to; by default the one that cargo gives the build script (`OUT_DIR`).
    pub fn out_dir(mut self, path: impl Into<PathBuf>) -> Self {
        self.out_dir = Some(path.into());
        self
    }

    /// Reads a model, and writes `NAME/mod.rs` and what that brings in to the folder. What is there already as it has to be
    /// is not written again, and files of an earlier run that nothing asks for any more are removed. In a build script, cargo
    /// is told to run it again when the model has changed.
    ///
    /// # Errors
    ///
    /// The model cannot be read or used, or a file cannot be written.
    pub fn compile(&self, model: impl AsRef<Path>) -> Result<Compiled, CompileError> {
        let model = model.as_ref();
        let of_cargo = env::var_os("OUT_DIR");
        if of_cargo.is_some() {
            println!("cargo::rerun-if-changed={}", model.display());
        }
        let out_dir = self.out_dir.clone().or(of_cargo.map(PathBuf::from));
        let out_dir = out_dir.ok_or(CompileError::NoOutDir)?;
        let text = fs::read_to_string(model).map_err(|source| io_error(model, source))?;
        let of_model = |problems| CompileError::Model {
            path: model.to_owned(),
            problems,
        };
        if let Some(name) = self.name.as_ref().filter(|name| !is_name(name)) {
            return Err(CompileError::Name(name.clone()));
        }
        if let Some(module) = self.module.as_ref().filter(|path| !is_path(path)) {
            return Err(CompileError::Module(module.clone()));
        }
        let generated = generate(&Options {
            model: &text,
            operations: self.operations.clone(),
            skip_unsupported: self.skip_unsupported,
            write_defaults: false,
            protocol: self.protocol.as_deref(),
            prefix: self.name.as_deref(),
            layout: Layout::Module {
                path: self.module.clone(),
            },
            command: "build",
            tests: None,
        });
        let generated = generated.map_err(of_model)?;
        write(&out_dir, &generated.prefix, &generated.files)?;
        Ok(Compiled {
            path: out_dir.join(&generated.prefix).join("mod.rs"),
            operations: generated.operations,
            skipped: generated.skipped,
            notes: generated.notes,
            dependencies: generated.dependencies,
        })
    }
}

/// Whether a text is the path of a module, from the crate's root.
fn is_path(path: &str) -> bool {
    let mut names = path.split("::");
    names.next() == Some("crate") && path.contains("::") && names.all(is_name)
}

/// Whether a text names a module without further ado.
fn is_name(name: &str) -> bool {
    syn::parse_str::<syn::Ident>(name).is_ok() && !name.starts_with("r#")
}

fn io_error(path: &Path, source: io::Error) -> CompileError {
    CompileError::Io {
        path: path.to_owned(),
        source,
    }
}

/// Writes what differs and removes what an earlier run left. Where a file is none of an earlier run's, nothing is changed.
fn write(out_dir: &Path, name: &str, files: &FileTree) -> Result<(), CompileError> {
    let there = files_below(out_dir, name)?;
    if let Some((path, _)) = there.iter().find(|(_, text)| !is_generated(text)) {
        return Err(CompileError::NotGenerated(out_dir.join(path)));
    }
    for (difference, below) in files.compare(&there) {
        let path = out_dir.join(&below);
        let changed = match difference {
            Difference::Orphaned => fs::remove_file(&path),
            Difference::Stale | Difference::Missing => {
                let folder = path.parent().unwrap_or(out_dir);
                let text = files.get(&below).unwrap_or_default();
                fs::create_dir_all(folder).and_then(|()| fs::write(&path, text))
            }
        };
        changed.map_err(|source| io_error(&path, source))?;
    }
    Ok(())
}

/// The files below a folder, which need not be there. Links are not followed.
fn files_below(out_dir: &Path, folder: &str) -> Result<FileTree, CompileError> {
    let mut files = FileTree::default();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        let path = out_dir.join(&folder);
        let entries = match fs::read_dir(&path) {
            Ok(entries) => entries,
            Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
            Err(source) => return Err(io_error(&path, source)),
        };
        for entry in entries {
            let entry = entry.map_err(|source| io_error(&path, source))?;
            let below = format!("{folder}/{}", entry.file_name().to_string_lossy());
            let path = entry.path();
            let kind = entry
                .file_type()
                .map_err(|source| io_error(&path, source))?;
            if kind.is_dir() {
                folders.push(below);
            } else {
                let bytes = fs::read(&path).map_err(|source| io_error(&path, source))?;
                files.extend([(below, String::from_utf8_lossy(&bytes).into_owned())]);
            }
        }
    }
    Ok(files)
}

#[cfg(test)]
mod tests {
    use super::is_path;

    #[test]
    fn a_module_has_a_path_from_the_root() {
        for path in ["crate::lambda", "crate::aws::lambda"] {
            assert!(is_path(path), "{path}");
        }
        for path in [
            "crate",
            "lambda",
            "self::a",
            "crate::",
            "crate::a b",
            "crate::a::type",
            "crate::r#type",
            "::a",
        ] {
            assert!(!is_path(path), "{path}");
        }
    }
}
