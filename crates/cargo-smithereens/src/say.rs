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
    let _ = io::stderr().write_all(fit(text).as_bytes());
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
