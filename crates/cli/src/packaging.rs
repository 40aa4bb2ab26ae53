//! What is installed beside the program: shell completions and a manual page.

use crate::help::{COLORS, EXIT_CODES, OUTPUT, SETTINGS};
use clap::builder::Resettable;
use clap::{Arg, ArgAction, ArgMatches, Command, value_parser};
use clap_complete::Shell;
use clap_mangen::Man;
use clap_mangen::roff::{Roff, bold, italic, roman};
use std::io::{self, Write};

const COMPLETIONS: &str = "completions";
const MAN: &str = "man";

/// The command line with the flags that ask for them. Each stands alone.
pub fn with_flags(command: Command) -> Command {
    let completions = Arg::new(COMPLETIONS)
        .long(COMPLETIONS)
        .value_name("SHELL")
        .value_parser(value_parser!(Shell))
        .exclusive(true)
        .help("Print the script that completes this program's command line in a shell");
    let man = Arg::new(MAN)
        .long(MAN)
        .action(ArgAction::SetTrue)
        .exclusive(true)
        .help("Print the manual page, in roff");
    command.arg(completions).arg(man)
}

/// Prints what one of the flags asks for, if one is there.
pub fn print(matches: &ArgMatches, command: Command) -> Option<io::Result<()>> {
    let shell = matches.get_one::<Shell>(COMPLETIONS);
    let text = match shell {
        Some(shell) => Ok(completions(*shell, command)),
        None if matches.get_flag(MAN) => man(command),
        None => return None,
    };
    // The libraries write to a buffer: a pipe that is closed is no reason to panic.
    Some(text.and_then(|text| {
        let mut stdout = io::stdout();
        stdout.write_all(&text)?;
        stdout.flush()
    }))
}

fn completions(shell: Shell, mut command: Command) -> Vec<u8> {
    let name = command.get_name().to_owned();
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut command, name, &mut script);
    script
}

fn man(command: Command) -> io::Result<Vec<u8>> {
    let version = command.get_version().unwrap_or_default().to_owned();
    let name = command.get_name().to_owned();
    // What follows the flags in the help is in sections of its own.
    let man = Man::new(command.after_help(Resettable::Reset))
        // A page of the same version is the same page on every day. Nothing at all would not keep its place.
        .date(" ")
        .source(format!("{name} {version}"))
        .manual("User Commands");
    let mut page = Vec::new();
    man.render_title(&mut page)?;
    man.render_name_section(&mut page)?;
    synopsis(&name).to_writer(&mut page)?;
    man.render_description_section(&mut page)?;
    man.render_options_section(&mut page)?;
    more().to_writer(&mut page)?;
    Ok(page)
}

fn synopsis(name: &str) -> Roff {
    let mut section = Roff::new();
    section
        .control("SH", ["SYNOPSIS"])
        .text([
            bold(name),
            roman(" ["),
            italic("OPTIONS"),
            roman("] "),
            italic("FUNCTION"),
        ])
        .control("br", [])
        .text([
            bold(name),
            roman(" "),
            bold("--completions"),
            roman(" "),
            italic("SHELL"),
        ])
        .control("br", [])
        .text([bold(name), roman(" "), bold("--man")]);
    section
}

fn more() -> Roff {
    let mut sections = Roff::new();
    sections.control("SH", ["OUTPUT"]);
    for text in OUTPUT {
        sections.text([roman(text)]).control("PP", []);
    }
    sections.text([roman(COLORS)]);
    sections.control("SH", ["EXIT STATUS"]);
    for (code, meaning) in EXIT_CODES {
        item(&mut sections, code, meaning);
    }
    sections
        .control("SH", ["ENVIRONMENT AND FILES"])
        .text([roman(
            "What the command line leaves out is looked for in these places, in this order:",
        )]);
    for (setting, places) in SETTINGS {
        item(&mut sections, setting, &places.join(" "));
    }
    sections
}

fn item(section: &mut Roff, name: &str, text: &str) {
    section
        .control("TP", [])
        .text([bold(name)])
        .text([roman(text)]);
}
