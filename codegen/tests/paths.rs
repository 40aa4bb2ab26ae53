//! Paths into inputs: what becomes of them, and which are refused.
#![allow(missing_docs, clippy::unwrap_used, reason = "this is a test")]

mod model;

use model::{files, generated, problems};
use serde_json::{Value, json};

/// A model whose operation has an endpoint parameter at this path into its input.
fn with_path(path: &str) -> Value {
    let optional = |target: &str| json!({ "target": target });
    json!({
        "Run": { "traits": { "smithy.rules#operationContextParams": { "Name": { "path": path } } } },
        "RunInput": { "members": {
            "text": optional("smithy.api#String"),
            "texts": { "target": "test#Texts", "traits": { "smithy.api#required": {} } },
            "count": optional("smithy.api#Integer"),
            "ratio": optional("smithy.api#Double"),
            "size": optional("smithy.api#Long"),
            "when": optional("smithy.api#Timestamp"),
            "thing": optional("test#Thing"),
            "things": optional("test#Things"),
            "map": optional("test#Map"),
            "byKind": optional("test#ByKind"),
            "choice": optional("test#Choice"),
        } },
        "Texts": { "type": "list", "member": { "target": "smithy.api#String" } },
        "Thing": { "type": "structure", "members": {
            "name": optional("smithy.api#String"),
            "kind": optional("test#Kind"),
            "parts": optional("test#Things"),
        } },
        "Things": { "type": "list", "member": { "target": "test#Thing" } },
        "Map": { "type": "map", "key": { "target": "smithy.api#String" }, "value": { "target": "test#Thing" } },
        "ByKind": { "type": "map", "key": { "target": "test#Kind" }, "value": { "target": "test#Thing" } },
        "Kind": { "type": "enum", "members": { "A": { "target": "smithy.api#Unit", "traits": { "smithy.api#enumValue": "a" } } } },
        "Choice": { "type": "union", "members": { "text": optional("smithy.api#String"), "none": optional("smithy.api#Unit") } },
    })
}

/// The code that sets the parameter, on one line.
fn code(path: &str) -> String {
    let code = files(&generated(&with_path(path)), &["operations/src/run.rs"]);
    let (_, code) = code.split_once("let params = params").unwrap();
    let (code, _) = code.split_once(';').unwrap();
    let words: Vec<_> = code.split_whitespace().collect();
    let code = words.join(" ").replace(" .", ".").replace("( ", "(");
    let code = code.replace(", )", ")").replace(".clone()", "");
    // Whether a closure has braces is for how long its line is.
    code.replace("| { ", "| ").replace(" })", ")")
}

#[test]
fn paths_become_the_code_that_a_person_would_write() {
    for (path, expected) in [
        ("text", ".with_optional(\"Name\", self.text.as_deref())"),
        (
            "texts",
            ".with(\"Name\", self.texts.iter().map(String::as_str).collect::<Vec<_>>())",
        ),
        (
            "texts[0]",
            ".with_optional(\"Name\", self.texts.first().map(String::as_str))",
        ),
        (
            "thing.kind",
            ".with_optional(\"Name\", self.thing.as_ref().and_then(|it| it.kind.as_ref().map(Kind::as_str)))",
        ),
        (
            "things[*].name",
            ".with_optional(\"Name\", self.things.as_ref().map(|it| it.iter().filter_map(|it| it.name.as_deref()).collect::<Vec<_>>()))",
        ),
        (
            "things[].parts[].name",
            ".with_optional(\"Name\", self.things.as_ref().map(|it| it.iter().filter_map(|it| it.parts.as_ref()).flat_map(|it| it.iter()).filter_map(|it| it.name.as_deref()).collect::<Vec<_>>()))",
        ),
        (
            "things[*].[name, kind][]",
            ".with_optional(\"Name\", self.things.as_ref().map(|it| it.iter().flat_map(|it| [it.name.as_deref(), it.kind.as_ref().map(Kind::as_str)].into_iter().flatten()).collect::<Vec<_>>()))",
        ),
        (
            "thing.[name, kind]",
            ".with_optional(\"Name\", self.thing.as_ref().map(|it| [it.name.as_deref(), it.kind.as_ref().map(Kind::as_str)].into_iter().flatten().collect::<Vec<_>>()))",
        ),
        (
            "things[?kind == 'a' && name].name",
            ".with_optional(\"Name\", self.things.as_ref().map(|it| it.iter().filter(|&it| it.kind.as_ref().map(Kind::as_str) == Some(\"a\") && it.name.as_deref().is_some_and(|it| !it.is_empty())).filter_map(|it| it.name.as_deref()).collect::<Vec<_>>()))",
        ),
        (
            "keys(map)",
            ".with_optional(\"Name\", self.map.as_ref().map(|it| it.keys().map(String::as_str).collect::<Vec<_>>()))",
        ),
        (
            "length(texts) > `0`",
            ".with(\"Name\", !self.texts.is_empty())",
        ),
        (
            "length(texts) == `2`",
            ".with(\"Name\", self.texts.len() == 2)",
        ),
        (
            "count > `1`",
            ".with_optional(\"Name\", self.count.map(|left| left > 1))",
        ),
        (
            "choice.text",
            ".with_optional(\"Name\", self.choice.as_ref().and_then(|it| match it { Choice::Text(value) => Some(value.as_str()), _ => None,))",
        ),
    ] {
        assert_eq!(code(path), expected, "{path}");
    }
}

#[test]
fn paths_that_do_not_fit_the_input_are_refused_with_what_is_wrong() {
    for (path, message) in [
        ("a | b", "at character 3: the pipe `|` is not supported"),
        ("other", "the input has no member \"other\""),
        ("thing.other", "the structure Thing has no member \"other\""),
        ("choice.other", "the union Choice has no member \"other\""),
        ("choice.none", "the union's member \"none\" has no value"),
        ("text.length", "a text has no member \"length\""),
        ("text[0]", "a text has no element [0]"),
        ("text[*]", "a text is no list"),
        ("texts.*", "a list is no map"),
        ("keys(texts)", "a list is no map"),
        (
            "byKind.a",
            "the map with the entry \"a\" has keys of an enum",
        ),
        ("length(count)", "a number has no length"),
        ("length(text, text)", "length takes one argument"),
        ("contains(texts)", "contains takes two arguments"),
        (
            "contains(texts, count)",
            "a text and a number are never equal, or cannot be compared",
        ),
        ("contains(text, `1`)", "a text never contains a number"),
        ("join(texts, ',')", "the function \"join\" is not supported"),
        (
            "text == `1`",
            "a text and a number are never equal, or cannot be compared",
        ),
        (
            "thing == thing",
            "the structure Thing and the structure Thing are never equal, or cannot be compared",
        ),
        (
            "when == 'x'",
            "a timestamp and a text are never equal, or cannot be compared",
        ),
        ("text < 'b'", "`<` takes numbers, and not a text and a text"),
        ("`1` == `1`", "two literals are compared"),
        ("`null` == `null`", "null is compared with null"),
        (
            "size > ratio",
            "a long or a length cannot be compared with a fraction",
        ),
        ("!text.length", "a boolean has no member \"length\""),
        (
            "[text, count]",
            "a list of paths to a text and to a number is not supported",
        ),
        (
            "text || count",
            "one of a text and a number is supported in conditions only",
        ),
        (
            "count",
            "it is a number, where the endpoint rules take a text, a boolean or a list of texts",
        ),
        (
            "thing",
            "it is the structure Thing, where the endpoint rules take a text, a boolean or a list of texts",
        ),
        (
            "things",
            "it is a list of other values than texts, which the endpoint rules do not take",
        ),
    ] {
        assert_eq!(
            problems(&with_path(path)),
            format!(
                "test#Run: the value of its trait smithy.rules#operationContextParams does not fit: \
                 the path {path:?} of \"Name\": {message}"
            ),
        );
    }
}
