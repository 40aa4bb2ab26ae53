//! What is wrong is said with its place: the file, the line, the flag, the shape.

use crate::repository::{Repository, model};

const HEAD: &str = "crates = \"aws\"\n[runtime]\nversion = \"0.1\"\n";

#[test]
fn errors_name_the_file_and_the_line() {
    for (settings, expected) in [
        (
            "[service.test]\nmodel = \"model.json\"\noperations = [\"Runn\"]\n",
            &["smithereens.toml, line 4, service.test", "Run"][..],
        ),
        (
            "[service.test]\nmodel = \"absent.json\"\noperations = [\"Run\"]\n",
            &["smithereens.toml, line 4, service.test", "absent.json"],
        ),
        (
            "[service.test]\nmodel = \"model.json\"\noperations = \"some\"\n",
            &["smithereens.toml", "service.test", "\"all\""],
        ),
        (
            "[service.test]\nmodle = \"model.json\"\n",
            &["smithereens.toml", "line 5", "did you mean `model`?"],
        ),
        (
            "[service.test]\nmodel = \"model.json\"\nprotocol = \"awsQuery\"\noperations = [\"Run\"]\n",
            &["line 4, service.test", "awsQuery"],
        ),
        (
            "[service.Test]\nmodel = \"model.json\"\noperations = [\"Run\"]\n",
            &["line 4, service.Test", "crate names"],
        ),
    ] {
        let repository = Repository::new("errors", &format!("{HEAD}{settings}"));
        repository.write("model.json", &model(""));
        let run = repository.run(&["generate"]);
        assert_eq!(run.code, 1, "{settings}");
        for expected in expected {
            assert!(run.stderr.contains(expected), "{settings}: {}", run.stderr);
        }
        assert!(!repository.path("aws").exists());
    }
}

#[test]
fn colours_are_for_terminals_and_those_who_ask_for_them() {
    let repository = Repository::new("colours", HEAD);
    let red = "\u{1b}[31m";
    let arguments = ["list", "absent.json"];
    assert!(!repository.run(&arguments).stderr.contains(red));
    let forced = [("CLICOLOR_FORCE", "1")];
    let run = repository.run_with(&arguments, &forced);
    assert!(run.stderr.contains('\u{1b}'), "{}", run.stderr);
    let both = [("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")];
    assert!(
        !repository
            .run_with(&arguments, &both)
            .stderr
            .contains('\u{1b}')
    );
}

#[cfg(unix)]
#[test]
fn a_link_among_generated_files_is_refused_and_not_followed() {
    let settings =
        format!("{HEAD}[service.test]\nmodel = \"model.json\"\noperations = [\"Run\"]\n");
    let repository = Repository::new("links", &settings);
    repository.write("model.json", &model(""));
    repository.write("mine/lib.rs", "//! Mine.\n");
    assert_eq!(repository.run(&["generate"]).code, 0);
    std::os::unix::fs::symlink(repository.path("mine"), repository.path("aws/linked")).unwrap();
    for arguments in [&["generate"][..], &["generate", "--check"]] {
        let run = repository.run(arguments);
        assert_eq!(run.code, 1);
        assert!(run.stderr.contains("linked"), "{}", run.stderr);
    }
    assert_eq!(repository.read("mine/lib.rs"), "//! Mine.\n");
}
