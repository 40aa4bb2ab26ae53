//! How an operation goes from page to page.

use super::change::{Aspect, Log, Verdict};
use super::types::{described, same_in_rust};
use crate::ir::{Item, Pagination};
use Verdict::{Breaking, Minor, Nothing, Patch};

/// Compares the pages of an operation.
pub(super) fn compare(
    log: &mut Log,
    name: &str,
    old: Option<&Pagination>,
    new: Option<&Pagination>,
) {
    let (old, new) = match (old, new) {
        (None, None) => return,
        (None, Some(_)) => {
            log.add(name, Aspect::Pagination, (Minor, Nothing), "paged now");
            return;
        }
        (Some(_), None) => {
            let text = "not paged any more";
            log.add(name, Aspect::Pagination, (Breaking, Nothing), text);
            return;
        }
        (Some(old), Some(new)) => (old, new),
    };
    let is_same_item = match (&old.items, &new.items) {
        (None, None) => true,
        (Some(a), Some(b)) => match (&a.item, &b.item) {
            (
                Item::Element {
                    member: a,
                    sparse: a_sparse,
                },
                Item::Element {
                    member: b,
                    sparse: b_sparse,
                },
            ) => a_sparse == b_sparse && same_in_rust(a, b),
            (
                Item::Entry {
                    key: a_key,
                    value: a,
                    sparse: a_sparse,
                },
                Item::Entry {
                    key: b_key,
                    value: b,
                    sparse: b_sparse,
                },
            ) => a_sparse == b_sparse && same_in_rust(a_key, b_key) && same_in_rust(a, b),
            _ => false,
        },
        _ => false,
    };
    if !is_same_item {
        let text = format!("items: {} → {}", items(old), items(new));
        let api = if old.items.is_none() { Minor } else { Breaking };
        log.add(name, Aspect::Pagination, (api, Nothing), text);
    }
    let path = |pages: &Pagination| pages.items.as_ref().map(|items| items.path.text.clone());
    let tokens =
        |pages: &Pagination| (pages.input_token.name.clone(), pages.output_token.0.clone());
    if tokens(old) != tokens(new) {
        let text = "tokens are other members";
        log.add(name, Aspect::Pagination, (Patch, Breaking), text);
    }
    if old.items.is_some() && new.items.is_some() && path(old) != path(new) {
        let text = "items are another member";
        log.add(name, Aspect::Pagination, (Patch, Patch), text);
    }
    if old.page_size != new.page_size {
        let text = "page size is another member";
        log.add(name, Aspect::Pagination, (Patch, Nothing), text);
    }
}

fn items(pages: &Pagination) -> String {
    match pages.items.as_ref().map(|items| &items.item) {
        None => "none".to_owned(),
        Some(Item::Element { member, .. }) => described(member),
        Some(Item::Entry { key, value, .. }) => {
            format!("pairs of {} and {}", described(key), described(value))
        }
    }
}
