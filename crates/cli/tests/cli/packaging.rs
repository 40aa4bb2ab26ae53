//! What is installed beside the program: shell completions and a manual page.

use crate::run::{program, run};
use std::process::Stdio;

const SHELLS: [&str; 5] = ["bash", "elvish", "fish", "powershell", "zsh"];

/// All flags, as the help lists them.
fn flags() -> Vec<String> {
    let help = run(program().arg("-h")).stdout;
    let words = help.split_whitespace().filter(|it| it.starts_with("--"));
    let name = |word: &str| {
        word.trim_end_matches(|it: char| !it.is_ascii_alphanumeric())
            .to_owned()
    };
    let mut flags: Vec<_> = words.map(name).collect();
    flags.sort();
    flags.dedup();
    assert!(flags.contains(&"--starting-token".to_owned()), "{flags:?}");
    flags
}

#[test]
fn each_shell_has_completions_of_every_flag() {
    for shell in SHELLS {
        let outcome = run(program().args(["--completions", shell]));
        assert_eq!((outcome.code, outcome.stderr.as_str()), (Some(0), ""));
        for flag in flags() {
            let name = flag.trim_start_matches('-');
            assert!(outcome.stdout.contains(name), "{shell}: {flag}");
        }
    }
}

/// What bash offers for the last of these words.
#[cfg(unix)]
fn offered(words: &[&str]) -> Vec<String> {
    use std::process::Command;
    let script = run(program().args(["--completions", "bash"])).stdout;
    let script = format!(
        "{script}\nCOMP_WORDS=(event-invoke-configs \"$@\"); COMP_CWORD=$#\n\
         _event__invoke__configs event-invoke-configs \"${{@: -1}}\" \"${{@: -2:1}}\" 2>/dev/null\n\
         printf '%s\\n' \"${{COMPREPLY[@]}}\""
    );
    let mut bash = Command::new("bash");
    bash.args(["--norc", "-c", &script, "bash"]).args(words);
    let outcome = run(&mut bash);
    outcome.stdout.lines().map(str::to_owned).collect()
}

#[cfg(unix)]
#[test]
fn bash_completes_flags_and_their_values() {
    assert_eq!(offered(&["my-function", "--max"]), ["--max-items"]);
    assert_eq!(offered(&["--output", "json"]), ["json", "jsonl"]);
    assert_eq!(offered(&["--completions", "f"]), ["fish"]);
    // There is no file that could be a region.
    assert_eq!(offered(&["my-function", "--region", "C"]), ["C"]);
}

#[test]
fn the_manual_page_has_every_flag_and_the_sections_of_one() {
    let outcome = run(program().arg("--man"));
    assert_eq!((outcome.code, outcome.stderr.as_str()), (Some(0), ""));
    let page = outcome.stdout;
    let version = env!("CARGO_PKG_VERSION");
    let title = format!(
        ".TH event-invoke-configs 1 \" \" \"event-invoke-configs {version}\" \"User Commands\"\n"
    );
    assert!(page.contains(&title), "{page}");
    let sections: Vec<_> = page
        .lines()
        .filter_map(|line| line.strip_prefix(".SH "))
        .collect();
    assert_eq!(
        sections,
        [
            "NAME",
            "SYNOPSIS",
            "DESCRIPTION",
            "OPTIONS",
            "OUTPUT",
            "\"EXIT STATUS\"",
            "\"ENVIRONMENT AND FILES\""
        ]
    );
    for flag in flags() {
        let flag = format!("\\fB{}\\fR", flag.replace('-', "\\-"));
        assert!(page.contains(&flag), "{flag}");
    }
    for said in ["AWS_REGION", "NO_COLOR", "a value in it cannot be used"] {
        assert!(page.contains(said), "{said}");
    }
}

#[test]
fn what_is_installed_is_asked_for_alone() {
    for arguments in [
        &["f", "--man"][..],
        &["--man", "--verbose"],
        &["f", "--completions", "bash"],
        &["--completions", "bash", "--man"],
        &["--completions"],
        &["--completions", "tcsh"],
        &["--man=x"],
    ] {
        let outcome = run(program().args(arguments));
        assert_eq!(outcome.code, Some(2), "{arguments:?}");
        assert_eq!(outcome.stdout, "", "{arguments:?}");
    }
}

#[test]
fn a_closed_pipe_is_no_error_here_either() {
    for arguments in [&["--man"][..], &["--completions", "zsh"]] {
        let mut child = program()
            .args(arguments)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        drop(child.stdout.take());
        let output = child.wait_with_output().unwrap();
        assert_eq!(output.status.code(), Some(0), "{arguments:?}");
        assert!(output.stderr.is_empty(), "{arguments:?}");
    }
}
