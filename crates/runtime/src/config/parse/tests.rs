//! Tests of the reader, by the cases that the AWS SDKs have in common.

use super::*;

/// A section's properties as `name=value`, with nested ones as `name.nested=value`; in the order of their names.
fn properties(text: &str, kind: Option<&str>, name: &str) -> Vec<String> {
    let sections = parse(text).unwrap();
    let mut properties: Vec<_> = sections
        .get(kind, name)
        .unwrap()
        .properties
        .iter()
        .collect();
    properties.sort_by_key(|property| &property.name);
    let mut shown = Vec::new();
    for Property {
        name,
        value,
        nested,
    } in properties
    {
        shown.push(format!("{name}={value}"));
        let nested = nested.iter();
        shown.extend(nested.map(|(nested, value)| format!("{name}.{nested}={value}")));
    }
    shown
}

fn of_profile(text: &str) -> Vec<String> {
    properties(text, Some("profile"), "foo")
}

/// The names of sections, in order.
fn names(text: &str) -> Vec<String> {
    let sections = parse(text).unwrap().0.into_iter();
    let shown = sections.map(|Section { kind, name, .. }| match kind {
        Some(kind) => format!("{kind} {name}"),
        None => name,
    });
    let mut shown: Vec<_> = shown.collect();
    shown.sort();
    shown
}

#[test]
fn sections_have_names_of_one_form() {
    for (text, expected) in [
        ("", &[][..]),
        ("[profile foo]", &["profile foo"]),
        (
            "[profile foo]\n[profile bar]",
            &["profile bar", "profile foo"],
        ),
        ("[profile \tfoo \t]", &["profile foo"]),
        ("[profile\tfoo]", &["profile foo"]),
        ("[   profile   foo    ]", &["profile foo"]),
        ("[ default ]", &["default"]),
        (
            "[profile foo];x\n[profile bar]# y",
            &["profile bar", "profile foo"],
        ),
        ("[profile foo] ; x", &["profile foo"]),
        (
            "[profile a-b:c/d_e%f.g@h+1]",
            &["profile a-b:c/d_e%f.g@h+1"],
        ),
        ("[profile \"foo\"]\n['bar']", &["bar", "profile foo"]),
        (
            "[sso-session foo]\n[services foo]",
            &["services foo", "sso-session foo"],
        ),
    ] {
        assert_eq!(names(text), expected, "{text}");
    }
}

#[test]
fn sections_whose_names_are_none_are_left_out_with_what_is_in_them() {
    for header in [
        "[]",
        "[ ]",
        "[profile in valid]",
        "[profile foo!bar]",
        "[\"a b\"]",
        "[in valid 2]",
    ] {
        let text = format!("{header}\nx = 1\n  y = 2\n[profile foo]\nname = value");
        assert_eq!(names(&text), ["profile foo"], "{header}");
        assert_eq!(of_profile(&text), ["name=value"]);
    }
}

#[test]
fn properties_are_read() {
    for (lines, expected) in [
        ("name = value", &["name=value"][..]),
        (
            "name=value\r\nname2=value2\r\n",
            &["name=value", "name2=value2"],
        ),
        ("NaMe \t=  \tvalue \t", &["name=value"]),
        ("name = val=ue", &["name=val=ue"]),
        ("name = ü 🐱", &["name=ü 🐱"]),
        ("name =", &["name="]),
        ("\t \n\nname = value\n \t", &["name=value"]),
        ("name = value\nname = value2", &["name=value2"]),
        ("# c\n; c\nname = value # c ; c", &["name=value"]),
        ("name = value ; c", &["name=value"]),
        ("name = ; c", &["name="]),
        ("name = a;b\nname2 = a# b", &["name=a;b", "name2=a# b"]),
    ] {
        let text = format!("[profile foo]\n{lines}");
        assert_eq!(of_profile(&text), expected, "{lines}");
    }
}

#[test]
fn indented_lines_continue_a_value() {
    for (lines, expected) in [
        (" -more\n\t-and-more", "name=value\n-more\n-and-more"),
        (" \t -more \t ", "name=value\n-more"),
        (" -more # kept", "name=value\n-more # kept"),
        (" a = b", "name=value\na = b"),
        (" # left out\n -more", "name=value\n-more"),
    ] {
        let text = format!("[profile foo]\nname = value\n{lines}");
        assert_eq!(of_profile(&text), [expected]);
    }
}

#[test]
fn properties_nest_below_an_empty_value() {
    let text = "[profile foo]\ns3 =\n endpoint_url = http://s3 # c\n\n \t\n # c\n in valid =\n";
    let expected = ["s3=", "s3.endpoint_url=http://s3", "s3.in valid="];
    assert_eq!(of_profile(text), expected);
    let text = "[profile foo]\ns3 =\n a = b\ns3 =\n c = d\nec2 =\nsqs = x";
    assert_eq!(of_profile(text), ["ec2=", "s3=", "s3.c=d", "sqs=x"]);
}

#[test]
fn what_comes_twice_is_merged() {
    let text = "[profile foo]\nname = a\nx = 1\n[profile bar]\n[profile foo]\nNAME = b\ny = 2";
    assert_eq!(of_profile(text), ["name=b", "x=1", "y=2"]);
}

#[test]
fn a_fault_names_its_line_and_not_what_is_in_it() {
    for (text, line) in [
        ("name = SECRET", 1),
        ("\n -SECRET", 2),
        ("[default", 1),
        ("[default] SECRET", 1),
        ("[default]\nSECRET : x", 2),
        ("[default]\n= SECRET", 2),
        ("[default]\nSECRET # a = b", 2),
        ("[default]\n -SECRET", 2),
        ("[default]\n  name = SECRET", 2),
        ("[default]\na = b\n[default]\n -SECRET", 4),
        ("[default]\na =\n SECRET", 3),
        ("[default]\na =\n = SECRET", 3),
    ] {
        let fault = parse(text).unwrap_err();
        assert_eq!(fault.line, line, "{text}");
        assert!(!fault.reason.contains("SECRET"));
    }
}
