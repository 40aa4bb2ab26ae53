//! Paths from the root, such as `::std::fmt::Formatter`, become `use` items and short names.
//!
//! Of two items with one name the first in order of their paths is imported, and the other one is written
//! out. An item that the file defines itself always keeps its name.

use proc_macro2::{Ident, Span};
use quote::quote;
use std::collections::{BTreeMap, BTreeSet};
use syn::visit::Visit;
use syn::visit_mut::VisitMut;
use syn::{File, Item, Path, PathSegment, UseTree};

/// Shortens every path of a file that starts at a root. This module, by the path from the
/// crate's root, gives to others what the file defines.
pub(super) fn import(file: &mut File, module: &[String]) {
    let mut imported = ItemPaths::default();
    let mut defined = BTreeSet::new();
    file.items.retain(|item| match item {
        Item::Use(import) if matches!(import.vis, syn::Visibility::Inherited) => {
            collect_use(&import.tree, &mut Vec::new(), &mut imported);
            false
        }
        _ => {
            defined.extend(defined_name(item));
            true
        }
    });
    let explicit: Vec<_> = imported.0.iter().cloned().collect();
    imported.visit_file(file);
    let mut names = BTreeMap::new();
    for path in explicit.into_iter().chain(imported.0) {
        let Some(name) = path.last() else { continue };
        if !defined.contains(name) {
            names.entry(name.clone()).or_insert(path);
        }
    }
    let uses = use_items(names.values().cloned());
    let above = [&["crate".to_owned()], module].concat();
    // What the file defines needs no import, and is short as well.
    names.extend(
        defined
            .into_iter()
            .map(|name| (name.clone(), [&above[..], &[name]].concat())),
    );
    Shorten { names: &names }.visit_file_mut(file);
    file.items.splice(0..0, uses);
}

/// The paths of items, from the root, that a file refers to.
#[derive(Default)]
struct ItemPaths(BTreeSet<Vec<String>>);

impl Visit<'_> for ItemPaths {
    fn visit_path(&mut self, path: &Path) {
        if let Some(item) = item_path(path) {
            self.0.insert(item);
        }
        syn::visit::visit_path(self, path);
    }

    // A path after `<T as` counts its segments, and stays as it is.
    fn visit_qself(&mut self, qself: &syn::QSelf) {
        self.visit_type(&qself.ty);
    }

    fn visit_expr_path(&mut self, expression: &syn::ExprPath) {
        match &expression.qself {
            Some(qself) => self.visit_qself(qself),
            None => syn::visit::visit_expr_path(self, expression),
        }
    }

    fn visit_type_path(&mut self, ty: &syn::TypePath) {
        match &ty.qself {
            Some(qself) => self.visit_qself(qself),
            None => syn::visit::visit_type_path(self, ty),
        }
    }

    fn visit_visibility(&mut self, _: &syn::Visibility) {}

    fn visit_item_use(&mut self, _: &syn::ItemUse) {}
}

/// Modules whose names are written with the module: by custom those of `std::fmt`, since one of them is `Result`,
/// and the adapters of JSON, which are called like types of the prelude and of models.
const WITH_MODULE: [[&str; 2]; 2] = [["std", "fmt"], ["smithereens_types", "json"]];

/// The part of a path from the root that is imported: up to the first type, or to the module of a function.
fn item_path(path: &Path) -> Option<Vec<String>> {
    let names: Vec<_> = path
        .segments
        .iter()
        .map(|segment| segment.ident.to_string())
        .collect();
    let (first, rest) = names.split_first()?;
    if path.leading_colon.is_none() && first != "crate" || rest.is_empty() {
        return None;
    }
    if WITH_MODULE
        .iter()
        .any(|module| names.iter().take(2).eq(module))
    {
        return Some(names.into_iter().take(2).collect());
    }
    let is_type = |name: &String| {
        name.trim_start_matches("r#")
            .starts_with(|first: char| first.is_uppercase())
    };
    let length = match names.iter().position(is_type) {
        Some(index) => index + 1,
        None => names.len() - 1,
    };
    (length > 1).then(|| names.into_iter().take(length).collect())
}

struct Shorten<'a> {
    names: &'a BTreeMap<String, Vec<String>>,
}

impl VisitMut for Shorten<'_> {
    fn visit_path_mut(&mut self, path: &mut Path) {
        syn::visit_mut::visit_path_mut(self, path);
        let Some(item) = item_path(path) else {
            // What is no import is still read as a path from the crate's name.
            path.leading_colon = None;
            return;
        };
        let is_imported = item
            .last()
            .is_some_and(|name| self.names.get(name) == Some(&item));
        if is_imported {
            let segments = std::mem::take(&mut path.segments);
            path.segments = segments.into_iter().skip(item.len() - 1).collect();
        }
        path.leading_colon = None;
    }

    fn visit_expr_path_mut(&mut self, expression: &mut syn::ExprPath) {
        match &mut expression.qself {
            Some(qself) => self.visit_type_mut(&mut qself.ty),
            None => syn::visit_mut::visit_expr_path_mut(self, expression),
        }
    }

    fn visit_type_path_mut(&mut self, ty: &mut syn::TypePath) {
        match &mut ty.qself {
            Some(qself) => self.visit_type_mut(&mut qself.ty),
            None => syn::visit_mut::visit_type_path_mut(self, ty),
        }
    }

    fn visit_visibility_mut(&mut self, _: &mut syn::Visibility) {}

    fn visit_item_use_mut(&mut self, import: &mut syn::ItemUse) {
        import.leading_colon = None;
    }
}

fn collect_use(tree: &UseTree, above: &mut Vec<String>, paths: &mut ItemPaths) {
    match tree {
        UseTree::Path(path) => {
            above.push(path.ident.to_string());
            collect_use(&path.tree, above, paths);
            above.pop();
        }
        UseTree::Name(name) => {
            let mut path = above.clone();
            path.push(name.ident.to_string());
            paths.0.insert(path);
        }
        UseTree::Group(group) => group
            .items
            .iter()
            .for_each(|tree| collect_use(tree, above, paths)),
        UseTree::Rename(_) | UseTree::Glob(_) => {}
    }
}

fn defined_name(item: &Item) -> Option<String> {
    Some(match item {
        Item::Struct(item) => item.ident.to_string(),
        Item::Enum(item) => item.ident.to_string(),
        Item::Static(item) => item.ident.to_string(),
        Item::Fn(item) => item.sig.ident.to_string(),
        Item::Mod(item) => item.ident.to_string(),
        _ => return None,
    })
}

/// One `use` for each module, in the order that rustfmt keeps.
fn use_items(paths: impl Iterator<Item = Vec<String>>) -> Vec<Item> {
    let mut modules: BTreeMap<Vec<String>, BTreeSet<String>> = BTreeMap::new();
    for mut path in paths {
        if let Some(name) = path.pop() {
            modules.entry(path).or_default().insert(name);
        }
    }
    // A module that is imported itself joins what is imported from it.
    let parents: Vec<_> = modules
        .keys()
        .filter(|module| module.len() > 1)
        .cloned()
        .collect();
    for module in parents {
        let Some((name, above)) = module.split_last() else {
            continue;
        };
        if modules
            .get_mut(above)
            .is_some_and(|names| names.remove(name))
            && let Some(names) = modules.get_mut(&module)
        {
            names.insert("self".to_owned());
        }
    }
    modules.retain(|_, names| !names.is_empty());
    let mut uses: Vec<_> = modules
        .into_iter()
        .filter_map(|(module, names)| use_item(&module, &names))
        .collect();
    uses.sort_by(|(a, _), (b, _)| a.cmp(b));
    uses.into_iter().map(|(_, item)| item).collect()
}

/// A `use` item, with what it is sorted by.
fn use_item(module: &[String], names: &BTreeSet<String>) -> Option<(String, Item)> {
    let segments: syn::punctuated::Punctuated<PathSegment, syn::Token![::]> = module
        .iter()
        .map(|name| PathSegment::from(ident(name)))
        .collect();
    let own = names.iter().filter(|name| *name == "self");
    let names: Vec<_> = own
        .chain(names.iter().filter(|name| *name != "self"))
        .collect();
    let idents: Vec<_> = names.iter().map(|name| ident(name)).collect();
    let (key, tokens) = match (names.as_slice(), idents.as_slice()) {
        ([name], [ident]) => (
            format!("{}::{name}", module.join("::")),
            quote!(use #segments::#ident;),
        ),
        _ => (
            format!("{}::", module.join("::")),
            quote!(use #segments::{#(#idents),*};),
        ),
    };
    Some((key, syn::parse2(tokens).ok()?))
}

fn ident(name: &str) -> Ident {
    match name.strip_prefix("r#") {
        Some(name) => Ident::new_raw(name, Span::call_site()),
        None => Ident::new(name, Span::call_site()),
    }
}

#[cfg(test)]
mod tests {
    use super::import;
    use quote::quote;

    #[test]
    fn paths_are_shortened_and_clashes_written_out() {
        let tokens = quote! {
            use ::serde::{Deserialize, Serialize};
            #[derive(Serialize, Deserialize)]
            pub struct Blob { a: ::x_types::Blob, b: Option<::x_types::Timestamp>, c: crate::Other, d: ::y::Timestamp }
            impl ::std::fmt::Display for Blob {
                fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                    ::x::endpoint::partition(::x::operation::Method::GET);
                    let a: crate::service::LAMBDA = &crate::service::LAMBDA;
                    <::x_types::Timestamp as ::x_types::Absent>::absent()
                }
            }
        };
        let mut file = syn::parse2(tokens).unwrap();
        import(&mut file, &[]);
        insta::assert_snapshot!(prettyplease::unparse(&file));
    }
}
