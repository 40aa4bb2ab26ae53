//! The dependencies of the workspace: what makes generated crates known to one another and to the rest.

use crate::workspace;
use anyhow::{Context, Result, bail};
use std::path::Path;

/// The manifest of a workspace with the generated crates among its dependencies, if it lacks any of them; nothing
/// where there is no manifest.
///
/// # Errors
///
/// The manifest cannot be read or is none of a workspace, or one of the names stands for something else in it.
pub fn missing(root: &Path, crates: &[&str]) -> Result<Option<String>> {
    let path = root.join("Cargo.toml");
    if !path.exists() {
        return Ok(None);
    }
    let text = workspace::read(&path)?;
    let there = dependencies(&text).with_context(|| format!("cannot use {}", path.display()))?;
    let mut added = text.clone();
    for name in crates {
        let wanted = format!("crates/{name}");
        let found = there.get(*name);
        match found.map(|found| found.get("path").and_then(toml::Value::as_str)) {
            Some(Some(found)) if found == wanted => {}
            Some(_) => bail!(
                "{} has another dependency {name} already; choose another prefix in model/*.toml",
                path.display()
            ),
            None => added = with_line(&added, name, &format!("{name} = {{ path = \"{wanted}\" }}")),
        }
    }
    if added == text {
        return Ok(None);
    }
    // What was added as text has to be there as TOML.
    let after = dependencies(&added)?;
    if let Some(name) = crates.iter().find(|name| !after.contains_key(**name)) {
        bail!(
            "add `{name} = {{ path = \"crates/{name}\" }}` to the [workspace.dependencies] of {}",
            path.display()
        );
    }
    Ok(Some(added))
}

fn dependencies(manifest: &str) -> Result<toml::Table> {
    let manifest: toml::Table = manifest.parse()?;
    let dependencies = manifest
        .get("workspace")
        .and_then(|workspace| workspace.get("dependencies"))
        .and_then(toml::Value::as_table);
    dependencies
        .cloned()
        .context("it has no [workspace.dependencies]")
}

/// Adds a line to the dependencies, in order among those that are in this repository.
fn with_line(manifest: &str, name: &str, line: &str) -> String {
    let lines: Vec<_> = manifest.lines().collect();
    let is_section = |line: &&str| line.trim() == "[workspace.dependencies]";
    let start = lines
        .iter()
        .position(is_section)
        .map_or(lines.len(), |at| at + 1);
    let is_own = |line: &str| line.contains("path = \"crates/");
    let section = lines
        .iter()
        .skip(start)
        .take_while(|line| !line.starts_with('['));
    let before = section.enumerate().filter(|(_, line)| {
        let key = line.split(['=', '.', ' ']).next().unwrap_or_default();
        is_own(line) && key < name
    });
    let at = match before.map(|(index, _)| index).last() {
        Some(index) => start + index + 1,
        None => {
            let comments = lines
                .iter()
                .skip(start)
                .take_while(|line| line.starts_with('#'));
            start + comments.count()
        }
    };
    let (above, below) = lines.split_at(at.min(lines.len()));
    let mut text = [above, &[line], below].concat().join("\n");
    text.push('\n');
    text
}

#[cfg(test)]
mod tests {
    use super::{dependencies, with_line};

    #[test]
    fn a_line_is_added_in_its_place() {
        let manifest = "[workspace]\nmembers = []\n\n[workspace.dependencies]\n# Own.\nb = { path = \"crates/b\" }\nd = { path = \"crates/d\" }\n\n# Others.\nserde = \"1\"\n\n[profile.dev]\ndebug = 1\n";
        for (name, before, after) in [
            ("a", "# Own.", "b ="),
            ("c", "b =", "d ="),
            ("e", "d =", ""),
        ] {
            let line = format!("{name} = {{ path = \"crates/{name}\" }}");
            let text = with_line(manifest, name, &line);
            assert!(dependencies(&text).unwrap().contains_key(name));
            let lines: Vec<_> = text.lines().collect();
            let at = lines.iter().position(|found| *found == line).unwrap();
            assert!(
                lines[at - 1].starts_with(before) && lines[at + 1].starts_with(after),
                "{text}"
            );
        }
    }
}
