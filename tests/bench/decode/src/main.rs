//! Decodes a page of 1,000 items: `decode xml values 20` makes values of it twenty times, `decode xml events 20` only reads
//! the events of its syntax, by the same parser. `decode json values 20` does so with JSON, and `decode json derived 20` as
//! serde derives it.

mod json;
mod xml;

use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    type Decode = fn(&str) -> usize;
    let (page, items, decode, times): (fn() -> String, usize, Decode, _) =
        match *arguments.as_slice() {
            ["xml", "values", times] => (xml::page, xml::ITEMS, xml::values, times),
            ["xml", "events", times] => (xml::page, xml::ITEMS, xml::events, times),
            ["json", "values", times] => (json::page, json::ITEMS, json::values, times),
            ["json", "derived", times] => (json::page, json::ITEMS, json::derived, times),
            _ => return ExitCode::FAILURE,
        };
    let page = page();
    for _ in 0..times.parse().unwrap_or(0) {
        if decode(&page) < items {
            return ExitCode::FAILURE;
        }
    }
    ExitCode::SUCCESS
}
