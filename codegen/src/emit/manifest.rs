//! `Cargo.toml` of the generated crates.

use super::codec::BodyCode;
use super::context::Context;
use crate::format::generated_by;
use crate::ir::{Auth, BodyStep, Crate, Operation, Package};
use std::collections::BTreeMap;

/// Where the generated crates will stand, which decides how they name what they depend on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Layout {
    /// Members of this repository's workspace.
    Repository,
    /// A workspace of their own.
    Standalone {
        /// Where the crates find the runtime.
        runtime: Runtime,
        /// Whether shapes, errors and operations are modules of one crate, which has the prefix as its name.
        one_crate: bool,
    },
    /// Modules of a crate of someone's own, which includes `mod.rs` of the folder that has the prefix as its name.
    Module {
        /// The path of the module that does, such as `crate::aws::lambda`; at the crate's root, by the prefix, where nothing
        /// is said.
        path: Option<String>,
    },
}

impl Layout {
    /// Where all of a package is in one place: the path from the crate's root.
    pub(super) fn place(&self, prefix: &str) -> Option<String> {
        match self {
            Self::Standalone {
                one_crate: true, ..
            } => Some("crate".to_owned()),
            Self::Module { path: Some(path) } => Some(path.clone()),
            Self::Module { path: None } => Some(format!("crate::{prefix}")),
            _ => None,
        }
    }
}

/// Where crates find the runtime, `smithereens` and `smithereens-types`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Runtime {
    /// In the registry, by what a manifest has for a version, such as `0.1`.
    Version(String),
    /// In a repository.
    Git {
        /// Its URL.
        url: String,
        /// What of it: the key `rev`, `tag` or `branch` with its value; its default branch where nothing is said.
        reference: Option<(String, String)>,
    },
    /// In folders, by paths from the root of the file system or from a generated crate.
    Path {
        /// That of `smithereens`.
        runtime: String,
        /// That of `smithereens-types`.
        types: String,
    },
}

/// The first line of every manifest that this command generates.
pub fn header(command: &str) -> String {
    format!("# {}", generated_by(command))
}

/// What a crate outside of this repository's workspace says for itself.
pub const LINTS: &str = "\n[lints.rust]\nunsafe_code = \"forbid\"\n";

/// The Rust version that shapes and errors need, which is that of `smithereens-types`. Operations need the runtime's, which
/// follows the AWS crates'.
const RUST_VERSION: &str = "1.88";

/// The manifest of a crate that holds what is seen from here, and from beside it; and that finds the runtime here, or is a
/// member of this repository's workspace.
pub(super) fn manifest(
    context: &Context<'_>,
    beside: &[&Context<'_>],
    runtime: Option<&Runtime>,
    command: &str,
) -> String {
    let title = &context.package.service.title;
    let description = match context.krate {
        Crate::Shapes => format!("The shapes of {title}: structures, unions and enums."),
        Crate::Errors => format!("The errors of {title}."),
        Crate::Operations => format!("Operations of {title}, for the smithereens client."),
    };
    let description = toml_string(&description);
    let name = context.crate_name(context.krate);
    let mut text = format!(
        "{}\n[package]\nname = \"{name}\"\ndescription = {description}\n",
        header(command)
    );
    let has_own_version = matches!(context.krate, Crate::Shapes | Crate::Errors);
    let rust_version = format!("rust-version = \"{RUST_VERSION}\"\n");
    match runtime {
        None => {
            for key in [
                "version",
                "edition",
                "rust-version",
                "license",
                "repository",
                "publish",
            ] {
                if key == "rust-version" && has_own_version {
                    text.push_str(&rust_version);
                    continue;
                }
                text.push_str(key);
                text.push_str(".workspace = true\n");
            }
        }
        Some(_) => {
            text.push_str("version = \"0.1.0\"\nedition = \"2024\"\n");
            if has_own_version {
                text.push_str(&rust_version);
            }
            text.push_str("publish = false\n");
        }
    }
    // What is documentation stays that: the model's text is never compiled, whatever it holds.
    text.push_str("\n[lib]\ndoctest = false\n\n[dependencies]\n");
    let mut lines: Vec<_> = all_dependencies(context, beside)
        .iter()
        .map(|dependency| dependency.line(runtime))
        .collect();
    lines.sort();
    text.extend(lines);
    text.push_str(match runtime {
        None => "\n[lints]\nworkspace = true\n",
        Some(_) => LINTS,
    });
    text
}

/// What the code of a package needs beside itself, as lines of a manifest.
pub fn needed(package: &Package) -> Vec<String> {
    let all = [Crate::Operations, Crate::Errors, Crate::Shapes];
    let contexts = all.map(|krate| Context::new(package, krate, None));
    let [operations, errors, shapes] = &contexts;
    let runtime = Runtime::Version(env!("CARGO_PKG_VERSION").to_owned());
    let dependencies = all_dependencies(operations, &[errors, shapes]);
    let lines = dependencies.iter().map(|it| it.line(Some(&runtime)));
    let mut lines: Vec<_> = lines.map(|line| line.trim_end().to_owned()).collect();
    lines.sort();
    lines
}

/// What the code of a crate names, each once.
fn all_dependencies(context: &Context<'_>, beside: &[&Context<'_>]) -> Vec<Dependency> {
    let mut all = dependencies(context);
    for context in beside {
        for dependency in dependencies(context) {
            if !all.iter().any(|it| it.package == dependency.package) {
                all.push(dependency);
            }
        }
    }
    // What is in the crate itself is no dependency.
    all.retain(|it| beside.is_empty() || !matches!(it.source, Source::Sibling));
    all
}

/// What the code that is seen from a point of view names.
fn dependencies(context: &Context<'_>) -> Vec<Dependency> {
    let package = context.package;
    let sibling = |krate| Dependency::new(context.crate_name(krate), Source::Sibling);
    let codecs: [&dyn BodyCode; 2] = [context.request_codec(), context.response_codec()];
    let mut features: Vec<_> = codecs.iter().filter_map(|codec| codec.feature()).collect();
    features.sort_unstable();
    features.dedup();
    let mut types = Dependency::new("smithereens-types", Source::Types);
    types.features.clone_from(&features);
    let named = codecs.iter().filter_map(|codec| codec.dependency());
    let named: BTreeMap<_, _> = named.collect();
    let named = named
        .into_iter()
        .map(|(name, version)| Dependency::new(name, Source::Registry(version)));
    match context.krate {
        Crate::Shapes => named.chain([types]).collect(),
        Crate::Errors => named.chain([sibling(Crate::Shapes), types]).collect(),
        Crate::Operations => {
            let mut runtime = Dependency::new("smithereens", Source::Runtime);
            // Which TLS there is, the program says.
            runtime.has_default_features = false;
            runtime.features = runtime_features(package);
            runtime.features.extend(features);
            let has_code = |operation: &Operation| {
                operation.has_body() || operation.has_own_data() || operation.has_initial_response()
            };
            let is_named = package.operations.iter().any(has_code);
            let siblings = [sibling(Crate::Shapes), sibling(Crate::Errors)];
            siblings
                .into_iter()
                .chain([runtime, types])
                .chain(named.filter(|_| is_named))
                .collect()
        }
    }
}

/// The features of the runtime that the operations need.
fn runtime_features(package: &Package) -> Vec<&'static str> {
    let steps = package
        .operations
        .iter()
        .flat_map(|operation| &operation.body_steps);
    let mut features: Vec<_> = steps
        .filter_map(|step| match step {
            BodyStep::ContentMd5 | BodyStep::Sha256TreeHash => Some("checksum"),
            BodyStep::Gzip => Some("request-compression"),
            BodyStep::RequireLength => None,
        })
        .collect();
    let has_messages = |operation: &Operation| operation.message_checks.is_some();
    features.extend(
        package
            .operations
            .iter()
            .any(has_messages)
            .then_some("checksum"),
    );
    features.extend(package.service.sends_crc32.then_some("crc32"));
    let mut auths = package.operations.iter().map(|operation| &operation.auth);
    let takes_tokens = auths.any(|auth| matches!(auth, Auth::FirstOf(_)));
    features.extend(takes_tokens.then_some("bearer-auth"));
    for operation in &package.operations {
        match operation.event_streams() {
            (false, false) => {}
            (true, true) => features.extend(["event-stream", "http2"]),
            _ => features.push("event-stream"),
        }
    }
    features.sort_unstable();
    features.dedup();
    features
}

/// A dependency of a generated crate.
struct Dependency {
    package: String,
    source: Source,
    has_default_features: bool,
    features: Vec<&'static str>,
}

/// Where a dependency is, in a workspace of its own.
enum Source {
    /// Beside the crate.
    Sibling,
    /// Where the runtime is.
    Runtime,
    /// Where its types are.
    Types,
    /// In the registry, in this version.
    Registry(&'static str),
}

impl Dependency {
    fn new(package: impl Into<String>, source: Source) -> Self {
        Self {
            package: package.into(),
            source,
            has_default_features: true,
            features: Vec::new(),
        }
    }

    /// Its line in a manifest of a crate that finds the runtime here, or in this repository's workspace.
    fn line(&self, runtime: Option<&Runtime>) -> String {
        let package = &self.package;
        let path = |path: &str| format!("path = {}", toml_string(path));
        let place = match (runtime, &self.source) {
            (None, _) if self.features.is_empty() => {
                return format!("{package}.workspace = true\n");
            }
            (Some(_), Source::Registry(version)) => {
                return format!("{package} = {}\n", toml_string(version));
            }
            (None, _) => "workspace = true".to_owned(),
            (Some(_), Source::Sibling) => path(&format!("../{package}")),
            (Some(runtime), Source::Runtime | Source::Types) => {
                runtime.place(matches!(self.source, Source::Types))
            }
        };
        // In this repository the workspace says that of all its members.
        let default_features = match runtime {
            Some(_) if !self.has_default_features => ", default-features = false",
            _ => "",
        };
        let features: Vec<_> = self.features.iter().map(|it| toml_string(it)).collect();
        let features = match features.as_slice() {
            [] => String::new(),
            features => format!(", features = [{}]", features.join(", ")),
        };
        format!("{package} = {{ {place}{default_features}{features} }}\n")
    }
}

impl Runtime {
    /// What a dependency on the runtime, or on its types, says of its place.
    fn place(&self, is_types: bool) -> String {
        match self {
            Self::Version(version) => format!("version = {}", toml_string(version)),
            Self::Git { url, reference } => {
                let url = format!("git = {}", toml_string(url));
                match reference {
                    Some((key, value)) => format!("{url}, {key} = {}", toml_string(value)),
                    None => url,
                }
            }
            Self::Path { runtime, types } => {
                let path = if is_types { types } else { runtime };
                format!("path = {}", toml_string(path))
            }
        }
    }
}

/// The manifest of the workspace that standalone crates make up; crates of several models can share it.
pub(super) fn workspace(one_crate: bool, command: &str) -> String {
    let members = if one_crate {
        // Every folder, but for the one that builds leave behind.
        "members = [\"*\"]\nexclude = [\"target\"]"
    } else {
        "members = [\"*-errors\", \"*-operations\", \"*-shapes\"]"
    };
    let header = header(command);
    format!("{header}\n[workspace]\nresolver = \"3\"\n{members}\n")
}

/// A TOML string of any text.
pub fn toml_string(text: &str) -> String {
    toml::Value::String(text.to_owned()).to_string()
}
