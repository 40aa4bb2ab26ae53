//! `fetch`: models out of a public repository of them.

use crate::repository::{Repository, member, model};
use smithereens_testing::{Response, Script, Server};
use std::sync::{Arc, Mutex};

/// A public repository of models, as GitHub gives it to programs: what each path holds.
#[derive(Clone, Default)]
struct Public(Arc<Mutex<Vec<(String, String)>>>);

impl Public {
    fn serve(&self) -> Server {
        let files = Arc::clone(&self.0);
        Server::on_thread(move |_, request| {
            let files = files.lock().unwrap();
            let target = request.line().split(' ').nth(1).unwrap();
            let found = files.iter().find(|(path, _)| path == target);
            match found {
                Some((_, text)) => Response::new(200, text.clone()).into(),
                None => Script::from(Response::new(404, "no such file")),
            }
        })
    }

    fn set(&self, path: &str, text: &str) {
        let mut files = self.0.lock().unwrap();
        files.retain(|(other, _)| other != path);
        files.push((path.to_owned(), text.to_owned()));
    }
}

/// Settings with the addresses of a server, in revision `a`.
fn settings(server: &Server) -> String {
    let url = server.url();
    format!(
        "# Mine.\ncrates = \"aws\"\n\n[runtime]\nversion = \"0.1\"\n\n[models]\naddress = \"{url}/{{revision}}/{{service}}-{{version}}.json\" # ours\nversions = \"{url}/versions/{{service}}?ref={{revision}}\"\nlatest = \"{url}/latest\"\nrevision = \"a\"\n"
    )
}

const SHA256_LENGTH: usize = 64;

fn checksum(settings: &str) -> String {
    let (_, rest) = settings.split_once("sha256 = \"").unwrap();
    rest[..SHA256_LENGTH].to_owned()
}

#[test]
fn a_model_is_fetched_once_and_known_by_its_checksum() {
    let public = Public::default();
    let text = model(&member("a", "String"));
    public.set(
        "/versions/test?ref=a",
        r#"[{"name": "2020-01-01"}, {"name": "2019-01-01"}]"#,
    );
    public.set("/a/test-2020-01-01.json", &text);
    let server = public.serve();
    let before = settings(&server);
    let repository = Repository::new("fetched-once", &before);

    let run = repository.run(&["fetch", "test"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert_eq!(repository.read("models/test.json"), text);
    let after = repository.read("smithereens.toml");
    let added = after.strip_prefix(&before).unwrap();
    let sha256 = checksum(&after);
    let expected = format!(
        "\n[service.test]\nmodel = \"models/test.json\"\nversion = \"2020-01-01\"\nsha256 = \"{sha256}\"\noperations = []\n"
    );
    assert_eq!(added, expected);

    // It is there, and nobody is asked.
    let asked = server.requests().len();
    let run = repository.run(&["fetch"]);
    assert_eq!(
        (run.code, server.requests().len()),
        (0, asked),
        "{}",
        run.stderr
    );

    // On another machine it is not there yet, and is the same.
    std::fs::remove_file(repository.path("models/test.json")).unwrap();
    let run = repository.run(&["fetch"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert_eq!(repository.read("models/test.json"), text);
    assert_eq!(repository.read("smithereens.toml"), after);

    // Operations of it are asked for by its name alone.
    let run = repository.run(&["add", "test", "Run"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert_eq!(repository.run(&["generate", "--check"]).code, 0);
}

#[test]
fn another_model_under_the_same_address_is_refused() {
    let public = Public::default();
    public.set("/versions/test?ref=a", r#"[{"name": "2001-01-01"}]"#);
    public.set("/a/test-2001-01-01.json", &model(""));
    let server = public.serve();
    let repository = Repository::new("other-checksum", &settings(&server));
    assert_eq!(repository.run(&["fetch", "test"]).code, 0);
    let before = repository.read("smithereens.toml");
    public.set("/a/test-2001-01-01.json", &model(&member("evil", "String")));
    std::fs::remove_file(repository.path("models/test.json")).unwrap();
    let run = repository.run(&["fetch"]);
    assert_eq!(run.code, 1);
    assert!(
        run.stderr.contains("checksum") && run.stderr.contains(&checksum(&before)),
        "{}",
        run.stderr
    );
    assert!(!repository.path("models/test.json").exists());
    assert_eq!(repository.read("smithereens.toml"), before);

    // One that was changed here is told from it as well, where it is used.
    repository.write("models/test.json", &model(&member("mine", "String")));
    for arguments in [&["fetch"][..], &["add", "test", "Run"], &["fetch", "test"]] {
        let run = repository.run(arguments);
        assert_eq!(run.code, 1, "{arguments:?}");
        assert!(run.stderr.contains("not"), "{}", run.stderr);
    }
}

#[test]
fn an_update_shows_what_it_changes_before_it_replaces_a_model() {
    let public = Public::default();
    let (old, new) = (model(""), model(&member("more", "String")));
    public.set("/versions/test?ref=a", r#"[{"name": "2001-01-01"}]"#);
    public.set("/a/test-2001-01-01.json", &old);
    public.set("/latest", r#"{"sha": "b"}"#);
    public.set("/b/test-2001-01-01.json", &new);
    let server = public.serve();
    let repository = Repository::new("updated", &settings(&server));
    assert_eq!(repository.run(&["fetch", "test"]).code, 0);
    assert_eq!(repository.run(&["add", "test", "Run"]).code, 0);
    let before = repository.read("smithereens.toml");

    let shown = "minor     minor     Run$more  added: string";
    let dry = repository.run(&["fetch", "--update", "--dry-run"]);
    assert_eq!(dry.code, 4, "{}", dry.stderr);
    assert!(
        dry.stdout.contains(shown) && !dry.stdout.contains("Walk"),
        "{}",
        dry.stdout
    );
    assert_eq!(repository.read("models/test.json"), old);
    assert_eq!(repository.read("smithereens.toml"), before);

    let run = repository.run(&["fetch", "--update"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(run.stdout.contains(shown), "{}", run.stdout);
    assert_eq!(repository.read("models/test.json"), new);
    let after = repository.read("smithereens.toml");
    assert!(
        after.contains("revision = \"b\"") && after.contains("# ours"),
        "{after}"
    );
    assert_ne!(checksum(&before), checksum(&after));
    assert!(
        repository
            .read("aws/test-operations/src/run.rs")
            .contains("more")
    );
    assert_eq!(repository.run(&["generate", "--check"]).code, 0);
}

#[test]
fn a_model_that_is_updated_alone_has_a_revision_of_its_own() {
    let public = Public::default();
    for service in ["one", "two"] {
        public.set(
            &format!("/versions/{service}?ref=a"),
            r#"[{"name": "2001-01-01"}]"#,
        );
        for revision in ["a", "b"] {
            let text = model(&member(revision, "String"));
            public.set(&format!("/{revision}/{service}-2001-01-01.json"), &text);
        }
    }
    let server = public.serve();
    let repository = Repository::new("updated-alone", &settings(&server));
    assert_eq!(repository.run(&["fetch", "one", "two"]).code, 0);
    let run = repository.run(&["fetch", "--update", "--revision", "b", "one"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let text = repository.read("smithereens.toml");
    assert!(
        text.contains("revision = \"a\"") && text.contains("revision = \"b\""),
        "{text}"
    );
    // Both can be had again.
    std::fs::remove_dir_all(repository.path("models")).unwrap();
    let run = repository.run(&["fetch"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert_eq!(
        repository.read("models/one.json"),
        model(&member("b", "String"))
    );
    assert_eq!(
        repository.read("models/two.json"),
        model(&member("a", "String"))
    );
}

#[test]
fn what_is_no_model_or_is_not_there_changes_nothing() {
    let public = Public::default();
    public.set("/versions/page?ref=a", r#"[{"name": "2001-01-01"}]"#);
    public.set("/a/page-2001-01-01.json", "<html>Sign in</html>");
    public.set("/a/named-2.json", &model(""));
    let server = public.serve();
    let before = settings(&server);
    let repository = Repository::new("no-model", &before);
    for (words, expected) in [
        (&["fetch", "page"][..], "is no model"),
        (&["fetch", "absent"], "absent@VERSION"),
        (&["fetch", "absent@1"], "404"),
        (&["fetch", "../page@1"], "makes no names of crates"),
        (&["fetch", "page@../1"], "version"),
        (&["fetch"], "name one"),
        // All or none.
        (&["fetch", "named@2", "absent@1"], "404"),
    ] {
        let run = repository.run(words);
        assert_eq!(run.code, 1, "{words:?}");
        assert!(run.stderr.contains(expected), "{words:?}: {}", run.stderr);
        assert_eq!(repository.read("smithereens.toml"), before);
        assert!(!repository.path("models").exists(), "{words:?}");
    }
    assert_eq!(repository.run(&["fetch", "named@2"]).code, 0);
}

#[test]
fn models_are_fetched_through_the_proxies_of_the_environment() {
    let public = Public::default();
    public.set("http://models.example/test.json", &model(""));
    let proxy = public.serve();
    let settings = "crates = \"aws\"\n[runtime]\nversion = \"0.1\"\n[models]\naddress = \"http://models.example/{service}.json\"\n";
    let repository = Repository::new("proxied", settings);
    let run = repository.run_with(&["fetch", "test"], &[("HTTP_PROXY", &proxy.url())]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert_eq!(repository.read("models/test.json"), model(""));
    assert!(
        !repository
            .read("smithereens.toml")
            .contains("version = \"1\"")
    );
}

#[test]
fn a_file_of_ones_own_is_never_replaced_and_a_name_of_ones_own_is_fetched() {
    let public = Public::default();
    public.set("/test.json", &model(""));
    let server = public.serve();
    let address = format!("{}/{{service}}.json", server.url());
    let settings = format!(
        "crates = \"aws\"\n[runtime]\nversion = \"0.1\"\n[models]\naddress = \"{address}\"\n[service.own]\nmodel = \"own.json\"\nsource = \"test\"\noperations = [\"Run\"]\n"
    );
    let repository = Repository::new("own-name", &settings);
    let own = model(&member("mine", "String"));
    repository.write("own.json", &own);
    for words in [
        &["fetch"][..],
        &["fetch", "own"],
        &["fetch", "--update"],
        &["fetch", "--update", "own"],
    ] {
        let run = repository.run(words);
        assert_eq!(run.code, 1, "{words:?}");
        assert!(
            run.stderr.contains("own.json is a file of your own"),
            "{}",
            run.stderr
        );
        assert_eq!(repository.read("own.json"), own);
    }
    std::fs::remove_file(repository.path("own.json")).unwrap();
    let run = repository.run(&["fetch"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert_eq!(repository.read("own.json"), model(""));
}

#[test]
fn nothing_is_written_outside_of_the_folders_that_are_named() {
    let public = Public::default();
    public.set("/test.json", &model(""));
    let server = public.serve();
    let settings = |folder: &str, service: &str| {
        format!(
            "crates = \"aws\"\n[runtime]\nversion = \"0.1\"\n[models]\nfolder = \"{folder}\"\naddress = \"{}/{{service}}.json\"\n{service}",
            server.url()
        )
    };
    let sum = "sha256 = \"0\"\noperations = []\n";
    for (folder, service, expected) in [
        ("../out", "", "models.folder"),
        ("/tmp/out", "", "models.folder"),
        ("", "", "models.folder"),
        ("a/../../out", "", "models.folder"),
        ("aws/models", "", "models.folder"),
        (
            "models",
            &*format!("[service.test]\nmodel = \"Cargo.toml\"\n{sum}"),
            ".json",
        ),
        (
            "models",
            &format!("[service.test]\nmodel = \"../x.json\"\n{sum}"),
            ".json",
        ),
    ] {
        let repository = Repository::new("outside", &settings(folder, service));
        repository.write("Cargo.toml", "[package]\n");
        for words in [&["fetch", "test"][..], &["fetch", "--update", "test"]] {
            let run = repository.run(words);
            assert_eq!(run.code, 1, "{folder} {service}");
            assert!(run.stderr.contains(expected), "{}", run.stderr);
        }
        assert_eq!(repository.read("Cargo.toml"), "[package]\n");
    }
}

#[test]
fn runs_at_once_lose_nothing() {
    let public = Public::default();
    let names: Vec<_> = (0..6).map(|number| format!("s{number}")).collect();
    for name in &names {
        public.set(&format!("/{name}.json"), &model(""));
    }
    let server = public.serve();
    let settings = format!(
        "crates = \"aws\"\n[runtime]\nversion = \"0.1\"\n[models]\naddress = \"{}/{{service}}.json\"\n",
        server.url()
    );
    let repository = Repository::new("at-once", &settings);
    std::thread::scope(|scope| {
        for name in &names {
            scope.spawn(|| assert_eq!(repository.run(&["fetch", name]).code, 0));
        }
    });
    let text = repository.read("smithereens.toml");
    for name in &names {
        assert!(text.contains(&format!("[service.{name}]")), "{text}");
    }
}
