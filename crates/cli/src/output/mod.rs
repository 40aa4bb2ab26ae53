//! The formats in which configurations are printed.

mod item;
mod json;
mod jsonl;
mod layout;
mod table;

use crate::arguments::{Arguments, Format};
use crate::stderr::print_place;
use crate::timestamps::TimestampFormat;
use lambda_shapes::FunctionEventInvokeConfig;
use std::io;

/// A format, with the stream it is printed to.
pub trait Output {
    /// Takes the configurations of a page.
    fn page(&mut self, configs: Vec<FunctionEventInvokeConfig>) -> io::Result<()>;

    /// Prints what is left to print, and what was cut off as a token to go on with.
    fn finish(&mut self, next_token: Option<&str>) -> io::Result<()>;

    /// Whether configurations were printed already.
    fn has_printed(&self) -> bool {
        false
    }
}

/// The format that was asked for, on stdout.
pub fn to_stdout(arguments: &Arguments, times: TimestampFormat) -> Box<dyn Output> {
    let stdout = io::stdout();
    match arguments.output {
        Format::Table => Box::new(table::Table::new(stdout, &arguments.function, times)),
        Format::Json => Box::new(json::Json::new(stdout, times)),
        Format::Jsonl => Box::new(jsonl::Jsonl::new(stdout, times)),
    }
}

/// Says how to see the rest, where the format itself has no place for that.
fn print_rest(next_token: Option<&str>) {
    if let Some(token) = next_token {
        print_place("there are more configurations: go on", token);
    }
}
