//! `init`: a first `smithereens.toml`, and what a manifest needs beside it.

use crate::disk;
use crate::edit::{in_form_of, push};
use crate::models::{ADDRESS, LATEST, VERSIONS};
use crate::settings::FILE;
use anyhow::{Context, Result, bail};
use std::path::Path;
use toml_edit::{Array, DocumentMut, InlineTable, Item, Value};

/// Where a repository is to find the runtime.
#[derive(clap::Args, Debug)]
pub struct Arguments {
    /// Add to Cargo.toml what it needs, rather than show it.
    #[arg(long)]
    apply: bool,
    /// The folder that generated crates go to.
    #[arg(long, value_name = "DIR", default_value = "aws")]
    crates: String,
    /// Find the runtime in this repository.
    #[arg(long, value_name = "URL", conflicts_with = "path")]
    git: Option<String>,
    /// The commit of it.
    #[arg(long, value_name = "COMMIT", requires = "git")]
    rev: Option<String>,
    /// Find the runtime in this checkout.
    #[arg(long, value_name = "DIR")]
    path: Option<String>,
}

/// Writes the file, and says or adds what Cargo.toml needs.
///
/// # Errors
///
/// There is such a file already, or it cannot be written.
pub fn run(root: &Path, arguments: &Arguments) -> Result<()> {
    let path = root.join(FILE);
    let is_there = path.exists();
    if is_there && !arguments.apply {
        bail!("there is a {FILE} already; nothing was changed");
    }
    let manifest_path = root.join("Cargo.toml");
    let manifest = disk::read(&manifest_path)
        .context("a repository of Rust has a Cargo.toml in its root; run this there")?;
    let text = first(arguments);
    // What is written is to be read.
    crate::generate::parse(&text)?;
    let changed = manifest_with(&manifest, arguments)
        .with_context(|| format!("cannot use {}", manifest_path.display()))?;
    if is_there {
        println!("{FILE} is there already, and stays as it is");
    } else {
        disk::write(&path, &text)?;
        println!(
            "{FILE} was written; next: `cargo smithereens fetch SERVICE`, and `cargo smithereens add SERVICE OPERATION`"
        );
    }
    if changed == manifest {
        return Ok(());
    }
    if arguments.apply {
        disk::write(&manifest_path, &changed)?;
        println!("Cargo.toml was changed: see `git diff`");
        return Ok(());
    }
    println!("Cargo.toml needs this, which `--apply` would have added:");
    for line in added(&manifest, &changed) {
        println!("    {line}");
    }
    Ok(())
}

/// The lines that were added, each below the header of its table.
fn added<'a>(before: &str, after: &'a str) -> Vec<&'a str> {
    let before: Vec<_> = before.lines().collect();
    let mut lines = Vec::new();
    let mut header = None;
    for line in after.lines() {
        if line.starts_with('[') {
            header = Some(line);
        } else if !before.contains(&line) && !line.trim().is_empty() {
            lines.extend(header.take());
            lines.push(line);
        }
    }
    lines
}

fn first(arguments: &Arguments) -> String {
    let text = |text: &str| Value::from(text).to_string().trim().to_owned();
    let runtime = match (&arguments.git, &arguments.path) {
        (Some(url), _) => {
            let rev = arguments.rev.as_deref();
            let rev = rev.map_or_else(String::new, |rev| format!("rev = {}\n", text(rev)));
            format!("git = {}\n{rev}", text(url))
        }
        (None, Some(path)) => format!("path = {}\n", text(path)),
        (None, None) => format!("version = {}\n", text(VERSION)),
    };
    format!(
        "# What `cargo smithereens generate` makes. `cargo smithereens generate --check` says whether it is up to date.\n\n\
         # The folder of the generated crates. Nothing else may be in it.\n\
         crates = {}\n\n\
         # A service is three crates, so that what does not call it can have its shapes alone: `lambda-operations`,\n\
         # `lambda-shapes`, `lambda-errors`. Or one, which is called `lambda`.\n\
         # one-crate = true\n\n\
         # Where the crates find smithereens: `version`, or `git` with `rev`, `tag` or `branch`, or `path` to a checkout.\n\
         [runtime]\n{runtime}\n\
         # Where `cargo smithereens fetch` gets models: AWS's public repository of them, in one revision of it.\n\
         [models]\n\
         folder = \"models\"\n\
         address = {}\n\
         versions = {}\n\
         latest = {}\n\n\
         # A service, whose crates have this name, or names that start with it.\n\
         # [service.lambda]\n\
         # model = \"models/lambda.json\"\n\
         # operations = [\"Invoke\"]        # or \"all\", with `skip-unsupported = true` if need be\n\
         # protocol = \"restJson1\"          # of a service that speaks several\n",
        text(&arguments.crates),
        text(ADDRESS),
        text(VERSIONS),
        text(LATEST),
    )
}

/// The version of the runtime that goes with this tool.
const VERSION: &str = env!("CARGO_PKG_VERSION");

/// The manifest with what it needs: the crates are none of a workspace's members, and a package depends on the runtime.
fn manifest_with(manifest: &str, arguments: &Arguments) -> Result<String> {
    let mut document: DocumentMut = manifest.parse()?;
    if let Some(workspace) = document
        .get_mut("workspace")
        .and_then(Item::as_table_like_mut)
    {
        let exclude = workspace
            .entry("exclude")
            .or_insert_with(|| Array::new().into());
        let exclude = exclude
            .as_array_mut()
            .context("`workspace.exclude` is no list")?;
        if !exclude
            .iter()
            .any(|it| it.as_str() == Some(&arguments.crates))
        {
            push(exclude, &arguments.crates);
        }
    }
    if document.contains_key("package") {
        let dependencies = document
            .entry("dependencies")
            .or_insert_with(toml_edit::table);
        let dependencies = dependencies
            .as_table_like_mut()
            .context("`dependencies` is no table")?;
        if !dependencies.contains_key("smithereens") {
            dependencies.insert("smithereens", Item::Value(runtime(arguments)));
        }
    }
    Ok(in_form_of(manifest, document.to_string()))
}

/// The dependency on the runtime.
fn runtime(arguments: &Arguments) -> Value {
    let mut table = InlineTable::new();
    match (&arguments.git, &arguments.path) {
        (Some(url), _) => {
            table.insert("git", url.into());
            if let Some(rev) = &arguments.rev {
                table.insert("rev", rev.into());
            }
        }
        (None, Some(path)) => {
            let path = path.trim_end_matches('/');
            table.insert("path", format!("{path}/crates/runtime").into());
        }
        (None, None) => return VERSION.into(),
    }
    table.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn arguments() -> Arguments {
        Arguments {
            apply: true,
            crates: "aws".to_owned(),
            git: Some("https://example.com/s".to_owned()),
            rev: Some("abc".to_owned()),
            path: None,
        }
    }

    #[test]
    fn a_manifest_keeps_what_it_has() {
        for (before, after) in [
            (
                "[package]\nname = \"a\" # mine\n\n[dependencies]\nserde = \"1\"\n",
                "[package]\nname = \"a\" # mine\n\n[dependencies]\nserde = \"1\"\n\
                 smithereens = { git = \"https://example.com/s\", rev = \"abc\" }\n",
            ),
            (
                "[workspace]\nmembers = [\"a\"]\nexclude = [\"b\"]\n",
                "[workspace]\nmembers = [\"a\"]\nexclude = [\"b\", \"aws\"]\n",
            ),
            (
                "[workspace]\nmembers = [\"a\"]\n",
                "[workspace]\nmembers = [\"a\"]\nexclude = [\"aws\"]\n",
            ),
        ] {
            let changed = manifest_with(before, &arguments()).unwrap();
            assert_eq!(changed, after);
            assert_eq!(manifest_with(&changed, &arguments()).unwrap(), changed);
        }
    }

    #[test]
    fn what_is_shown_has_its_table() {
        let before = "[package]\nname = \"a\"\n\n[workspace]\nmembers = []\n";
        let after = manifest_with(before, &arguments()).unwrap();
        let shown = added(before, &after);
        assert_eq!(shown[0], "[workspace]");
        assert!(shown[1].starts_with("exclude = ["), "{shown:?}");
        assert_eq!(shown[2], "[dependencies]");
        assert!(shown[3].starts_with("smithereens = "), "{shown:?}");
    }

    #[test]
    fn the_first_file_is_one_that_can_be_used() {
        for (git, path) in [(true, false), (false, true), (false, false)] {
            let mut arguments = arguments();
            if !git {
                (arguments.git, arguments.rev) = (None, None);
            }
            arguments.path = path.then(|| "../smithereens/\"".to_owned());
            crate::generate::parse(&first(&arguments)).unwrap();
        }
    }
}
