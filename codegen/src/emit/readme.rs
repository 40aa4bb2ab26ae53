//! `README.md` of the generated crates: what is in them, and what makes them.

use super::context::Context;
use crate::format::generated_by;
use crate::ir::Crate;
use crate::markdown;
use std::fmt::Write;

/// The page of a crate that holds what is seen from here, or all of a package.
pub(super) fn readme(context: &Context<'_>, command: &str) -> String {
    let package = context.package;
    let title = markdown::shown(&package.service.title);
    let name = context.crate_name(context.krate);
    let what = match context.krate {
        _ if context.place.is_some() => {
            format!(
                "Operations of {title} for the client of `smithereens`, with their shapes and errors."
            )
        }
        Crate::Shapes => format!("The shapes of {title}: structures, unions and enums."),
        Crate::Errors => format!("The errors of {title}."),
        Crate::Operations => format!("Operations of {title} for the client of `smithereens`."),
    };
    let mut text = format!("<!-- {} -->\n\n# {name}\n\n{what}\n", generated_by(command));
    if context.krate == Crate::Operations {
        text.push('\n');
        for operation in &package.operations {
            // Writing into a String does not fail.
            let _ = writeln!(text, "- `{}`", operation.name.name);
        }
    }
    let _ = write!(
        text,
        "\n`cargo {command}` makes this crate from the model of the service, and writes over whatever is changed here.\n"
    );
    text
}
