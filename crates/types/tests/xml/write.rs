//! What is written.

use super::shapes::{Choice, Color, Everything, written};
use smithereens_types::{Blob, Timestamp, xml};
use std::collections::BTreeMap;

/// What [`Everything`] writes in any case.
const ALWAYS: [&str; 5] = [
    "<Flag>false</Flag>",
    "<Integer>0</Integer>",
    "<Names></Names>",
    "<Grid></Grid>",
    "<Map></Map>",
];

#[test]
fn each_member_stands_where_and_as_its_adapter_says() {
    let at = Timestamp::from_epoch_millis(1_398_796_238_500);
    let text = |text: &str| Some(text.to_owned());
    let empty = Everything::default;
    for (value, expected) in [
        (
            Everything {
                byte: Some(-7),
                ..empty()
            },
            "<Byte>-7</Byte>",
        ),
        (
            Everything {
                float: Some(f32::NAN),
                ..empty()
            },
            "<Float>NaN</Float>",
        ),
        (
            Everything {
                double: Some(f64::NEG_INFINITY),
                ..empty()
            },
            "<Double>-Infinity</Double>",
        ),
        (
            Everything {
                double: Some(6.5),
                ..empty()
            },
            "<Double>6.5</Double>",
        ),
        (
            Everything {
                big: "123456789012345678901234567890".parse().ok(),
                ..empty()
            },
            "<Big>123456789012345678901234567890</Big>",
        ),
        (
            Everything {
                text: text(""),
                ..empty()
            },
            "<Text xmlns:t=\"urn:t&amp;u\"></Text>",
        ),
        (
            Everything {
                blob: Some(Blob::from("ab")),
                ..empty()
            },
            "<Blob>YWI=</Blob>",
        ),
        (
            Everything { at, ..empty() },
            "<At>2014-04-29T18:30:38.5Z</At>",
        ),
        (
            Everything {
                epoch: at,
                ..empty()
            },
            "<Epoch>1398796238.5</Epoch>",
        ),
        (
            Everything {
                date: at,
                ..empty()
            },
            "<Date>Tue, 29 Apr 2014 18:30:38 GMT</Date>",
        ),
        (
            Everything {
                color: Some("a<b".into()),
                ..empty()
            },
            "<Color>a&lt;b</Color>",
        ),
        (
            Everything {
                level: Some(9.into()),
                ..empty()
            },
            "<Level>9</Level>",
        ),
        (
            Everything {
                dates: Some(vec![Timestamp::EPOCH]),
                ..empty()
            },
            "<Dates><Date>Thu, 01 Jan 1970 00:00:00 GMT</Date></Dates>",
        ),
        (
            Everything {
                dates: Some(vec![]),
                ..empty()
            },
            "<Dates></Dates>",
        ),
        (
            Everything {
                some: Some(vec![Color::Red, "x".into()]),
                ..empty()
            },
            "<Some xmlns=\"urn:s\">red</Some><Some xmlns=\"urn:s\">x</Some>",
        ),
        (
            Everything {
                some: Some(vec![]),
                ..empty()
            },
            "",
        ),
        (
            Everything {
                flat_map: BTreeMap::from([(Color::Red, "1".to_owned())]),
                ..empty()
            },
            "<FlatMap><K xmlns=\"urn:k\">red</K><V>1</V></FlatMap>",
        ),
        (
            Everything {
                holes: Some(vec![None, text("")]),
                ..empty()
            },
            "<Holes><member xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:nil=\"true\"></member><member></member></Holes>",
        ),
        (
            Everything {
                choice: Some(Choice::Nothing {}),
                ..empty()
            },
            "<Choice><nothing></nothing></Choice>",
        ),
        (
            Everything {
                choice: Some(Choice::Many(vec![1, 2])),
                ..empty()
            },
            "<Choice><many>1</many><many>2</many></Choice>",
        ),
    ] {
        let mut inside = written(&value);
        for always in ALWAYS {
            inside = inside.replace(always, "");
        }
        assert_eq!(inside, expected);
    }
}

#[test]
fn parts_of_collections_stand_in_each_other() {
    let value = Everything {
        flag: true,
        names: vec!["a".to_owned(), String::new()],
        grid: vec![vec![1, 2], vec![]],
        flat: vec![Everything {
            id: Some("i".to_owned()),
            ..Everything::default()
        }],
        map: BTreeMap::from([("k".to_owned(), vec![3])]),
        ..Everything::default()
    };
    let inner: String = ALWAYS.concat();
    assert_eq!(
        written(&value),
        format!(
            "<Flag>true</Flag><Integer>0</Integer><Names><member>a</member><member></member></Names>\
             <Grid><Row><Cell>1</Cell><Cell>2</Cell></Row><Row></Row></Grid>\
             <Flat x:id=\"i\">{inner}</Flat>\
             <Map><entry><key>k</key><value><member>3</member></value></entry></Map>"
        )
    );
}

#[test]
fn a_root_declares_its_namespace_before_its_own_attributes() {
    let value = Everything {
        id: Some("1".to_owned()),
        since: Some(Timestamp::EPOCH),
        ..Everything::default()
    };
    for (adapter, expected) in [
        (
            xml::Namespaced("xmlns", "urn:a", xml::Own),
            "<E xmlns=\"urn:a\" x:id=\"1\" since=\"0\">",
        ),
        (
            xml::Namespaced("xmlns:p", "\"", xml::Own),
            "<E xmlns:p=\"&quot;\" x:id=\"1\" since=\"0\">",
        ),
    ] {
        assert!(
            xml::to_string("E", &value, &adapter).starts_with(expected),
            "{expected}"
        );
    }
}

#[test]
fn what_a_reader_would_take_for_something_else_is_a_reference() {
    for (text, in_element, in_attribute) in [
        ("a&<>b", "a&amp;&lt;&gt;b", "a&amp;&lt;&gt;b"),
        ("'\"", "'\"", "'&quot;"),
        ("\r\n", "&#xD;&#xA;", "&#xD;&#xA;"),
        ("\t ", "\t ", "&#x9; "),
        ("\u{85}\u{2028}", "&#x85;&#x2028;", "&#x85;&#x2028;"),
        ("\u{1}\u{7f}", "&#x1;&#x7F;", "&#x1;&#x7F;"),
        ("]]>", "]]&gt;", "]]&gt;"),
        ("é😀", "é😀", "é😀"),
    ] {
        let value = Everything {
            id: Some(text.to_owned()),
            text: Some(text.to_owned()),
            ..Everything::default()
        };
        let document = xml::to_string("E", &value, &xml::Own);
        assert!(
            document.contains(&format!(">{in_element}</Text>")),
            "{document}"
        );
        assert!(
            document.contains(&format!("x:id=\"{in_attribute}\"")),
            "{document}"
        );
        assert_eq!(xml::from_str::<Everything>(&document, &["E"]), Ok(value));
    }
}

#[test]
fn a_member_that_is_nil_has_nothing_of_the_others_adapter() {
    let nil = r#"xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:nil="true""#;
    let inner = xml::List("b", xml::Sparse(xml::Own));
    let adapter = xml::List("a", xml::Sparse(xml::Namespaced("xmlns", "urn:n", inner)));
    assert_eq!(
        xml::to_string("L", &vec![Some(vec![Some(1), None]), None], &adapter),
        format!(r#"<L><a xmlns="urn:n"><b>1</b><b {nil}></b></a><a {nil}></a></L>"#)
    );
    // The elements of a flat list are those of the member, whose namespace they have either way.
    let flat = Flat(vec![Some(1), None]);
    assert_eq!(
        xml::to_string("L", &flat, &xml::Own),
        format!(r#"<L><a xmlns="urn:n">1</a><a xmlns="urn:n" {nil}></a></L>"#)
    );
}

struct Flat(Vec<Option<i32>>);

impl xml::Write for Flat {
    fn write(&self, content: &mut xml::Content<'_>) {
        let adapter = xml::Flat(xml::Sparse(xml::Own));
        content.flat("a", &self.0, xml::Namespaced("xmlns", "urn:n", adapter));
    }
}
