//! Structures as generated code has them: what is read into them, and what is written.
#![allow(clippy::unwrap_used, missing_docs)]

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use smithereens_types::{Document, Timestamp, json};
use std::collections::BTreeMap;

#[derive(Debug, Default, PartialEq)]
struct Outer {
    inner: Option<Box<Inner>>,
    lists: Vec<Vec<Inner>>,
    map: BTreeMap<String, Inner>,
    document: Document,
    at: Option<Timestamp>,
    ratio: Option<f64>,
}

impl<'de> Deserialize<'de> for Outer {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        json::deserialize_structure(Self::default(), deserializer)
    }
}

impl json::Structure for Outer {
    fn read<M: json::Member>(&mut self, name: &str, member: M) -> Result<(), M::Error> {
        match name {
            "inner" => member.optional(&mut self.inner),
            "lists" => member.plain_as::<json::List<json::List>, _>(&mut self.lists),
            "map" => member.plain_as::<json::Map, _>(&mut self.map),
            "document" => member.plain(&mut self.document),
            "at" => member.optional_as::<json::DateTime, _>(&mut self.at),
            "ratio" => member.optional_as::<json::Float, _>(&mut self.ratio),
            _ => member.skip(),
        }
    }
}

impl Serialize for Outer {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = json::Object::new(serializer);
        object.optional("inner", &self.inner);
        object.plain_as::<json::List<json::List>, _>("lists", &self.lists);
        object.plain_as::<json::Map, _>("map", &self.map);
        object.plain("document", &self.document);
        object.optional_as::<json::DateTime, _>("at", &self.at);
        object.optional_as::<json::Float, _>("ratio", &self.ratio);
        object.end()
    }
}

#[derive(Debug, PartialEq)]
struct Inner {
    text: String,
}

impl Default for Inner {
    fn default() -> Self {
        Self {
            text: "at the start".to_owned(),
        }
    }
}

impl<'de> Deserialize<'de> for Inner {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        json::deserialize_structure(Self::default(), deserializer)
    }
}

impl json::Structure for Inner {
    fn read<M: json::Member>(&mut self, name: &str, member: M) -> Result<(), M::Error> {
        match name {
            "text" => member.plain(&mut self.text),
            _ => member.skip(),
        }
    }
}

impl Serialize for Inner {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = json::Object::new(serializer);
        object.plain("text", &self.text);
        object.end()
    }
}

fn inner(text: &str) -> Inner {
    Inner {
        text: text.to_owned(),
    }
}

fn error(json: &str) -> String {
    serde_json::from_str::<Outer>(json).unwrap_err().to_string()
}

#[test]
fn what_was_written_is_read() {
    let json = r#"{"inner":{"text":"a"},"lists":[[{"text":"b"}],[]],"map":{"c":{"text":"d"}},"document":[{"x":[]}],"at":"1970-01-01T00:00:05Z","ratio":"NaN"}"#;
    let outer: Outer = serde_json::from_str(json).unwrap();
    assert_eq!(outer.inner.as_deref(), Some(&inner("a")));
    assert_eq!(outer.lists, [vec![inner("b")], vec![]]);
    assert_eq!(outer.map["c"], inner("d"));
    assert_eq!(serde_json::to_string(&outer).unwrap(), json);
    let value = serde_json::to_value(&outer).unwrap();
    assert_eq!(
        value,
        serde_json::from_str::<serde_json::Value>(json).unwrap()
    );
    assert_eq!(serde_json::from_value::<Outer>(value).unwrap().at, outer.at);
}

#[test]
fn null_and_what_is_left_out_change_nothing() {
    let nulls = r#"{"inner": null, "lists": null, "map": null, "document": null, "at": null, "ratio": null}"#;
    for json in [
        "{}",
        nulls,
        r#"{"other": {"lists": [1]}, "lists2": null, "": true}"#,
    ] {
        let outer: Outer = serde_json::from_str(json).unwrap();
        assert_eq!(outer, Outer::default(), "{json}");
    }
    let read: Inner = serde_json::from_str(r#"{"text": null}"#).unwrap();
    assert_eq!(read, Inner::default());
}

#[test]
fn of_a_repeated_member_the_last_that_says_something_counts() {
    let json = r#"{"lists": [], "at": 1, "lists": [[{"text": "a"}]], "at": 2, "lists": null}"#;
    let outer: Outer = serde_json::from_str(json).unwrap();
    assert_eq!(outer.lists, [[inner("a")]]);
    assert_eq!(outer.at, Timestamp::from_epoch_seconds(2));
    // An absent value is something that an `Option` can say.
    let outer: Outer = serde_json::from_str(r#"{"at": 1, "at": null}"#).unwrap();
    assert_eq!(outer.at, None);
}

#[test]
fn a_name_may_be_escaped() {
    let read: Inner = serde_json::from_str(r#"{"t\u0065xt": "a"}"#).unwrap();
    assert_eq!(read, inner("a"));
}

#[test]
fn a_list_is_no_structure_at_any_depth() {
    for json in [
        "[]",
        r#"{"inner": []}"#,
        r#"{"inner": ["a"]}"#,
        r#"{"lists": [[{}, []]]}"#,
        r#"{"map": {"a": []}}"#,
    ] {
        let described = error(json).starts_with("invalid type: sequence, expected an object");
        assert!(described, "{json}: {}", error(json));
    }
    assert!(error(r#""a""#).contains("expected an object"));
}

#[test]
fn the_first_member_that_cannot_be_read_is_the_error() {
    for json in [
        r#"{"at": true, "ratio": []}"#,
        r#"{"inner": {"text": true}, "at": 5}"#,
        r#"{"map": {"a": {"text": true}}, "document": "#,
    ] {
        let error = error(json);
        let (what, column) = error.split_once(" at line 1 column ").unwrap();
        let due = json.find("true").unwrap() + "true".len();
        assert_eq!(column, due.to_string(), "{json}: {what}");
    }
}

#[test]
fn a_member_that_cannot_be_written_is_an_error() {
    struct Odd;
    impl Serialize for Odd {
        fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            let mut object = json::Object::new(serializer);
            object.plain("lists", &BTreeMap::from([([1], 2)]));
            object.plain("text", "a");
            object.end()
        }
    }
    let error = serde_json::to_string(&Odd).unwrap_err();
    assert_eq!(error.to_string(), "key must be a string");
}

#[test]
fn a_member_without_a_value_is_an_empty_object() {
    let mut json = Vec::new();
    let mut serializer = serde_json::Serializer::new(&mut json);
    let mut object = json::Object::new(&mut serializer);
    object.unit("nothing");
    object.end().unwrap();
    assert_eq!(json, br#"{"nothing":{}}"#);
}
