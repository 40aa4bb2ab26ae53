//! Where a value cannot be read: what is noted of an error of serde's on its way out.
#![allow(clippy::unwrap_used, missing_docs)]

use serde::de::{DeserializeOwned, Error};
use serde::{Deserialize, Deserializer};
use smithereens_types::json::{Adapted, Integer, List, Map, SparseList, SparseMap, Trace};
use smithereens_types::{BigInteger, Document, UnknownMember, json};
use std::collections::BTreeMap;

#[derive(Default)]
struct Page {
    number: Option<i32>,
    big: Option<BigInteger>,
    pages: Vec<Page>,
    sparse: Vec<Option<i32>>,
    map: BTreeMap<String, Vec<i32>>,
    sparse_map: BTreeMap<String, Option<Page>>,
    choice: Option<Box<Choice>>,
    lenient: Option<Lenient>,
    embedded: Option<Embedded>,
}

impl<'de> Deserialize<'de> for Page {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        json::deserialize_structure(Self::default(), deserializer)
    }
}

impl json::Structure for Page {
    fn read<M: json::Member>(&mut self, name: &str, member: M) -> Result<(), M::Error> {
        match name {
            "number" => member.optional_as::<Integer, _>(&mut self.number),
            "big" => member.optional(&mut self.big),
            "pages" => member.plain_as::<List, _>(&mut self.pages),
            "sparse" => member.plain_as::<SparseList<Integer>, _>(&mut self.sparse),
            "map" => member.plain_as::<Map<List<Integer>>, _>(&mut self.map),
            "sparseMap" => member.plain_as::<SparseMap, _>(&mut self.sparse_map),
            "choice" => member.optional(&mut self.choice),
            "lenient" => member.optional(&mut self.lenient),
            "embedded" => member.optional(&mut self.embedded),
            _ => member.skip(),
        }
    }
}

enum Choice {
    Page,
    Unknown,
}

impl<'de> Deserialize<'de> for Choice {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        json::deserialize_union(deserializer)
    }
}

impl json::Union for Choice {
    fn read<M: json::Member>(name: &str, member: M) -> Result<json::Variant<Self>, M::Error> {
        match name {
            "page" => member.variant(|_: Page| Self::Page),
            "lenient" => member.variant(|_: Lenient| Self::Page),
            _ => member.unknown(),
        }
    }

    fn unknown(_: UnknownMember<Self>) -> Self {
        Self::Unknown
    }
}

/// A page or anything else, as a program may read it by hand: it passes over what is wrong with the page.
struct Lenient;

impl<'de> Deserialize<'de> for Lenient {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = Document::deserialize(deserializer)?.to_string();
        let _ = serde_json::from_str::<Page>(&text);
        Ok(Self)
    }
}

/// A page in a text. It makes an error of its own of what is wrong with the page.
struct Embedded;

impl<'de> Deserialize<'de> for Embedded {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        match serde_json::from_str::<Page>(&text) {
            Ok(_) => Ok(Self),
            Err(_) => Err(D::Error::custom("no page in the text")),
        }
    }
}

/// Where reading fails.
fn place<T: DeserializeOwned>(json: &str) -> String {
    let trace = Trace::start();
    let error = serde_json::from_str::<T>(json).err();
    trace.place_of(&error.unwrap())
}

#[test]
fn an_error_is_noted_through_structures_lists_maps_and_unions() {
    for (json, expected) in [
        ("[]", "the body"),
        (r#"{"number": "a"}"#, "number"),
        // Only what is around it finds that this is wrong.
        (r#"{"big": "a"}"#, "big"),
        (r#"{"pages": {}}"#, "pages"),
        (r#"{"pages": [null, {}, 5]}"#, "pages[2]"),
        (
            r#"{"pages": [{"pages": [{}, {"number": 1.5}]}]}"#,
            "pages[0].pages[1].number",
        ),
        (r#"{"sparse": [1, null, true]}"#, "sparse[2]"),
        (r#"{"map": {"a": [1], "b": [2, "c"]}}"#, "map.b[1]"),
        (r#"{"map": {"\u0061\"": 5}}"#, "map.a\""),
        (
            r#"{"sparseMap": {"a": null, "b": {"number": []}}}"#,
            "sparseMap.b.number",
        ),
        (r#"{"choice": {}}"#, "choice"),
        (
            r#"{"choice": {"page": {"number": {}}}}"#,
            "choice.page.number",
        ),
        (r#"{"embedded": "{\"number\": true}"}"#, "embedded"),
    ] {
        let expected = match expected {
            "the body" => expected.to_owned(),
            path => format!("member `{path}`"),
        };
        assert_eq!(place::<Page>(json), expected, "{json}");
    }
}

#[test]
fn a_type_with_an_adapter_can_be_the_body() {
    type Lists = Adapted<Vec<Vec<i32>>, List<List<Integer>>>;
    type Maps = Adapted<BTreeMap<String, Option<i32>>, SparseMap<Integer>>;
    assert_eq!(place::<Lists>("[[], [1, {}]]"), "member `[1][1]`");
    assert_eq!(place::<Maps>(r#"{"a": true}"#), "member `a`");
}

#[test]
fn an_error_that_was_passed_over_is_not_part_of_another_one() {
    for (json, expected) in [
        (
            r#"{"lenient": {"map": {"a": ["b"]}}, "pages": [{"number": "c"}]}"#,
            "member `pages[0].number`",
        ),
        // The same message, at another place of the text.
        (
            r#"{"lenient": {"number": [1]}, "pages": [{}, {"number": [1]}]}"#,
            "member `pages[1].number`",
        ),
        (
            r#"{"pages": [{"lenient": {"number": "a"}, "sparse": 5}]}"#,
            "member `pages[0].sparse`",
        ),
    ] {
        assert_eq!(place::<Page>(json), expected, "{json}");
    }
    let two = r#"{"lenient": {"number": "a"}, "page": {}}"#;
    assert_eq!(place::<Choice>(two), "the body");
}

#[test]
fn what_was_noted_before_is_forgotten_where_a_trace_starts() {
    let error = serde_json::from_str::<Page>(r#"{"pages": [{"number": {}}]}"#).err();
    let error = error.unwrap();
    assert_eq!(Trace::start().place_of(&error), "the body");
}

#[test]
fn an_error_with_a_long_text_in_it_is_known_again_by_how_it_begins() {
    let long = "é".repeat(10_000);
    let json = format!(r#"{{"pages": [{{"pages": [{{"number": "{long}"}}]}}]}}"#);
    assert_eq!(place::<Page>(&json), "member `pages[0].pages[0].number`");
}

#[test]
fn a_trace_is_of_its_thread() {
    let trace = Trace::start();
    let error = std::thread::scope(|scope| {
        let read = || serde_json::from_str::<Page>(r#"{"number": "a"}"#).err();
        scope.spawn(read).join().unwrap().unwrap()
    });
    assert_eq!(trace.place_of(&error), "the body");
}
