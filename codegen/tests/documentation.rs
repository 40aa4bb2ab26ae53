//! Documentation of a model, however hostile, becomes text of the generated crates and nothing more.
#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::panic,
    reason = "this is a test"
)]

mod model;

use pulldown_cmark::{BrokenLink, CodeBlockKind, Event, Options, Parser, Tag};
use serde_json::{Value, json};
use smithereens_codegen::{Generated, Request, generate};
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::process::Command;
use syn::visit::Visit;

/// What would run, or be followed, if it were taken for more than text. `RUN` is code.
const HOSTILE: &[&str] = &[
    "```\nRUN\n```",
    "```rust\nRUN\n```",
    "``` rust,should_panic\nRUN\n",
    "~~~\nRUN\n~~~",
    "~~~~rust\n~~~\nRUN\n~~~~",
    "````\n```text\nRUN\n```\n````",
    "```text\n```\nRUN\n```\n```",
    "text\n\n    RUN\n\ntext",
    "\tRUN",
    "> ```\n> RUN\n> ```",
    "> > ~~~\n> > RUN",
    "- a\n\n  ```\n  RUN\n  ```",
    "- - 1. ```\n      RUN",
    "1.      RUN",
    "| a |\n|---|\n| ``` |\n\n```\nRUN",
    "[a]: <x\n\n```\nRUN\n```",
    "*a\n```\nRUN\n```*",
    "<p>```</p>\n<p>RUN</p>\n<p>```</p>",
    "<p>\n```\nRUN\n```\n</p>",
    "<p>~~~\n\nRUN\n\n~~~",
    "<p>\n\n    RUN\n\n</p>",
    "<pre>RUN</pre>",
    "<pre><code class=\"language-rust\">RUN</code></pre>",
    "<pre>\n```\n</pre>RUN<pre>\n```\n</pre>",
    "<pre>````\n```rust\nRUN</pre>",
    "<pre>RUN",
    "<code>```\nRUN\n```</code>",
    "<code>``` </code><br>RUN<br><code>```</code>",
    "<code>\n```rust\nRUN\n",
    "<ul><li><pre>RUN</pre></li><li>```<p>RUN",
    "<ul><li><ul><li>    RUN</ul></ul>        RUN",
    "<table><tr><td>```<br>RUN<br>```<td><pre>RUN</pre></table>",
    "<table><tr><td><code>a\\|<script>RUN</script></code><td>a\\\\|b</table>",
    "<blockquote>    RUN</blockquote>",
    "<p>&#96;&#96;&#96;&#10;RUN&#10;&#96;&#96;&#96;",
    "<p>&#x60;``&NewLine;RUN",
    "<p>&#126;~~&#13;RUN",
    "<h1>```</h1>RUN",
    "<h1>a\n\n```\nRUN</h1>",
    "<note>```</note><p>RUN",
    "<a href=\"https://x.test\">```\nRUN</a>",
    "<a href=\"https://x.test`\n```\nRUN\">a</a>",
    "<a href=\"https://x.test)```\">[a](b)`c`</a>",
    "<a href='javascript:RUN'>a</a> [a](javascript:RUN) <javascript:RUN>",
    "<a href=' java\tscript:RUN'>a b</a><a href=\"data:text/html,<script>RUN</script>\">a</a>",
    "<img src=x onerror=RUN alt='<script>RUN</script>'> ![<b>](x)",
    "<img alt='](javascript:RUN)[' src='javascript:RUN'>",
    "<script>RUN</script><style>RUN</style><iframe src='javascript:RUN'></iframe>",
    "<code>`</code><script>RUN</script><code>`</code>",
    "<code>a` <script>RUN</script> `b</code>",
    "<p>&lt;script&gt;RUN&lt;/script&gt; <code>&lt;div&gt;</code>",
    "`a` <svg onload=RUN> \\<script>RUN</script>",
    "<!-- --><b><!--\n```\nRUN\n-->",
    "<![CDATA[```\nRUN]]><?php RUN ?>",
    "[Profile] [`Vec`] [std::fs] [a][b] [^1] \n\n[b]: javascript:RUN\n[^1]: a",
    "<p>[Profile] [`Vec`](Self::new) [std::fs][x] [x]: y !<a href='https://x.test'>a</a>",
    "<p>https://a.test/x, (http://b.test/?a=[b]&c=d) http<i></i>://c.test https://&#60;d.test",
    "*/ } fn main() { RUN } /* \" \\ ' ${x} {y} \n#![doc = \"a\"]\n//! ``` <b>\r\n\t\u{0}\u{202e}",
];

/// Code that fails where it runs, and where it does not compile.
fn texts() -> Vec<String> {
    let texts = HOSTILE.iter().flat_map(|text| {
        [
            (*text).to_owned(),
            text.replace('\n', "\r\n"),
            format!("a {text}"),
        ]
    });
    let texts = texts.map(|text| text.replace("RUN", "panic!(\"it ran\");"));
    let mut texts: Vec<_> = texts.collect();
    texts.push(texts.join("\n"));
    texts.push(texts.join("\n\n"));
    texts
}

/// Everything that is generated where a model has this text in every place that takes text.
fn everywhere(text: &str) -> Generated {
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
    generate(&Request {
        prefix: Some("test"),
        ..model::request(&model)
    })
    .unwrap_or_else(|problems| panic!("{problems:#?}"))
}

/// The documentation of every item of the generated crates.
fn documentation(generated: &Generated) -> Vec<String> {
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
        self.0.push(std::mem::take(&mut self.1));
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

#[test]
fn rustdoc_finds_nothing_to_run_and_nothing_to_warn_of() {
    let mut found: Vec<_> = texts()
        .iter()
        .flat_map(|text| documentation(&everywhere(text)))
        .collect();
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
