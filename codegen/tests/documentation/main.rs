//! Documentation of a model, however hostile, becomes text of the generated crates and nothing more.
#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::panic,
    reason = "this is a test"
)]

mod hostile;
#[path = "../model/mod.rs"]
mod model;

use hostile::{PIECES, texts};
use pulldown_cmark::{BrokenLink, CodeBlockKind, Event, Options, Parser, Tag};
use serde_json::{Value, json};
use smithereens_codegen::{Output, generate};
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::process::Command;
use syn::visit::Visit;

/// Everything that is generated where a model has this text in every place that takes text.
fn everywhere(text: &str) -> Output {
    let docs = json!({ "smithy.api#documentation": text });
    let member = json!({ "target": "smithy.api#String", "traits": docs });
    // In a template, doubled braces stand for themselves.
    let template = text.replace('{', "{{").replace('}', "}}");
    let model = model::model(&json!({
        "Test": {
            "version": text,
            "errors": [{ "target": "test#Bad" }],
            "traits": { "smithy.api#title": text, "smithy.api#documentation": text,
                        "smithy.rules#endpointRuleSet": { "rules": [{ "error": template }] } },
        },
        "Run": { "traits": docs },
        "RunInput": { "traits": docs, "members": {
            "a": member, "b": { "target": "test#Thing" }, "c": { "target": "test#Choice" },
            "d": { "target": "test#Color" }, "e": { "target": "test#Old" }, "f": { "target": "test#Number" },
        } },
        "RunOutput": { "traits": docs, "members": { "a": member } },
        "Thing": { "type": "structure", "traits": docs, "members": { "a": member } },
        "Choice": { "type": "union", "traits": docs, "members": { "a": member } },
        "Bad": { "type": "structure", "members": { "message": member },
                 "traits": { "smithy.api#error": "client", "smithy.api#documentation": text } },
        "Color": { "type": "enum", "traits": docs, "members": {
            "A": { "target": "smithy.api#Unit", "traits": { "smithy.api#enumValue": text } },
            "B": { "target": "smithy.api#Unit", "traits": docs },
        } },
        "Old": { "type": "string", "traits": { "smithy.api#enum": [
            { "value": text }, { "value": format!("{text} "), "documentation": text },
        ] } },
        "Number": { "type": "intEnum", "members": {
            "A": { "target": "smithy.api#Unit", "traits": { "smithy.api#enumValue": 1, "smithy.api#documentation": text } },
        } },
    }));
    generate(&smithereens_codegen::Options {
        prefix: Some("test"),
        ..model::options(&model)
    })
    .unwrap_or_else(|problems| panic!("{problems:#?}"))
}

/// What the generator itself says of the operation.
const FACTS: [&str; 2] = [
    "* Output: [`RunOutput`]",
    "* Errors: [`test_errors::RunError`]",
];

/// What it shows of the operation after that, which is code, and nothing of the model's but its names.
const SAMPLE: &str = r#"
# Example

```no_run
# async fn example(client: smithereens::Client) -> Result<(), Box<dyn std::error::Error>> {
use test_operations::Run;

let output = client.send(Run::new()).await?;
println!("{output:?}");
# Ok(())
# }
```
"#;

/// What the documentation of every item of the generated crates has from the model.
fn documentation(generated: &Output) -> Vec<String> {
    let mut found = Found::default();
    for (path, text) in generated.files.iter() {
        if Path::new(path)
            .extension()
            .is_some_and(|extension| extension == "rs")
        {
            found.visit_file(&syn::parse_file(text).unwrap());
        }
    }
    found.close();
    found.0
}

#[derive(Default)]
struct Found(Vec<String>, String);

impl Found {
    fn close(&mut self) {
        let text = std::mem::take(&mut self.1);
        let of_model = text.strip_suffix(SAMPLE).unwrap_or(&text);
        self.0.push(of_model.to_owned());
    }
}

impl<'ast> Visit<'ast> for Found {
    fn visit_attribute(&mut self, attribute: &'ast syn::Attribute) {
        match &attribute.meta {
            syn::Meta::NameValue(pair) if pair.path.is_ident("doc") => {
                let syn::Expr::Lit(syn::ExprLit {
                    lit: syn::Lit::Str(text),
                    ..
                }) = &pair.value
                else {
                    panic!("documentation that is no text");
                };
                let text = text.value();
                let line = text.strip_prefix(' ').unwrap_or(&text);
                assert!(!line.contains(['\n', '\r']), "{line:?}");
                if FACTS.contains(&line) {
                    return;
                }
                writeln!(self.1, "{line}").unwrap();
            }
            _ => {}
        }
    }

    fn visit_ident(&mut self, _: &'ast proc_macro2::Ident) {
        // What is documented has a name, which follows its attributes.
        if !self.1.is_empty() {
            self.close();
        }
    }
}

/// Reads Markdown as rustdoc does.
fn check(markdown: &str) {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_SMART_PUNCTUATION;
    let mut names = Vec::new();
    let broken = |link: BrokenLink<'_>| {
        names.push(link.reference.to_string());
        None
    };
    for event in Parser::new_with_broken_link_callback(markdown, options, Some(broken)) {
        match event {
            Event::Start(Tag::CodeBlock(kind)) => {
                let is_text = matches!(&kind, CodeBlockKind::Fenced(info) if &**info == "text");
                assert!(is_text, "{kind:?} in\n{markdown}");
            }
            Event::Start(Tag::Link { dest_url, .. }) => {
                let leads_to = |start: &&str| dest_url.starts_with(*start);
                let starts = ["https://", "http://", "mailto:", "Self::"];
                assert!(starts.iter().any(leads_to), "{dest_url} in\n{markdown}");
            }
            Event::Html(_)
            | Event::InlineHtml(_)
            | Event::FootnoteReference(_)
            | Event::TaskListMarker(_)
            | Event::Start(
                Tag::Image { .. }
                | Tag::HtmlBlock
                | Tag::FootnoteDefinition(_)
                | Tag::Strikethrough,
            ) => panic!("{event:?} in\n{markdown}"),
            _ => {}
        }
    }
    assert_eq!(names, Vec::<String>::new(), "in\n{markdown}");
}

/// A file whose items are documented like this.
fn write(name: &str, documentation: &[String]) -> PathBuf {
    let mut code = "//! Documentation.\n#![no_std]\n".to_owned();
    for (index, markdown) in documentation.iter().enumerate() {
        for line in markdown.lines() {
            writeln!(code, "#[doc = {:?}]", format!(" {line}")).unwrap();
        }
        writeln!(code, "pub struct D{index};\nimpl D{index} {{").unwrap();
        // What setters are documented with leads to fields.
        for at in markdown.match_indices("(Self::") {
            let field = markdown[at.0 + 7..].split(')').next().unwrap();
            writeln!(code, "/// A field.\npub fn {field}() {{}}").unwrap();
        }
        code.push_str("}\n");
    }
    let folder =
        Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{name}-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join("documented.rs"), code).unwrap();
    folder
}

fn rustdoc(folder: &Path, arguments: &[&str]) -> String {
    let rustdoc = std::env::var_os("RUSTDOC").unwrap_or_else(|| "rustdoc".into());
    let output = Command::new(rustdoc)
        .args(["--edition", "2024", "documented.rs"])
        .args(arguments)
        .current_dir(folder)
        .output()
        .unwrap();
    let text = String::from_utf8_lossy(&output.stdout).into_owned()
        + &String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{text}");
    text
}

#[test]
fn text_of_a_model_is_read_as_text_alone() {
    for text in texts() {
        let found = documentation(&everywhere(&text));
        assert!(found.len() > 30, "{found:?}");
        for markdown in &found {
            check(markdown);
        }
    }
}

/// The documentation of crates made from mixtures of the pieces.
fn mixtures(models: usize) -> Vec<String> {
    // Always the same numbers: one that fails once fails again.
    let mut state = 0x2545_f491_4f6c_dd1d_u64;
    let mut next = |below: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        usize::try_from(state % below as u64).unwrap()
    };
    let mut found = Vec::new();
    for _ in 0..models {
        let mut members = serde_json::Map::new();
        for index in 0..20 {
            let text: String = (0..=next(24))
                .filter_map(|_| PIECES.get(next(PIECES.len())).copied())
                .collect();
            let docs = json!({ "smithy.api#documentation": text });
            let member = json!({ "target": "smithy.api#String", "traits": docs });
            members.insert(format!("m{index}"), member);
        }
        let shapes = json!({ "RunOutput": { "members": members } });
        found.extend(documentation(&model::generated(&shapes)));
    }
    found
}

#[test]
fn no_mixture_of_signs_is_more_than_text() {
    for markdown in mixtures(150) {
        check(&markdown);
    }
}

#[test]
fn rustdoc_finds_nothing_to_run_and_nothing_to_warn_of() {
    let mut found: Vec<_> = texts()
        .iter()
        .flat_map(|text| documentation(&everywhere(text)))
        .collect();
    found.extend(mixtures(50));
    found.sort();
    found.dedup();
    let folder = write("documented", &found);
    let tests = rustdoc(&folder, &["--test"]);
    assert!(tests.contains("running 0 tests"), "{tests}");
    rustdoc(
        &folder,
        &["-D", "warnings", "-D", "rustdoc::all", "-o", "out"],
    );
    let _ = std::fs::remove_dir_all(folder);
}

#[test]
fn generated_crates_have_no_documentation_tests() {
    for (path, text) in everywhere("a").files.iter() {
        if path.ends_with("/Cargo.toml") {
            let manifest: toml::Table = text.parse().unwrap();
            assert_eq!(manifest["lib"]["doctest"].as_bool(), Some(false), "{path}");
        }
    }
}

#[test]
fn a_readme_says_what_makes_the_crate_and_takes_a_title_as_text() {
    for text in texts() {
        for (path, readme) in everywhere(&text).files.iter() {
            if path.ends_with("/README.md") {
                let (header, rest) = readme.split_once('\n').unwrap();
                assert!(header.contains("`cargo xtask regenerate`"), "{header}");
                check(rest);
            }
        }
    }
}

/// The documentation of a model that makes no words: nothing is left of it, and the item says what it is.
#[test]
fn documentation_without_text_gives_way_to_the_name() {
    for nothing in [
        "",
        "<p> </p>",
        "<!-- a -->",
        "<pre></pre>",
        "<ul><li></li></ul>",
    ] {
        let generated = model::generated(&json!({
            "RunInput": { "members": { "a": { "target": "test#Thing" } } },
            "Thing": { "type": "structure", "traits": { "smithy.api#documentation": Value::from(nothing) } },
        }));
        let code = model::files(&generated, &["thing.rs"]);
        assert!(
            code.contains("/// The structure `Thing`."),
            "{nothing:?}: {code}"
        );
    }
}
