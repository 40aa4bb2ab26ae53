//! How an operation is called: the code in its documentation, which is compiled where a model's tests are.

use super::context::Context;
use super::types::value_type;
use crate::ir::{Crate, Docs, Item, Member, Operation, Type};
use crate::naming;
use proc_macro2::{Ident, TokenStream};
use quote::quote;

/// The names that the code has for what is its own.
const OWN: [&str; 9] = [
    "body", "client", "event", "example", "item", "items", "key", "output", "value",
];

/// A function that calls an operation. What the operation requires are its arguments.
pub fn sample(context: &Context<'_>, operation: &Operation) -> TokenStream {
    let required: Vec<_> = operation.members().filter(|it| it.is_required()).collect();
    let names: Vec<_> = required.iter().map(|member| argument(member)).collect();
    let types = required
        .iter()
        .map(|member| value_type(context, &member.ty));
    let operation_name = naming::ident(&operation.name.name);
    let crate_ident = naming::crate_ident(&context.crate_name(Crate::Operations));
    let value = quote!(#operation_name::new(#(#names),*));
    let call = call(operation, &value);
    quote! {
        async fn example(
            client: ::smithereens::Client,
            #(#names: #types),*
        ) -> Result<(), Box<dyn ::std::error::Error>> {
            use #crate_ident::#operation_name;
            #call
            Ok(())
        }
    }
}

fn argument(member: &Member) -> Ident {
    if OWN.contains(&member.rust.as_str()) {
        naming::ident(&format!("{}_value", member.rust))
    } else {
        naming::ident(&member.rust)
    }
}

fn call(operation: &Operation, value: &TokenStream) -> TokenStream {
    let items = operation.pagination.as_ref();
    if let Some(items) = items.and_then(|pages| pages.items.as_ref()) {
        let (item, shown) = match items.item {
            Item::Element { .. } => (quote!(item), quote!("{item:?}")),
            Item::Entry { .. } => (quote!((key, value)), quote!("{key}: {value:?}")),
        };
        return quote! {
            let mut items = client.items(#value);
            while let Some(#item) = items.try_next().await? {
                println!(#shown);
            }
        };
    }
    let Some(output) = &operation.output else {
        return quote!(client.send(#value).await?;);
    };
    let streams = output.structure.members.iter();
    let stream = streams
        .filter(|member| !member.is_optional())
        .find(|member| member.ty.is_stream());
    let Some(stream) = stream else {
        return quote! {
            let output = client.send(#value).await?;
            println!("{output:?}");
        };
    };
    let field = naming::ident(&stream.rust);
    if let Type::Events(_) = stream.ty {
        return quote! {
            let mut output = client.send(#value).await?;
            while let Some(event) = output.#field.recv().await? {
                println!("{event:?}");
            }
        };
    }
    quote! {
        let output = client.send(#value).await?;
        let body = output.#field.collect().await?;
        println!("{} bytes", body.len());
    }
}

/// The same as documentation, in which the function itself is hidden. There is none for a module of someone's own crate,
/// whose tests would compile it, and whose name is not known.
pub(super) fn documentation(context: &Context<'_>, operation: &Operation) -> Docs {
    if context.place.is_some_and(|place| place != "crate") {
        return Docs::new();
    }
    let Ok(file) = syn::parse2(sample(&context.as_external(), operation)) else {
        return Docs::new();
    };
    let text = prettyplease::unparse(&file);
    let mut lines = vec![
        String::new(),
        "# Example".to_owned(),
        String::new(),
        "```no_run".to_owned(),
    ];
    let Some((head, body)) = text.split_once("{\n") else {
        return Docs::new();
    };
    // What is hidden takes no more than a line.
    let head: Vec<_> = head.split_whitespace().collect();
    let head = head.join(" ").replace("( ", "(").replace(", )", ")");
    lines.push(format!(
        "# {} {{",
        head.replace(" ::", " ").replace("<::", "<")
    ));
    for line in body.lines() {
        match line.strip_prefix("    ") {
            Some("Ok(())") => lines.push("# Ok(())".to_owned()),
            Some(line) => lines.push(line.to_owned()),
            None => lines.push(format!("# {line}")),
        }
        if line.trim_start().starts_with("use ") {
            lines.push(String::new());
        }
    }
    lines.push("```".to_owned());
    lines
}
