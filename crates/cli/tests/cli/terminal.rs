//! What differs in a terminal: widths and colours.

use crate::run::{Outcome, program, program_at, program_for, run};
use crate::server::{configs, serve_all};
use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};
use rustix::termios::{Winsize, tcsetwinsize};
use serde_json::{Value, json};
use std::fs::File;
use std::io::Read;
use std::os::unix::ffi::OsStrExt;
use std::path::Path;
use std::process::{Command, Stdio};

/// Runs the program in a terminal of this many columns. What it prints comes as one text, without carriage returns.
fn in_terminal(columns: u16, command: &mut Command) -> (Option<i32>, String) {
    let screen = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY).unwrap();
    grantpt(&screen).unwrap();
    unlockpt(&screen).unwrap();
    let name = ptsname(&screen, Vec::new()).unwrap();
    let name = Path::new(std::ffi::OsStr::from_bytes(name.to_bytes()));
    let terminal = File::options().read(true).write(true).open(name).unwrap();
    let size = Winsize {
        ws_row: 50,
        ws_col: columns,
        ws_xpixel: 0,
        ws_ypixel: 0,
    };
    tcsetwinsize(&terminal, size).unwrap();
    let stderr = terminal.try_clone().unwrap();
    let mut child = command.stdout(terminal).stderr(stderr).spawn().unwrap();
    // The handles of the command keep the terminal open.
    command.stdout(Stdio::null()).stderr(Stdio::null());
    let mut text = Vec::new();
    // A terminal that nobody writes to any more is an error on Linux, and the end elsewhere.
    let _ = File::from(screen).read_to_end(&mut text);
    let code = child.wait().unwrap().code();
    (code, String::from_utf8(text).unwrap().replace('\r', ""))
}

/// A configuration whose destination has this many characters.
fn with_destination(length: usize) -> Vec<Value> {
    let mut items = configs(2);
    items[0]["DestinationConfig"] = json!({ "OnFailure": { "Destination": "q".repeat(length) } });
    items
}

/// The lines of the listing, without what the spinner draws.
fn listed(columns: u16, items: Vec<Value>) -> Vec<String> {
    let server = serve_all(items);
    let mut command = program_for(&server);
    // A spinner is for terminals that can draw one.
    command.arg("my-function").env("TERM", "dumb");
    let (code, text) = in_terminal(columns, &mut command);
    assert_eq!(code, Some(0), "{text}");
    let lines = console::strip_ansi_codes(&text).into_owned();
    lines.lines().map(str::to_owned).collect()
}

#[test]
fn a_terminal_that_the_table_fits_has_a_table() {
    for columns in [100, 200] {
        let lines = listed(columns, with_destination(20));
        assert!(lines[0].starts_with('┌'), "{lines:#?}");
        let width = lines[0].chars().count();
        assert!(width <= usize::from(columns), "{columns}: {lines:#?}");
        assert!(lines.iter().all(|line| line.chars().count() == width));
    }
}

#[test]
fn a_long_name_is_folded_where_the_table_fits_then() {
    let lines = listed(110, with_destination(60));
    assert!(lines[0].starts_with('┌'), "{lines:#?}");
    assert!(lines[0].chars().count() <= 110, "{lines:#?}");
    let all = lines.concat();
    assert_eq!(all.matches('q').count(), 60, "{lines:#?}");
}

#[test]
fn a_narrow_terminal_has_a_field_a_line() {
    for columns in [20, 40, 80] {
        let lines = listed(columns, with_destination(20));
        assert_eq!(
            lines,
            [
                "Function: my-function:1",
                "Retries: -",
                "Max age (s): -",
                "On success: -",
                "On failure: qqqqqqqqqqqqqqqqqqqq",
                "Last modified: 2019-12-31T20:33:26.719Z",
                "",
                "Function: my-function:2",
                "Retries: -",
                "Max age (s): -",
                "On success: -",
                "On failure: -",
                "Last modified: 2019-12-31T20:33:26.719Z",
            ],
            "{columns}"
        );
    }
}

type Variables = &'static [(&'static str, &'static str)];

/// The variables, and whether there are colours in a terminal and in a pipe.
const COLORS: [(Variables, bool, bool); 8] = [
    (&[], true, false),
    (&[("NO_COLOR", "1")], false, false),
    (&[("NO_COLOR", "")], true, false),
    (&[("CLICOLOR_FORCE", "1")], true, true),
    (&[("CLICOLOR_FORCE", "")], true, false),
    // Who asks for none gets none.
    (&[("NO_COLOR", "1"), ("CLICOLOR_FORCE", "1")], false, false),
    (&[("CLICOLOR", "0")], false, false),
    (&[("TERM", "dumb")], false, false),
];

/// Errors of this program, errors and help of the parser, and a value that the client refuses.
fn commands() -> [Command; 5] {
    let with = |arguments: &[&str]| {
        let mut command = program();
        command.args(arguments);
        command
    };
    let mut nowhere = program_at("http://127.0.0.1:1");
    nowhere.args(["f"]).env("AWS_MAX_ATTEMPTS", "1");
    [
        nowhere,
        with(&["f", "--page-size", "0"]),
        with(&["f", "--region", "a b"]),
        with(&["--help"]),
        with(&["-h"]),
    ]
}

#[test]
fn colors_are_for_terminals_and_follow_the_variables() {
    for (variables, in_a_terminal, in_a_pipe) in COLORS {
        for mut command in commands() {
            command.env("TERM", "xterm-256color");
            command.envs(variables.iter().copied());
            let (_, text) = in_terminal(100, &mut command);
            // A spinner moves the cursor, which is no colour.
            let is_colored = text.contains("\u{1b}[1m");
            assert_eq!(is_colored, in_a_terminal, "{command:?}: {text:?}");
            command.stdout(Stdio::piped()).stderr(Stdio::piped());
            let Outcome { stdout, stderr, .. } = run(&mut command);
            let is_colored = (stdout + &stderr).contains('\u{1b}');
            assert_eq!(is_colored, in_a_pipe, "{command:?}");
        }
    }
}

#[test]
fn colors_are_around_the_words_that_they_are_without() {
    for mut command in commands() {
        let plain = run(&mut command);
        let colored = run(command.env("CLICOLOR_FORCE", "1"));
        assert_eq!(plain.code, colored.code);
        for (plain, colored) in [
            (plain.stdout, colored.stdout),
            (plain.stderr, colored.stderr),
        ] {
            assert_eq!(console::strip_ansi_codes(&colored), plain);
        }
    }
}

#[test]
fn what_comes_from_outside_is_escaped_within_colors() {
    let text = "\u{1b}[2J\u{202e}";
    for arguments in [
        &["f", "--region"][..],
        &["f", "--profile"],
        &["f", "--output"],
        &["f"],
        &[],
    ] {
        let mut command = program();
        command.args(arguments).arg(text);
        let outcome = run(command.env("CLICOLOR_FORCE", "1"));
        assert!(outcome.stderr.contains("\u{1b}[1m"), "{}", outcome.stderr);
        assert!(outcome.stderr.contains("u{1b}[2J"), "{}", outcome.stderr);
        assert!(!outcome.stderr.contains(text), "{}", outcome.stderr);
    }
}
