//! `add` and `remove`: changes of `smithereens.toml` that keep what people wrote into it.

use anyhow::{Context, Result, bail};
use toml_edit::{Array, DocumentMut, Item, Table, TableLike, Value, value};

/// The text with these operations of the service; a service that is not there yet has this model.
///
/// # Errors
///
/// The service is not there, and no model is given, or it has all operations.
pub fn add(
    text: &str,
    service: &str,
    operations: &[String],
    model: Option<&str>,
) -> Result<String> {
    let mut document: DocumentMut = text.parse()?;
    let services = services(&mut document)?;
    if !services.contains_key(service) {
        let model = model.with_context(|| {
            format!(
                "there is no service.{service} yet; get its model with `cargo smithereens fetch {service}`, or say which it is: --model FILE"
            )
        })?;
        let mut table = Table::new();
        table.insert("model", value(model));
        table.insert("operations", Item::Value(Array::new().into()));
        services.insert(service, Item::Table(table));
    } else if let Some(model) = model {
        let known = services.get(service).and_then(|it| it.get("model"));
        if known.and_then(Item::as_str) != Some(model) {
            bail!("service.{service} is of another model already; change it in the file");
        }
    }
    let list = list(&mut document, service)?;
    for operation in operations {
        if !list.iter().any(|it| names(it, operation)) {
            push(list, operation);
        }
    }
    arrange(list);
    Ok(in_form_of(text, document.to_string()))
}

/// What is said of a model that was fetched.
#[derive(Debug)]
pub struct Fetched {
    /// Its path, from the folder of the file.
    pub model: String,
    /// Its version, where addresses have one.
    pub version: Option<String>,
    /// The revision that it is of, likewise.
    pub revision: Option<String>,
    /// Its checksum.
    pub sha256: String,
}

/// The text with models that were fetched, by the names of their services, and with the revision that all are of which say
/// no other one.
///
/// # Errors
///
/// What is there is of another form.
pub fn fetched<'a>(
    text: &str,
    revision: Option<&str>,
    models: impl Iterator<Item = (&'a str, &'a Fetched)>,
) -> Result<String> {
    let mut document: DocumentMut = text.parse()?;
    if let Some(revision) = revision {
        let models = document.entry("models").or_insert_with(toml_edit::table);
        let models = models.as_table_like_mut().context("`models` is no table")?;
        set(models, "revision", revision);
    }
    for (name, fetched) in models {
        let services = services(&mut document)?;
        let service = services.entry(name).or_insert_with(toml_edit::table);
        let service = service
            .as_table_like_mut()
            .with_context(|| format!("service.{name} is no table"))?;
        set(service, "model", &fetched.model);
        if let Some(version) = &fetched.version {
            set(service, "version", version);
        }
        match &fetched.revision {
            Some(own) if Some(own.as_str()) != revision => set(service, "revision", own),
            _ => drop(service.remove("revision")),
        }
        set(service, "sha256", &fetched.sha256);
        if !service.contains_key("operations") {
            service.insert("operations", Item::Value(Array::new().into()));
        }
    }
    Ok(in_form_of(text, document.to_string()))
}

/// Sets a key, and keeps what stands around its value.
fn set(table: &mut dyn TableLike, key: &str, text: &str) {
    let mut new = Value::from(text);
    if let Some(old) = table.get(key).and_then(Item::as_value) {
        *new.decor_mut() = old.decor().clone();
    }
    table.insert(key, Item::Value(new));
}

fn services(document: &mut DocumentMut) -> Result<&mut dyn TableLike> {
    let services = document.entry("service").or_insert_with(|| {
        let mut table = Table::new();
        table.set_implicit(true);
        Item::Table(table)
    });
    services
        .as_table_like_mut()
        .context("`service` is no table")
}

/// The text without these operations of the service, or without the service where none are given or left.
///
/// # Errors
///
/// The service has no such operation, or all of them.
pub fn remove(text: &str, service: &str, operations: &[String]) -> Result<String> {
    let mut document: DocumentMut = text.parse()?;
    let is_left = if operations.is_empty() {
        // Whether it is there at all is seen below.
        false
    } else {
        let list = list(&mut document, service)?;
        for operation in operations {
            let is_there = |list: &Array| list.iter().position(|it| names(it, operation));
            let mut at = is_there(list);
            if at.is_none() {
                bail!("service.{service} has no {operation:?}");
            }
            while let Some(index) = at {
                remove_at(list, index);
                at = is_there(list);
            }
        }
        arrange(list);
        !list.is_empty()
    };
    if !is_left {
        let services = document.get_mut("service");
        services
            .and_then(Item::as_table_like_mut)
            .and_then(|services| services.remove(service))
            .with_context(|| format!("there is no service.{service}"))?;
    }
    Ok(in_form_of(text, document.to_string()))
}

fn list<'d>(document: &'d mut DocumentMut, service: &str) -> Result<&'d mut Array> {
    let services = document.get_mut("service");
    let services = services.and_then(Item::as_table_like_mut);
    let found = services.and_then(|services| services.get_mut(service));
    let found = found.with_context(|| format!("there is no service.{service}"))?;
    let operations = found.get_mut("operations").and_then(Item::as_array_mut);
    operations.with_context(|| format!("service.{service} names no single operations"))
}

/// Whether an item names an operation, by its name or by its id.
fn names(item: &Value, operation: &str) -> bool {
    let name = |text: &str| text.rsplit('#').next().unwrap_or_default().to_owned();
    item.as_str()
        .is_some_and(|item| name(item) == name(operation))
}

/// Adds an item at the end of a list. What is written beside the one before stays with that.
pub fn push(list: &mut Array, text: &str) {
    let beside = list.trailing().as_str().unwrap_or_default().to_owned();
    let last = list
        .len()
        .checked_sub(1)
        .and_then(|last| list.get_mut(last));
    let own = last.map(|last| {
        let suffix = last
            .decor()
            .suffix()
            .and_then(|it| it.as_str())
            .unwrap_or_default()
            .to_owned();
        last.decor_mut().set_suffix("");
        suffix
    });
    let beside = own.unwrap_or_default() + &beside;
    let mut item = Value::from(text);
    if beside.contains('#') {
        let (comments, indent) = (beside.trim_end(), "\n    ");
        item.decor_mut().set_prefix(format!("{comments}{indent}"));
        list.push_formatted(item);
        list.set_trailing("\n");
    } else {
        list.push(item);
    }
}

/// Takes an item out of a list, with what is written beside it on its line and above it.
fn remove_at(list: &mut Array, index: usize) {
    let prefix = |item: &Value| {
        item.decor()
            .prefix()
            .and_then(|it| it.as_str())
            .unwrap_or_default()
            .to_owned()
    };
    let removed = prefix(&list.remove(index));
    // What stands on the line of the item before is that one's.
    let of_earlier = removed.split('\n').next().unwrap_or_default().to_owned();
    let after_line = |text: &str| {
        text.find('\n')
            .map_or(String::new(), |at| text.split_at(at).1.to_owned())
    };
    match list.get_mut(index) {
        Some(next) => {
            let own = prefix(next);
            let rest = if own.contains('#') {
                after_line(&own)
            } else {
                own
            };
            next.decor_mut().set_prefix(of_earlier + &rest);
        }
        None => {
            let own = list.trailing().as_str().unwrap_or_default().to_owned();
            let rest = if own.contains('#') {
                after_line(&own)
            } else {
                own
            };
            list.set_trailing(of_earlier + &rest);
        }
    }
}

/// A text that was changed, with the line ends and the mark of its encoding that it had before.
pub fn in_form_of(before: &str, after: String) -> String {
    let after = if before.contains("\r\n") {
        after.replace("\r\n", "\n").replace('\n', "\r\n")
    } else {
        after
    };
    match before.strip_prefix('\u{feff}') {
        Some(_) if !after.starts_with('\u{feff}') => format!("\u{feff}{after}"),
        _ => after,
    }
}

/// Has each name on a line of its own, where there are several. What people wrote beside them stays.
fn arrange(list: &mut Array) {
    let is_comment = |text: Option<&str>| text.is_some_and(|text| text.contains('#'));
    let has_comment = is_comment(list.trailing().as_str())
        || list.iter().any(|item| {
            let prefix = item.decor().prefix();
            is_comment(prefix.and_then(|prefix| prefix.as_str()))
        });
    let has_lines = list.len() > 1 || has_comment;
    let prefix = if has_lines { "\n    " } else { "" };
    for item in list.iter_mut() {
        let is_bare = |item: &Value| {
            let written = item.decor().prefix().and_then(|prefix| prefix.as_str());
            written.is_none_or(|prefix| prefix.trim().is_empty())
        };
        if is_bare(item) {
            item.decor_mut().set_prefix(prefix);
        }
    }
    list.set_trailing_comma(has_lines);
    let trailing = list.trailing().as_str().unwrap_or_default();
    if trailing.trim().is_empty() {
        list.set_trailing(if has_lines { "\n" } else { "" });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "# Mine.\ncrates = \"aws\"\n\n[runtime]\nversion = \"0.1\"\n\n# Ours.\n[service.lambda]\nmodel = \"m.json\"\noperations = [\n    \"A\", # why\n]\n";

    fn names(names: &[&str]) -> Vec<String> {
        names.iter().map(|name| (*name).to_owned()).collect()
    }

    #[test]
    fn what_people_wrote_stays() {
        let added = add(TEXT, "lambda", &names(&["B", "A"]), None).unwrap();
        assert!(
            added.starts_with(TEXT.split("operations").next().unwrap()),
            "{added}"
        );
        assert!(added.contains("# why"), "{added}");
        let settings = crate::generate::parse(&added).unwrap();
        assert_eq!(
            format!("{:?}", settings.service["lambda"].operations),
            r#"List(["A", "B"])"#
        );
        let removed = remove(&added, "lambda", &names(&["B"])).unwrap();
        let settings = crate::generate::parse(&removed).unwrap();
        assert_eq!(
            format!("{:?}", settings.service["lambda"].operations),
            r#"List(["A"])"#
        );
    }

    #[test]
    fn a_service_comes_with_its_model_and_goes_with_its_last_operation() {
        let error = add(TEXT, "sqs", &names(&["SendMessage"]), None).unwrap_err();
        assert!(error.to_string().contains("--model"), "{error}");
        let added = add(TEXT, "sqs", &names(&["SendMessage"]), Some("sqs.json")).unwrap();
        assert!(added.starts_with(TEXT), "{added}");
        assert!(
            added
                .ends_with("[service.sqs]\nmodel = \"sqs.json\"\noperations = [\"SendMessage\"]\n"),
            "{added}"
        );
        let removed = remove(&added, "sqs", &names(&["SendMessage"])).unwrap();
        assert_eq!(removed.trim_end(), TEXT.trim_end());
        assert_eq!(
            remove(&added, "sqs", &[]).unwrap().trim_end(),
            TEXT.trim_end()
        );
    }

    #[test]
    fn comments_stay_with_what_they_are_about() {
        let text = |list: &str| format!("[service.s]\nmodel = \"m\"\noperations = [{list}]\n");
        let before = text("\n    # first\n    \"A\", # a\n    \"B\", # b\n");
        let added = add(&before, "s", &names(&["C"]), None).unwrap();
        assert_eq!(
            added,
            text("\n    # first\n    \"A\", # a\n    \"B\", # b\n    \"C\",\n")
        );
        assert_eq!(remove(&added, "s", &names(&["C"])).unwrap(), before);
        let removed = remove(&before, "s", &names(&["B"])).unwrap();
        assert_eq!(removed, text("\n    # first\n    \"A\", # a\n"));
        let removed = remove(&before, "s", &names(&["A"])).unwrap();
        assert_eq!(removed, text("\n    \"B\", # b\n"));
        // As it is written in a line.
        assert_eq!(
            add(&text("\"A\""), "s", &names(&["B"]), None).unwrap(),
            text("\n    \"A\",\n    \"B\",\n")
        );
    }

    #[test]
    fn a_file_keeps_its_form() {
        let text =
            "\u{feff}service = { s = { model = \"m\", operations = [\"A\", \"n#B\", \"B\"] } }\r\n";
        let removed = remove(text, "s", &names(&["B"])).unwrap();
        assert_eq!(
            removed,
            "\u{feff}service = { s = { model = \"m\", operations = [\"A\"] } }\r\n"
        );
    }

    #[test]
    fn what_is_not_there_cannot_be_taken_away() {
        for (service, operations, expected) in [
            ("sqs", &["A"][..], "no service.sqs"),
            ("sqs", &[], "no service.sqs"),
            ("lambda", &["B"], "no \"B\""),
        ] {
            let error = remove(TEXT, service, &names(operations)).unwrap_err();
            assert!(error.to_string().contains(expected), "{error}");
        }
    }
}
