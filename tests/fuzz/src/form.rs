//! Writing the forms of awsQuery and ec2Query.

use crate::mutate::{self, Fragments};
use serde_json::{Map, Value};
use smithereens_types::Blob;
use smithereens_types::query::{
    self, Ec2List, FlatList, FlatMap, Form, List, Own, Sparse, WriteAs,
};
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// What the mutator puts into values.
pub static FRAGMENTS: Fragments =
    LazyLock::new(|| mutate::fragments(include_str!("fragments/form.json")));

/// Reads JSON as the members of an operation and writes them. The form is of unreserved characters and escapes alone, and
/// decodes to the pairs that the members stand for.
pub fn run(data: &[u8]) {
    let Ok(Value::Object(members)) = serde_json::from_slice(data) else {
        return;
    };
    let mut form = Form::new("Do", "2020-01-08");
    let mut expected = vec![
        ("Action".to_owned(), "Do".to_owned()),
        ("Version".to_owned(), "2020-01-08".to_owned()),
    ];
    query::Write::write(&Node::Structure(members.clone()), &mut form);
    pairs("", &Node::Structure(members), &mut expected);
    assert_eq!(decoded(&String::from(form)), expected);
}

/// A value of any type, as JSON has it: an object is a structure, or by the name of its only member something else.
enum Node {
    Leaf(Leaf),
    Structure(Map<String, Value>),
    Collection(Kind, Vec<Option<Node>>),
    Map(Kind, BTreeMap<String, Node>),
}

enum Leaf {
    Boolean(bool),
    Long(i64),
    Double(f64),
    String(String),
    Blob(Blob),
}

#[derive(Clone, Copy)]
enum Kind {
    Named,
    Flat,
    Ec2,
}

fn node(value: &Value) -> Option<Node> {
    Some(match value {
        Value::Null => return None,
        Value::Bool(value) => Node::Leaf(Leaf::Boolean(*value)),
        Value::Number(number) => Node::Leaf(match number.as_i64() {
            Some(long) => Leaf::Long(long),
            None => Leaf::Double(number.as_f64().unwrap_or(f64::NAN)),
        }),
        Value::String(text) => Node::Leaf(Leaf::String(text.clone())),
        Value::Array(elements) => Node::Collection(Kind::Named, nodes(elements)),
        Value::Object(members) => match members.iter().next() {
            Some((name, Value::Array(elements))) if name == "#flat" => {
                Node::Collection(Kind::Flat, nodes(elements))
            }
            Some((name, Value::Array(elements))) if name == "#ec2" => {
                Node::Collection(Kind::Ec2, nodes(elements))
            }
            Some((name, Value::Object(entries))) if name == "#map" => {
                Node::Map(Kind::Named, map(entries))
            }
            Some((name, Value::Object(entries))) if name == "#flat-map" => {
                Node::Map(Kind::Flat, map(entries))
            }
            Some((name, Value::String(text))) if name == "#blob" => {
                Node::Leaf(Leaf::Blob(Blob::from(text.clone().into_bytes())))
            }
            _ => Node::Structure(members.clone()),
        },
    })
}

fn nodes(elements: &[Value]) -> Vec<Option<Node>> {
    elements.iter().map(node).collect()
}

fn map(entries: &Map<String, Value>) -> BTreeMap<String, Node> {
    let present = |(key, value): (&String, _)| Some((key.clone(), node(value)?));
    entries.iter().filter_map(present).collect()
}

impl query::Write for Node {
    fn write(&self, form: &mut Form) {
        match self {
            Self::Leaf(Leaf::Boolean(value)) => value.write(form),
            Self::Leaf(Leaf::Long(value)) => value.write(form),
            Self::Leaf(Leaf::Double(value)) => value.write(form),
            Self::Leaf(Leaf::String(value)) => value.write(form),
            Self::Leaf(Leaf::Blob(value)) => value.write(form),
            Self::Structure(members) => {
                for (name, value) in members {
                    form.optional(name, &node(value));
                }
            }
            Self::Collection(Kind::Named, list) => List("member", Sparse(Own)).write_as(list, form),
            Self::Collection(Kind::Flat, list) => FlatList(Sparse(Own)).write_as(list, form),
            Self::Collection(Kind::Ec2, list) => Ec2List(Sparse(Own)).write_as(list, form),
            Self::Map(Kind::Named, map) => query::Map("key", "value", Own).write_as(map, form),
            Self::Map(_, map) => FlatMap("K", "V", Own).write_as(map, form),
        }
    }
}

/// The pairs that a value stands for, by the words of the protocols.
fn pairs(path: &str, value: &Node, out: &mut Vec<(String, String)>) {
    let mut text = |text: String| out.push((path.to_owned(), text));
    match value {
        Node::Leaf(Leaf::Boolean(value)) => text(value.to_string()),
        Node::Leaf(Leaf::Long(value)) => text(value.to_string()),
        Node::Leaf(Leaf::Double(value)) => text(smithereens_types::float_text(*value)),
        Node::Leaf(Leaf::String(value)) => text(value.clone()),
        Node::Leaf(Leaf::Blob(value)) => {
            let Value::String(base64) = serde_json::to_value(value).expect("base64") else {
                panic!("a blob is no text in JSON");
            };
            text(base64);
        }
        Node::Structure(members) => {
            for (name, value) in members {
                if let Some(value) = node(value) {
                    pairs(&join(path, name), &value, out);
                }
            }
        }
        Node::Collection(kind, list) => {
            if list.is_empty() && !matches!(kind, Kind::Ec2) {
                text(String::new());
            }
            let path = match kind {
                Kind::Named => join(path, "member"),
                Kind::Flat | Kind::Ec2 => path.to_owned(),
            };
            for (element, position) in list.iter().zip(1_usize..) {
                let path = join(&path, &position.to_string());
                match element {
                    Some(element) => pairs(&path, element, out),
                    None => out.push((path, String::new())),
                }
            }
        }
        Node::Map(kind, map) => {
            let (path, key_name, value_name) = match kind {
                Kind::Named => (join(path, "entry"), "key", "value"),
                Kind::Flat | Kind::Ec2 => (path.to_owned(), "K", "V"),
            };
            for ((key, value), position) in map.iter().zip(1_usize..) {
                let path = join(&path, &position.to_string());
                out.push((join(&path, key_name), key.clone()));
                pairs(&join(&path, value_name), value, out);
            }
        }
    }
}

fn join(path: &str, name: &str) -> String {
    if path.is_empty() {
        name.to_owned()
    } else {
        format!("{path}.{name}")
    }
}

/// What a form says to who decodes it.
fn decoded(form: &str) -> Vec<(String, String)> {
    let pair = |pair: &str| {
        let (name, value) = pair.split_once('=').expect("an equals sign");
        (text(name), text(value))
    };
    form.split('&').map(pair).collect()
}

fn text(encoded: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = encoded.bytes();
    while let Some(byte) = rest.next() {
        bytes.push(match byte {
            b'%' => {
                let mut digit = || {
                    let digit = char::from(rest.next().expect("two digits"));
                    assert!(!digit.is_ascii_lowercase(), "{encoded}");
                    digit.to_digit(16).expect("a hexadecimal digit")
                };
                u8::try_from(digit() * 16 + digit()).expect("a byte")
            }
            b'-' | b'.' | b'_' | b'~' => byte,
            _ => {
                assert!(byte.is_ascii_alphanumeric(), "{encoded}");
                byte
            }
        });
    }
    String::from_utf8(bytes).expect("UTF-8")
}
