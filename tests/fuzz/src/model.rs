//! Models: from the text to the files that are generated from it.

use crate::mutate::{self, Fragments};
use pulldown_cmark::{CodeBlockKind, Event, Parser, Tag};
use smithereens_codegen::{
    Layout, Operations, Options, Output, Problem, Runtime, TestCrates, generate,
};
use std::sync::LazyLock;

/// What the mutator puts into models.
pub static FRAGMENTS: Fragments =
    LazyLock::new(|| mutate::fragments(include_str!("fragments/model.json")));

/// Generates all of a model that is supported. It may be refused; what is generated is Rust and TOML.
pub fn run(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else {
        return;
    };
    let generated = generate_all(text);
    if data.len().is_multiple_of(8) {
        let again = generate_all(text);
        match (&generated, &again) {
            (Ok(one), Ok(other)) => assert!(one.files == other.files, "not the same twice"),
            _ => assert_eq!(generated.as_ref().err(), again.as_ref().err()),
        }
    }
    match generated {
        Ok(generated) => check(&generated),
        Err(problems) => problems.iter().for_each(accept),
    }
}

fn generate_all(model: &str) -> Result<Output, Vec<Problem>> {
    let somewhere = || "../somewhere".to_owned();
    generate(&Options {
        model,
        operations: Operations::All,
        skip_unsupported: true,
        write_defaults: false,
        protocol: None,
        prefix: None,
        layout: Layout::Standalone {
            runtime: Runtime::Path {
                runtime: somewhere(),
                types: somewhere(),
            },
            one_crate: false,
        },
        command: "xtask regenerate",
        tests: Some(TestCrates {
            tests: somewhere(),
            runtime: somewhere(),
            types: somewhere(),
        }),
    })
}

fn check(generated: &Output) {
    for (_, problem) in &generated.skipped {
        accept(problem);
    }
    for (path, text) in generated.files.iter() {
        if path.ends_with("/README.md") {
            // Its first line says what made it.
            is_text(text.split_once('\n').map_or("", |(_, rest)| rest));
            continue;
        }
        let error = match path.rsplit_once('.') {
            Some((_, "rs")) => syn::parse_file(text).err().map(|error| error.to_string()),
            _ => toml::from_str::<toml::Table>(text)
                .err()
                .map(|error| error.to_string()),
        };
        assert_eq!(error, None, "{path}:\n{text}");
        for docs in documentation(text) {
            is_text(without_sample(&docs));
        }
        let is_inside = path.split('/').all(|part| !part.is_empty() && part != "..");
        assert!(is_inside, "{path:?} leads elsewhere");
    }
}

/// The documentation of a file's items, as Markdown.
fn documentation(code: &str) -> Vec<String> {
    let line = |line: &str| {
        let line = line.trim_start();
        let docs = line
            .strip_prefix("///")
            .or_else(|| line.strip_prefix("//!"));
        docs.map(|docs| format!("{}\n", docs.strip_prefix(' ').unwrap_or(docs)))
    };
    let lines: Vec<_> = code.lines().map(line).collect();
    lines
        .split(Option::is_none)
        .map(|docs| docs.iter().flatten().map(String::as_str).collect())
        .collect()
}

/// The documentation of an operation without the code that shows how it is called, which is the generator's own.
fn without_sample(markdown: &str) -> &str {
    let Some((of_model, sample)) = markdown.rsplit_once("\n# Example\n\n```no_run\n# async fn ")
    else {
        return markdown;
    };
    let end = sample.find("```").map(|at| sample.split_at(at).1);
    assert_eq!(end, Some("```\n"), "in\n{markdown}");
    of_model
}

/// Nothing in documentation would be run or be HTML.
fn is_text(markdown: &str) {
    let options = pulldown_cmark::Options::ENABLE_TABLES
        | pulldown_cmark::Options::ENABLE_FOOTNOTES
        | pulldown_cmark::Options::ENABLE_STRIKETHROUGH;
    for event in Parser::new_ext(markdown, options) {
        let is_more = match &event {
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) => &**info != "text",
            Event::Start(Tag::CodeBlock(_) | Tag::HtmlBlock | Tag::Image { .. })
            | Event::Html(_)
            | Event::InlineHtml(_) => true,
            _ => false,
        };
        assert!(!is_more, "{event:?} in\n{markdown}");
    }
}

/// Every problem is one of the model, in words.
fn accept(problem: &Problem) {
    assert!(!matches!(problem, Problem::Emitted { .. }), "{problem}");
    assert!(!problem.to_string().is_empty());
}
