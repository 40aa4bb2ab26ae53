//! `diff`: what a newer model changes.

use crate::repository::{Repository, member, model};

fn repository(name: &str) -> Repository {
    let settings = "crates = \"aws\"\n[runtime]\nversion = \"0.1\"\n[service.test]\nmodel = \"old.json\"\noperations = [\"Run\"]\n";
    let repository = Repository::new(name, settings);
    repository.write("old.json", &model(&member("a", "String")));
    repository.write("same.json", &model(&member("a", "String")));
    let more = [member("a", "String"), member("b", "Long")].join(",");
    repository.write("more.json", &model(&more));
    repository.write("other.json", &model(&member("a", "Long")));
    repository
}

#[test]
fn the_exit_code_says_the_worst() {
    let repository = repository("exit-codes");
    for (new, code) in [
        ("same.json", 0),
        ("more.json", 4),
        ("other.json", 5),
        ("absent.json", 1),
    ] {
        let run = repository.run(&["diff", "old.json", new]);
        assert_eq!(run.code, code, "{new}: {}", run.stderr);
    }
    assert_eq!(repository.run(&["diff", "old.json"]).code, 2);
}

#[test]
fn what_is_picked_is_compared() {
    let repository = repository("picked");
    let subjects = |arguments: &[&str]| {
        let run = repository.run(&[&["diff", "old.json", "more.json"], arguments].concat());
        let lines = run.stdout.lines().filter(|line| line.contains('$'));
        let subjects = lines.map(|line| line.split_whitespace().nth(2).unwrap().to_owned());
        subjects.collect::<Vec<_>>()
    };
    assert_eq!(subjects(&[]), ["Run$b"]);
    assert_eq!(subjects(&["--service", "test"]), ["Run$b"]);
    assert_eq!(subjects(&["--operation", "Walk"]), ["Walk$b"]);
    assert_eq!(subjects(&["--all"]), ["Run$b", "Walk$b"]);
    let run = repository.run(&["diff", "old.json", "more.json", "--operation", "Wlk"]);
    assert_eq!(run.code, 1);
    assert!(run.stderr.contains("did you mean Walk?"), "{}", run.stderr);
}

#[test]
fn without_settings_all_is_compared() {
    let repository = Repository::new("without-settings", "");
    repository.write("old.json", &model(""));
    repository.write("new.json", &model(&member("a", "String")));
    let run = repository.run(&["diff", "old.json", "new.json"]);
    assert_eq!(run.code, 4);
    assert!(
        run.stdout.contains("Run$a") && run.stdout.contains("Walk$a"),
        "{}",
        run.stdout
    );
    assert!(run.stderr.contains("all of them"), "{}", run.stderr);
}

#[test]
fn json_has_the_same_for_programs() {
    let repository = repository("as-json");
    let run = repository.run(&["diff", "old.json", "more.json", "--format", "json"]);
    let changes: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
    let expected = serde_json::json!({
        "api": "minor",
        "wire": "minor",
        "changes": [{
            "subject": "Run$b",
            "aspect": "member",
            "api": "minor",
            "wire": "minor",
            "text": "added: long",
            "operations": ["Run"],
        }],
    });
    assert_eq!(changes, expected);
}
