//! How the jobs print: by functions and macros in the place of the standard library's, which escape what a terminal would
//! obey, since most of what is printed has names of a model in it, and which do not fail where nobody reads on.

use smithereens_codegen::printable;
use std::fmt::Arguments;
use std::io::{self, Write};

/// Prints to stdout.
pub fn out(text: Arguments<'_>) {
    let _ = io::stdout().write_all(fit(text).as_bytes());
}

/// Prints to stderr.
pub fn err(text: Arguments<'_>) {
    let text = fit(text);
    #[cfg(feature = "tool")]
    let _ = anstream::stderr().write_all(labelled(&text).as_bytes());
    #[cfg(not(feature = "tool"))]
    let _ = io::stderr().write_all(text.as_bytes());
}

/// The text with the word in a colour that it starts with, if that says what the text is. Whether there are colours is
/// decided where it is printed, by the rules that hold for what the parser of the command line prints: on a terminal, unless
/// `NO_COLOR` or `CLICOLOR_FORCE` say otherwise.
#[cfg(feature = "tool")]
fn labelled(text: &str) -> String {
    use clap::builder::styling::AnsiColor;
    let labels = [("error:", AnsiColor::Red), ("note:", AnsiColor::Cyan)];
    for (label, colour) in labels {
        if let Some(rest) = text.strip_prefix(label) {
            let style = colour.on_default().bold();
            return format!("{style}{label}{style:#}{rest}");
        }
    }
    text.to_owned()
}

/// The text escaped, but for its line breaks, and one more.
fn fit(text: Arguments<'_>) -> String {
    let text = text.to_string();
    let lines: Vec<_> = text.split('\n').map(printable).collect();
    lines.join("\n") + "\n"
}

/// As the standard library's, for text of a model.
#[macro_export]
macro_rules! println {
    ($($arguments:tt)*) => { $crate::say::out(format_args!($($arguments)*)) };
}

/// As the standard library's, for text of a model.
#[macro_export]
macro_rules! eprintln {
    ($($arguments:tt)*) => { $crate::say::err(format_args!($($arguments)*)) };
}
