//! The calls that rows make, and what is seen of their outcome, whatever the operation.

use crate::cbor::ListCborThings;
use crate::disclosure;
use crate::items::ListItems;
use crate::row::Asked;
use crate::things::ListThings;
use crate::zones::ListZones;
use lambda_operations::ListFunctionEventInvokeConfigs;
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
        Asked::Configs => {
            send(client, ListFunctionEventInvokeConfigs::new("f"), |page| {
                joined(&page.function_event_invoke_configs, |it| {
                    it.function_arn.as_deref()
                })
            })
            .await
        }
        Asked::CborThings => {
            send(client, ListCborThings::default(), |page| {
                joined(&page.things, |it| it.name.as_deref())
            })
            .await
        }
        Asked::Items => {
            send(client, ListItems, |page| {
                joined(&page.items, |it| it.name.as_deref())
            })
            .await
        }
        Asked::Things => {
            send(client, ListThings, |page| {
                joined(&page.things, |it| it.name.as_deref())
            })
            .await
        }
        Asked::Zones => {
            send(client, ListZones, |page| {
                joined(&page.zones, |it| it.name.as_deref())
            })
            .await
        }
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

/// The names of these, with commas between them.
fn joined<T>(named: &[T], name: fn(&T) -> Option<&str>) -> String {
    let names: Vec<_> = named.iter().map(|it| name(it).unwrap_or("none")).collect();
    names.join(",")
}
