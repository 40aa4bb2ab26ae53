//! Unions, the members that they do not list among them.

use super::shapes::{Choice, read, written};
use smithereens_types::Document;

fn choice(inside: &str) -> Choice {
    read(&format!("<Choice>{inside}</Choice>"))
        .unwrap()
        .choice
        .unwrap()
}

#[test]
fn the_member_that_is_there_is_the_variant() {
    for (inside, expected) in [
        ("<text>a</text>", Choice::Text("a".to_owned())),
        ("<text/>", Choice::Text(String::new())),
        (" <many>1</many> <many>2</many> ", Choice::Many(vec![1, 2])),
        (
            "<list><member>a</member></list>",
            Choice::List(vec!["a".to_owned()]),
        ),
        ("<list/>", Choice::List(vec![])),
        (
            "<deep><nothing/></deep>",
            Choice::Deep(Box::new(Choice::Nothing {})),
        ),
        ("<nothing><a>b</a></nothing>", Choice::Nothing {}),
        (
            "<deep n:nil='true'/><text>a</text>",
            Choice::Text("a".to_owned()),
        ),
    ] {
        assert_eq!(choice(inside), expected, "{inside}");
    }
}

#[test]
fn a_member_that_is_not_listed_is_kept_and_written_as_it_was() {
    let object = |members: &[(&str, Document)]| members.iter().cloned().collect::<Document>();
    for (inside, value) in [
        ("<new>a&amp;b</new>", Document::from("a&b")),
        ("<new></new>", Document::from("")),
        (
            "<new><a>1</a><b><c>2</c></b></new>",
            object(&[("a", "1".into()), ("b", object(&[("c", "2".into())]))]),
        ),
        (
            "<new><a>1</a><a>2</a><a></a></new>",
            object(&[("a", vec!["1", "2", ""].into())]),
        ),
    ] {
        let Choice::Unknown(member) = choice(inside) else {
            panic!("{inside}");
        };
        assert_eq!((member.name(), member.value()), ("new", &value));
        let mut all = read(&format!("<Choice>{inside}</Choice>")).unwrap();
        let text = written(&all);
        assert!(
            text.ends_with(&format!("<Choice>{inside}</Choice>")),
            "{text}"
        );
        // The one that stands for an absent union is nothing on the wire.
        all.choice = Some(Choice::Unknown(smithereens_types::UnknownMember::default()));
        assert!(written(&all).ends_with("<Choice></Choice>"));
    }
}

#[test]
fn a_union_has_one_member() {
    for (inside, reason) in [
        ("", "a union with no member set"),
        ("<text n:nil='true'/>", "a union with no member set"),
        (
            "<text>a</text><text>b</text>",
            "a union with more than one member set",
        ),
        (
            "<many>1</many><text>b</text>",
            "a union with more than one member set",
        ),
        (
            "<text>b</text><many>1</many>",
            "a union with more than one member set",
        ),
        ("<nothing/><new/>", "a union with more than one member set"),
        ("text", "invalid type: text, expected elements"),
    ] {
        let error = read(&format!("<Choice>{inside}</Choice>")).unwrap_err();
        assert!(error.place().starts_with("member `Choice"), "{error}");
        assert!(error.reason().starts_with(reason), "{inside}: {error}");
    }
}
