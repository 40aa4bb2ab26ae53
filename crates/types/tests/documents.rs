//! Documents: what they are made of, what is found in them, and how they stand in JSON.
#![allow(clippy::unwrap_used, missing_docs)]

use serde_json::{Value, json};
use smithereens_types::Document;
use std::collections::{BTreeMap, HashMap};

fn everything() -> Value {
    json!({
        "null": null, "no": false, "least": i64::MIN, "most": u64::MAX, "ratio": 0.907_303_832_202_868_9,
        "text": "a \"b\" \u{1f600}", "list": [1, [], {}], "object": { "": { "list": [null] } },
    })
}

#[test]
fn a_document_is_made_of_what_rust_has_for_it() {
    let none: Option<i32> = None;
    for (document, json) in [
        (Document::default(), json!(null)),
        (Document::NULL, json!(null)),
        (().into(), json!(null)),
        (none.into(), json!(null)),
        (Some("some").into(), json!("some")),
        (true.into(), json!(true)),
        (i8::MIN.into(), json!(-128)),
        (u64::MAX.into(), json!(18_446_744_073_709_551_615_u64)),
        (7_usize.into(), json!(7)),
        (1.5.try_into().unwrap(), json!(1.5)),
        (0.1_f32.try_into().unwrap(), json!(f64::from(0.1_f32))),
        ("text".into(), json!("text")),
        ("text".to_owned().into(), json!("text")),
        (vec![1, 2].into(), json!([1, 2])),
        (vec![Some("a"), None].into(), json!(["a", null])),
        ([Document::from(1), "a".into()].into(), json!([1, "a"])),
        (BTreeMap::from([("a", 1)]).into(), json!({ "a": 1 })),
        (
            HashMap::from([("a".to_owned(), vec![true])]).into(),
            json!({ "a": [true] }),
        ),
        ((1..3).collect(), json!([1, 2])),
        (
            [("a", 1), ("b", 2), ("a", 3)].into_iter().collect(),
            json!({ "a": 3, "b": 2 }),
        ),
        (everything().into(), everything()),
    ] {
        assert_eq!(document, Document::from(json.clone()), "{json}");
        assert_eq!(serde_json::to_value(&document).unwrap(), json);
        assert_eq!(document.to_string(), json.to_string());
        assert_eq!(Value::from(document), json);
    }
}

#[test]
fn a_number_that_json_does_not_have_is_an_error_and_never_null() {
    for number in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
        let error = Document::try_from(number).unwrap_err().to_string();
        assert_eq!(error, format!("\"{number}\" is not a number that JSON has"));
    }
    assert!(Document::try_from(f32::NAN).is_err());
}

#[test]
fn what_a_document_holds_is_found_by_its_type_and_name() {
    let document = Document::from(everything());
    let at = |name: &str| document.get(name).unwrap();
    assert!(at("null").is_null() && !at("no").is_null());
    assert_eq!(at("no").as_bool(), Some(false));
    assert_eq!(at("least").as_i64(), Some(i64::MIN));
    assert_eq!(
        (at("most").as_i64(), at("most").as_u64()),
        (None, Some(u64::MAX))
    );
    assert_eq!(
        (at("ratio").as_i64(), at("ratio").as_f64()),
        (None, Some(0.907_303_832_202_868_9))
    );
    assert_eq!(at("text").as_str(), Some("a \"b\" \u{1f600}"));
    assert_eq!(at("list").as_list().unwrap().len(), 3);
    let within = at("object").get("").and_then(|it| it.get("list"));
    assert_eq!(
        within.and_then(Document::as_list),
        Some(&[Document::NULL][..])
    );
    assert_eq!(document.as_object().unwrap().len(), 8);
    // Nothing is taken for what it is not.
    for (name, value) in document.as_object().unwrap() {
        assert_eq!(value.as_bool().is_some(), name == "no", "{name}");
        assert_eq!(value.as_str().is_some(), name == "text", "{name}");
        assert_eq!(value.as_list().is_some(), name == "list", "{name}");
        assert_eq!(value.as_object().is_some(), name == "object", "{name}");
        assert_eq!(value.get("other"), None, "{name}");
        let is_number = ["least", "most", "ratio"].contains(&name.as_str());
        assert_eq!(value.as_f64().is_some(), is_number, "{name}");
    }
}

#[test]
fn a_document_is_written_as_it_was_read() {
    let json = everything().to_string();
    let document: Document = serde_json::from_str(&json).unwrap();
    assert_eq!(document, everything().into());
    assert_eq!(serde_json::to_string(&document).unwrap(), json);
    assert_eq!(json.parse(), Ok(document));
    // Nested without measure is an error, not the end of the stack.
    let deep = "[".repeat(100_000);
    for bad in ["", "{", "nul", "1 2", "\u{1b}", &deep] {
        let error = bad.parse::<Document>().unwrap_err().to_string();
        assert!(error.ends_with(" is not JSON"), "{error}");
    }
}

#[test]
fn debug_shows_a_document_as_json_that_is_printable() {
    let document = Document::from(vec!["a\u{1b}\u{9b}\u{202e}\n\"", "é"]);
    assert_eq!(
        format!("{document:?}"),
        r#"Document(["a\u001b\u{9b}\u{202e}\n\"","é"])"#
    );
}
