//! Tests of the reader, by the cases that the AWS SDKs have in common.

use super::*;

fn config(text: &str) -> Sections {
    parse(text, Kind::Config).unwrap()
}

/// The properties of the profile `foo` as `name=value`, with nested ones as `name.nested=value`; in the order of their
/// names.
fn of_profile(text: &str) -> Vec<String> {
    let sections = config(text);
    let section = sections.get(About::Profile, "foo").unwrap();
    let mut properties: Vec<_> = section.0.iter().collect();
    properties.sort_by_key(|(name, _)| *name);
    let mut shown = Vec::new();
    for (name, Property { value, nested }) in properties {
        shown.push(format!("{name}={value}"));
        let nested = nested.iter();
        shown.extend(nested.map(|(nested, value)| format!("{name}.{nested}={value}")));
    }
    shown
}

/// What the sections are about and their names, in order.
fn names(text: &str, kind: Kind) -> Vec<String> {
    let sections = parse(text, kind).unwrap().0.into_keys();
    let mut shown: Vec<_> = sections
        .map(|(about, name)| format!("{about:?} {name}"))
        .collect();
    shown.sort();
    shown
}

#[test]
fn sections_have_names_of_one_form() {
    for (text, expected) in [
        ("", &[][..]),
        ("[profile foo]", &["Profile foo"]),
        (
            "[profile foo]\n[profile bar]",
            &["Profile bar", "Profile foo"],
        ),
        ("[profile \tfoo \t]", &["Profile foo"]),
        ("[profile\tfoo]", &["Profile foo"]),
        ("[   profile   foo    ]", &["Profile foo"]),
        ("[ default ]", &["Default default"]),
        (
            "[profile foo];x\n[profile bar]# y",
            &["Profile bar", "Profile foo"],
        ),
        ("[profile foo] ; x", &["Profile foo"]),
        (
            "[profile a-b:c/d_e%f.g@h+1]",
            &["Profile a-b:c/d_e%f.g@h+1"],
        ),
        (
            "[profile \"foo\"]\n[profile 'b a r']",
            &["Profile b a r", "Profile foo"],
        ),
        (
            "[sso-session foo]\n[services \"f oo\"]",
            &["Services f oo", "SsoSession foo"],
        ),
    ] {
        assert_eq!(names(text, Kind::Config), expected, "{text}");
    }
}

#[test]
fn sections_whose_names_are_none_are_left_out_with_what_is_in_them() {
    for header in [
        "[]",
        "[ ]",
        "[foo]",
        "[\"default\"]",
        "[profile in valid]",
        "[profile foo!bar]",
        "[profile \"foo]",
        "[profile \"\"]",
        "[profile \"a\" \"b\"]",
        "[\"a b\"]",
        "[in valid 2]",
        "[plugins x]",
    ] {
        let text = format!("{header}\nx = 1\n  y = 2\n[profile foo]\nname = value");
        assert_eq!(names(&text, Kind::Config), ["Profile foo"], "{header}");
        assert_eq!(of_profile(&text), ["name=value"]);
    }
}

#[test]
fn names_in_the_credentials_file_stand_for_themselves() {
    for name in ["foo", "my dev", "\"dev\"", "profile foo", "a!b"] {
        let text = format!("[ {name} ]\nx = 1");
        assert_eq!(
            names(&text, Kind::Credentials),
            [format!("Profile {name}")],
            "{name}"
        );
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
fn a_blank_value_counts_as_not_set() {
    let text = "[services foo]\nlambda =\n  endpoint_url =\n  x = y\ns3 =\n  endpoint_url = http://s3\nz = \u{a0}\n";
    let sections = config(text);
    let section = sections.get(About::Services, "foo").unwrap();
    let nested: Vec<_> = section.nested("endpoint_url").collect();
    assert_eq!(nested, [("s3", "http://s3")]);
    assert_eq!(section.get("z"), None);
}

#[test]
fn a_long_file_is_read_in_step_with_its_length() {
    let properties = (0..200_000).map(|number| format!("name{number} = value\n"));
    let profiles = (0..100_000)
        .map(|number| format!("[profile p{number}]\nname =\n  nested{number} = value\n"));
    let text = properties.chain(profiles).collect::<String>();
    let text = format!("[profile foo]\n{text}");
    let start = std::time::Instant::now();
    assert_eq!(config(&text).0.len(), 100_001);
    assert!(start.elapsed() < std::time::Duration::from_secs(20));
}

#[test]
fn an_error_names_its_line_and_not_what_is_in_it() {
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
        ("[default]\na = b\n  [profile SECRET]\nc = d", 3),
        ("[default]\na =\n\t[SECRET] # a = b", 3),
        ("[default]\n [SECRET", 2),
    ] {
        let error = parse(text, Kind::Config).unwrap_err();
        assert_eq!(error.line, line, "{text}");
        assert!(!error.reason.contains("SECRET"));
    }
}
