//! What a file gives to others: a line for each public item, in which nothing stands that callers do not depend on.

use quote::{ToTokens, quote};
use syn::{
    FnArg, ImplItem, Item, ItemEnum, ItemImpl, ItemStruct, ItemTrait, Pat, Signature, TraitItem,
    UseTree, Visibility, parse_quote,
};

pub fn of_file(text: &str) -> Vec<String> {
    let mut lines = Vec::new();
    for item in syn::parse_file(text).unwrap().items {
        of_item(item, &mut lines);
    }
    lines
}

fn of_item(item: Item, lines: &mut Vec<String>) {
    match item {
        Item::Fn(it) if is_public(&it.vis) => lines.push(line(&signature(it.sig))),
        Item::Struct(it) if is_public(&it.vis) => of_struct(it, lines),
        Item::Enum(it) if is_public(&it.vis) => of_enum(it, lines),
        Item::Trait(it) if is_public(&it.vis) => of_trait(it, lines),
        Item::Impl(it) => of_impl(it, lines),
        Item::Const(it) if is_public(&it.vis) => {
            let (name, ty) = (it.ident, it.ty);
            lines.push(line(&quote!(const #name: #ty)));
        }
        Item::Static(it) if is_public(&it.vis) => {
            let (name, ty) = (it.ident, it.ty);
            lines.push(line(&quote!(static #name: #ty)));
        }
        Item::Type(it) if is_public(&it.vis) => {
            let (name, generics, ty) = (it.ident, it.generics, it.ty);
            lines.push(line(&quote!(type #name #generics = #ty)));
        }
        Item::Use(it) if is_public(&it.vis) => of_use(&it.tree, lines),
        Item::Mod(it) if is_public(&it.vis) => {
            for item in it.content.into_iter().flat_map(|(_, items)| items) {
                of_item(item, lines);
            }
        }
        // What a macro gives is not seen, so what it is given is.
        Item::Macro(it) if it.ident.is_none() => {
            let mac = it.mac;
            lines.push(line(&quote!(#mac)));
        }
        Item::Macro(it) => {
            let is_exported = it.attrs.iter().any(|it| it.path().is_ident("macro_export"));
            if let Some(name) = it.ident.filter(|_| is_exported) {
                lines.push(format!("macro {name}"));
            }
        }
        _ => {}
    }
}

/// The names that are given on, wherever they come from.
fn of_use(tree: &UseTree, lines: &mut Vec<String>) {
    match tree {
        UseTree::Path(it) => of_use(&it.tree, lines),
        UseTree::Group(it) => it.items.iter().for_each(|it| of_use(it, lines)),
        UseTree::Name(it) => lines.push(format!("use {}", it.ident)),
        UseTree::Rename(it) => lines.push(format!("use {}", it.rename)),
        UseTree::Glob(_) => lines.push("use *".to_owned()),
    }
}

fn of_struct(it: ItemStruct, lines: &mut Vec<String>) {
    let (name, generics) = (it.ident, it.generics);
    let where_clause = &generics.where_clause;
    lines.push(line(&quote!(struct #name #generics #where_clause)));
    for (at, field) in it.fields.into_iter().enumerate() {
        if is_public(&field.vis) {
            let of = field
                .ident
                .map_or(at.to_string(), |ident| ident.to_string());
            let ty = line(&field.ty);
            lines.push(format!("{name}.{of}: {ty}"));
        }
    }
}

fn of_enum(it: ItemEnum, lines: &mut Vec<String>) {
    let (name, generics) = (it.ident, it.generics);
    lines.push(line(&quote!(enum #name #generics)));
    for variant in it.variants {
        let (of, mut fields) = (variant.ident, variant.fields);
        for field in &mut fields {
            field.attrs.clear();
        }
        lines.push(line(&quote!(#name::#of #fields)));
    }
}

/// Whoever implements a trait depends on all that it requires: that is one line. What it provides has a line each.
fn of_trait(it: ItemTrait, lines: &mut Vec<String>) {
    let (name, generics, bounds) = (it.ident, it.generics, it.supertraits);
    let mut required = Vec::new();
    for item in it.items {
        let (is_provided, text) = match item {
            TraitItem::Fn(it) => (it.default.is_some(), signature(it.sig)),
            TraitItem::Const(it) => {
                let (name, ty) = (it.ident, it.ty);
                (it.default.is_some(), quote!(const #name: #ty))
            }
            TraitItem::Type(it) => {
                let (name, bounds) = (it.ident, it.bounds);
                (it.default.is_some(), quote!(type #name: #bounds))
            }
            other => (false, other.into_token_stream()),
        };
        if is_provided {
            lines.push(format!("trait {name} provides {}", line(&text)));
        } else {
            required.push(line(&text));
        }
    }
    let head = line(&quote!(trait #name #generics: #bounds));
    lines.push(format!("{head} requires {}", required.join("; ")));
}

fn of_impl(it: ItemImpl, lines: &mut Vec<String>) {
    let (generics, ty) = (it.generics, it.self_ty);
    let where_clause = &generics.where_clause;
    if let Some((of, _)) = it.trait_ {
        lines.push(line(&quote!(impl #generics #of for #ty #where_clause)));
        return;
    }
    let head = line(&quote!(impl #generics #ty #where_clause));
    for item in it.items {
        let text = match item {
            ImplItem::Fn(it) if is_public(&it.vis) => signature(it.sig),
            ImplItem::Const(it) if is_public(&it.vis) => {
                let (name, ty) = (it.ident, it.ty);
                quote!(const #name: #ty)
            }
            _ => continue,
        };
        lines.push(format!("{head}: {}", line(&text)));
    }
}

/// A signature without the names of its arguments, which callers do not see.
fn signature(mut it: Signature) -> proc_macro2::TokenStream {
    for argument in &mut it.inputs {
        match argument {
            FnArg::Typed(argument) => *argument.pat = underscore(),
            FnArg::Receiver(receiver) => receiver.attrs.clear(),
        }
    }
    it.into_token_stream()
}

fn underscore() -> Pat {
    parse_quote!(_)
}

fn is_public(visibility: &Visibility) -> bool {
    matches!(visibility, Visibility::Public(_))
}

fn line(tokens: &impl ToTokens) -> String {
    let text = tokens.to_token_stream().to_string();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
