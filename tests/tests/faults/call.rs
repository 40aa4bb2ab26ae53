//! The calls that rows make, and what is seen of their outcome, whatever the operation.

use crate::cbor::{self, ListCborThings};
use crate::disclosure;
use crate::items::{Items, ListItems};
use crate::row::Asked;
use crate::things::{ListThings, Things};
use crate::zones::{ListZones, Zones};
use lambda_operations::{
    ListFunctionEventInvokeConfigs, ListFunctionEventInvokeConfigsResponse as Page,
};
use smithereens::codegen::Operation;
use smithereens::{Client, ErrorKind};

/// An error, as far as rows say something of it.
pub struct Failed {
    pub kind: ErrorKind,
    pub code: Option<String>,
    pub status: Option<u16>,
    /// The error as displayed, after the operation's name.
    pub line: String,
    pub debug: String,
    /// All that a program or a log can have of it.
    pub shown: String,
}

/// Makes the call: the names of what it gives, with commas between them.
pub async fn call(asked: Asked, client: &Client) -> Result<String, Failed> {
    match asked {
        Asked::Configs => send(client, ListFunctionEventInvokeConfigs::new("f"), arns).await,
        Asked::CborThings => send(client, ListCborThings::default(), cbor::names).await,
        Asked::Items => send(client, ListItems, names_of_items).await,
        Asked::Things => send(client, ListThings, names).await,
        Asked::Zones => send(client, ListZones, zone_names).await,
    }
}

async fn send<O: Operation>(
    client: &Client,
    operation: O,
    names: fn(&O::Output) -> String,
) -> Result<String, Failed> {
    let error = match client.send(operation).await {
        Ok(output) => return Ok(names(&output)),
        Err(error) => error,
    };
    let line = error.to_string();
    let line = line.strip_prefix(&format!("{}: ", O::NAME));
    Err(Failed {
        kind: error.kind(),
        code: error.code().map(str::to_owned),
        status: error.status(),
        line: line.unwrap_or("an error without its operation").to_owned(),
        debug: format!("{error:?}"),
        shown: disclosure::all_of(&error) + error.hint().unwrap_or_default(),
    })
}

fn arns(page: &Page) -> String {
    let configs = page.function_event_invoke_configs.iter();
    let arns: Vec<_> = configs
        .map(|config| config.function_arn.as_deref().unwrap_or("none"))
        .collect();
    arns.join(",")
}

fn names(things: &Things) -> String {
    let names: Vec<_> = things
        .things
        .iter()
        .map(|thing| thing.name.as_deref().unwrap_or("none"))
        .collect();
    names.join(",")
}

fn zone_names(page: &Zones) -> String {
    let names: Vec<_> = page
        .zones
        .iter()
        .map(|zone| zone.name.as_deref().unwrap_or("none"))
        .collect();
    names.join(",")
}

fn names_of_items(items: &Items) -> String {
    let items = items.items.iter();
    let names: Vec<_> = items
        .map(|item| item.name.as_deref().unwrap_or("none"))
        .collect();
    names.join(",")
}
