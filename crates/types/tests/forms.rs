//! The forms of awsQuery and ec2Query: what stands in them, and under which names.
#![cfg(feature = "query")]
#![allow(clippy::unwrap_used, missing_docs)]

#[macro_use]
mod enum_of;

use smithereens_types::query::{
    Ec2List, EpochSeconds, FlatList, FlatMap, Form, HttpDate, List, Map, Own, Sparse, Write,
};
use smithereens_types::{BigDecimal, BigInteger, Blob, Document, Timestamp, UnknownMember, json};
use std::collections::BTreeMap;

/// What a form has beyond action and version.
fn written(write: impl FnOnce(&mut Form) -> &mut Form) -> String {
    let mut form = Form::new("Do", "2020-01-08");
    write(&mut form);
    let text = String::from(form);
    let members = text.strip_prefix("Action=Do&Version=2020-01-08").unwrap();
    members.strip_prefix('&').unwrap_or(members).to_owned()
}

fn plain<T: Write + ?Sized>(value: &T) -> String {
    written(|form| form.plain("Name", value))
}

/// A structure that holds itself.
#[derive(Clone, Default)]
struct Node {
    name: Option<String>,
    next: Option<Box<Node>>,
    nodes: Option<Vec<Node>>,
}

impl Write for Node {
    fn write(&self, form: &mut Form) {
        form.optional("Name", &self.name);
        form.optional("Next", &self.next);
        form.optional_as("Nodes", &self.nodes, List("member", Own));
    }
}

fn node(name: &str) -> Node {
    Node {
        name: Some(name.to_owned()),
        ..Node::default()
    }
}

#[test]
fn a_form_without_members_says_action_and_version() {
    let form = Form::new("GetCallerIdentity", "2011-06-15");
    assert_eq!(
        String::from(form),
        "Action=GetCallerIdentity&Version=2011-06-15"
    );
}

#[test]
fn leaf_values_are_texts() {
    let at = Timestamp::from_epoch_millis(1_422_172_800_719).unwrap();
    let whole: BigInteger = "-123456789012345678901234567890".parse().unwrap();
    let decimal: BigDecimal = "1.5e+3".parse().unwrap();
    for (written, expected) in [
        (plain("text"), "Name=text"),
        (plain(""), "Name="),
        (plain(&"text".to_owned()), "Name=text"),
        (plain(&true), "Name=true"),
        (plain(&false), "Name=false"),
        (plain(&i8::MIN), "Name=-128"),
        (plain(&0_i16), "Name=0"),
        (plain(&i32::MAX), "Name=2147483647"),
        (plain(&i64::MIN), "Name=-9223372036854775808"),
        (plain(&10.8_f32), "Name=10.8"),
        (plain(&10.8_f64), "Name=10.8"),
        (plain(&1.0_f64), "Name=1"),
        (plain(&f32::NAN), "Name=NaN"),
        (plain(&f64::INFINITY), "Name=Infinity"),
        (plain(&f64::NEG_INFINITY), "Name=-Infinity"),
        (plain(&Blob::from(&b"value"[..])), "Name=dmFsdWU%3D"),
        (plain(&Blob::from(&[0xfb, 0xff][..])), "Name=%2B%2F8%3D"),
        (plain(&Blob::default()), "Name="),
        (plain(&at), "Name=2015-01-25T08%3A00%3A00.719Z"),
        (plain(&whole), "Name=-123456789012345678901234567890"),
        (plain(&decimal), "Name=1.5e%2B3"),
    ] {
        assert_eq!(written, expected);
    }
}

#[test]
fn a_blob_that_is_longer_than_a_piece_of_base64_is_whole() {
    let blob = Blob::from(vec![b'a'; 3_000]);
    assert_eq!(plain(&blob), format!("Name={}", "YWFh".repeat(1_000)));
}

#[test]
fn timestamps_have_three_formats() {
    let at = Some(Timestamp::from_epoch_seconds(1_422_172_800).unwrap());
    let none = None;
    for (written, expected) in [
        (
            written(|form| form.optional("At", &at)),
            "At=2015-01-25T08%3A00%3A00Z",
        ),
        (
            written(|form| form.optional_as("At", &at, EpochSeconds)),
            "At=1422172800",
        ),
        (
            written(|form| form.optional_as("At", &at, HttpDate)),
            "At=Sun%2C%2025%20Jan%202015%2008%3A00%3A00%20GMT",
        ),
        (written(|form| form.optional_as("At", &none, HttpDate)), ""),
    ] {
        assert_eq!(written, expected);
    }
}

#[test]
fn all_but_unreserved_characters_is_encoded_in_values_and_in_names() {
    let hostile = "a&b=c d+%/?#\u{e4}\u{1f600}\0\n-._~";
    let encoded = "a%26b%3Dc%20d%2B%25%2F%3F%23%C3%A4%F0%9F%98%80%00%0A-._~";
    assert_eq!(plain(hostile), format!("Name={encoded}"));
    let in_name = written(|form| form.plain(hostile, "x"));
    assert_eq!(in_name, format!("{encoded}=x"));
}

#[test]
fn a_member_stands_below_those_on_the_way_to_it_and_beside_those_before_it() {
    let deep = Node {
        next: Some(Box::new(Node {
            nodes: Some(vec![node("b"), Node::default(), node("c")]),
            ..node("a")
        })),
        ..node("top")
    };
    let form = written(|form| {
        form.plain("Node", &deep)
            .optional::<String>("Absent", &None)
            .plain("After", "x")
    });
    assert_eq!(
        form,
        "Node.Name=top&Node.Next.Name=a&Node.Next.Nodes.member.1.Name=b\
         &Node.Next.Nodes.member.3.Name=c&After=x"
    );
}

#[test]
fn lists_count_from_one_behind_the_name_of_their_elements_or_their_own() {
    let list = Some(vec!["a".to_owned(), "b".to_owned()]);
    let empty = Some(Vec::<String>::new());
    let none = None::<Vec<String>>;
    let nested = Some(vec![vec![1, 2], vec![], vec![3]]);
    let sparse = Some(vec![Some(true), None, Some(false)]);
    for (written, expected) in [
        (
            written(|form| form.optional_as("L", &list, List("member", Own))),
            "L.member.1=a&L.member.2=b",
        ),
        (
            written(|form| form.optional_as("L", &list, List("item", Own))),
            "L.item.1=a&L.item.2=b",
        ),
        (
            written(|form| form.optional_as("L", &list, FlatList(Own))),
            "L.1=a&L.2=b",
        ),
        (
            written(|form| form.optional_as("L", &list, Ec2List(Own))),
            "L.1=a&L.2=b",
        ),
        (
            written(|form| form.optional_as("L", &empty, List("member", Own))),
            "L=",
        ),
        (
            written(|form| form.optional_as("L", &empty, FlatList(Own))),
            "L=",
        ),
        (
            written(|form| form.optional_as("L", &empty, Ec2List(Own))),
            "",
        ),
        (
            written(|form| form.optional_as("L", &none, List("member", Own))),
            "",
        ),
        (
            written(|form| form.optional_as("L", &nested, List("member", List("item", Own)))),
            "L.member.1.item.1=1&L.member.1.item.2=2&L.member.2=&L.member.3.item.1=3",
        ),
        (
            written(|form| form.optional_as("L", &sparse, List("member", Sparse(Own)))),
            "L.member.1=true&L.member.2=&L.member.3=false",
        ),
    ] {
        assert_eq!(written, expected);
    }
    let twelve = written(|form| form.plain_as("L", &vec![0; 12], FlatList(Own)));
    assert!(twelve.ends_with("L.9=0&L.10=0&L.11=0&L.12=0"), "{twelve}");
}

#[test]
fn maps_number_their_entries_and_name_their_keys_and_values() {
    let map = BTreeMap::from([("bar".to_owned(), 1), ("foo".to_owned(), 2)]);
    let lists = BTreeMap::from([("a b".to_owned(), vec![1, 2]), ("c".to_owned(), vec![])]);
    let by_enum = BTreeMap::from([(Color::Red, node("x"))]);
    let empty = BTreeMap::<String, i32>::new();
    for (written, expected) in [
        (
            written(|form| form.plain_as("M", &map, Map("key", "value", Own))),
            "M.entry.1.key=bar&M.entry.1.value=1&M.entry.2.key=foo&M.entry.2.value=2",
        ),
        (
            written(|form| form.plain_as("M", &map, FlatMap("K", "V", Own))),
            "M.1.K=bar&M.1.V=1&M.2.K=foo&M.2.V=2",
        ),
        (
            written(|form| form.plain_as("M", &lists, Map("key", "value", List("member", Own)))),
            "M.entry.1.key=a%20b&M.entry.1.value.member.1=1&M.entry.1.value.member.2=2\
             &M.entry.2.key=c&M.entry.2.value=",
        ),
        (
            written(|form| form.plain_as("M", &by_enum, FlatMap("key", "value", Own))),
            "M.1.key=red&M.1.value.Name=x",
        ),
        (
            written(|form| form.plain_as("M", &empty, Map("key", "value", Own))),
            "",
        ),
    ] {
        assert_eq!(written, expected);
    }
}

string_enum_of!(Color, false, Red = "red"; query);
int_enum_of!(Size, false, Small = 1; query);

#[test]
fn enums_are_their_values_listed_or_not() {
    assert_eq!(plain(&Color::Red), "Name=red");
    assert_eq!(plain(&Color::from("sea green")), "Name=sea%20green");
    assert_eq!(plain(&Size::Small), "Name=1");
    assert_eq!(plain(&Size::from(-7)), "Name=-7");
}

/// A union as it is generated.
enum Filter {
    Name(String),
    All {},
    Unknown(UnknownMember<Self>),
}

impl Write for Filter {
    fn write(&self, form: &mut Form) {
        match self {
            Self::Name(value) => form.plain("Name", value),
            Self::All {} => form.unit("All"),
            Self::Unknown(member) => form.unknown(member),
        };
    }
}

impl json::Union for Filter {
    fn read<M: json::Member>(_: &str, member: M) -> Result<json::Variant<Self>, M::Error> {
        member.unknown()
    }

    fn unknown(member: UnknownMember<Self>) -> Self {
        Self::Unknown(member)
    }
}

#[test]
fn a_union_is_the_member_that_is_set() {
    let unknown = |json: &str| {
        let mut deserializer = serde_json::Deserializer::from_str(json);
        let filter: Filter = json::deserialize_union(&mut deserializer).unwrap();
        filter
    };
    for (filter, expected) in [
        (Filter::Name("a".to_owned()), "F.Name=a"),
        (Filter::All {}, ""),
        (unknown(r#"{"Size": 7}"#), "F.Size=7"),
        (
            unknown(r#"{"Of": {"a": ["x", true], "b": null, "c": 1.5}}"#),
            "F.Of.a.member.1=x&F.Of.a.member.2=true&F.Of.c=1.5",
        ),
    ] {
        assert_eq!(written(|form| form.plain("F", &filter)), expected);
    }
    // What a service's JSON is read as is no document in a form but its parts.
    assert_eq!(plain(&Document::NULL), "");
}
