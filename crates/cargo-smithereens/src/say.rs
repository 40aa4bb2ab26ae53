//! How the jobs print: by functions and macros in the place of the standard library's, which escape what a terminal would
//! obey, since most of what is printed has names of a model in it, and which do not fail where nobody reads on.

use smithereens_codegen::printable;
use std::fmt::{Arguments, Write as _};
use std::io::{self, Write};

/// Prints to stdout.
pub fn out(text: Arguments<'_>) {
    let _ = io::stdout().write_all(fit(text).as_bytes());
}

/// Prints to stderr.
pub fn err(text: Arguments<'_>) {
    let _ = io::stderr().write_all(fit(text).as_bytes());
}

/// Prints a document of JSON to stdout, with what a terminal would obey escaped as JSON has it.
#[cfg(feature = "tool")]
pub fn json(text: &str) {
    let mut shown = String::with_capacity(text.len() + 1);
    for character in text.chars() {
        let mut buffer = [0; 4];
        let alone = character.encode_utf8(&mut buffer);
        if character == '\n' || printable(alone) == *alone {
            shown.push(character);
        } else {
            let mut units = [0; 2];
            for unit in character.encode_utf16(&mut units) {
                // Writing into a String does not fail.
                let _ = write!(shown, "\\u{unit:04x}");
            }
        }
    }
    shown.push('\n');
    let _ = io::stdout().write_all(shown.as_bytes());
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
