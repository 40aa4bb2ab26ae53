//! Decodes a page of 1,000 items: `decode xml values 20` makes values of it twenty times, `decode xml events 20` only reads
//! the events of its syntax, by the same parser.

mod xml;

use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let (decode, times): (fn(&str) -> usize, _) = match *arguments.as_slice() {
        ["xml", "values", times] => (xml::values, times),
        ["xml", "events", times] => (xml::events, times),
        _ => return ExitCode::FAILURE,
    };
    let page = xml::page();
    for _ in 0..times.parse().unwrap_or(0) {
        if decode(&page) < xml::ITEMS {
            return ExitCode::FAILURE;
        }
    }
    ExitCode::SUCCESS
}
