//! The runner of conformance cases: what passes, what fails and how it is reported.
#![cfg(test)]

mod endpoints;
mod report;
mod requests;
mod responses;

use smithereens_conformance::{same, same_bytes, same_form, same_text, same_xml};
use tests::sample::ListConfigs;

fn list() -> ListConfigs {
    ListConfigs {
        function_name: "f".to_owned(),
        marker: Some("a b".to_owned()),
        max_items: Some(7),
    }
}

#[test]
fn bytes_are_shown_where_they_differ() {
    assert_eq!(same_bytes(b"a\xff", b"a\xff"), Ok(()));
    assert_eq!(
        same_bytes(b"a\xff", b"b").unwrap_err(),
        r#"is "a\xff", expected "b""#
    );
}

#[test]
fn forms_are_compared_by_what_they_decode_to() {
    let form = b"Action=Do&A.1=a%20b&A.2=&B=%2B";
    for same in [
        &form[..],
        b"B=%2B&A.2=&A.1=a%20b&Action=Do",
        b"Action=Do&%41.1=a+b&A.2&B=%2b",
        b"Action=Do&&A.1=a b&A.2=&B=%2B&",
    ] {
        assert_eq!(same_form(same, form), Ok(()));
    }
    for (other, problem) in [
        (
            &b"Action=Do&A.1=a%20b&A.2="[..],
            r#"has [], expected [("B", "+")]"#,
        ),
        (
            b"Action=Do&A.1=a%2520b&A.2=&B=%2B",
            r#"has [("A.1", "a%20b")], expected [("A.1", "a b")]"#,
        ),
        (
            b"Action=Do&A.1=a%20b&A.2=&B=%2B&B=%2B",
            r#"has [("B", "+")], expected []"#,
        ),
    ] {
        assert_eq!(same_form(other, form).unwrap_err(), problem);
    }
}

#[test]
fn documents_of_xml_are_compared_by_what_they_mean() {
    let document = r#" <A x="1" y="&lt;"><B>1</B><B> 2</B><C/><M><k>a</k><v>b</v></M><M><k>c</k><v>d</v></M></A> "#;
    for same in [
        r#"<A x="1" y="&lt;"><B>1</B><B> 2</B><C/><M><k>a</k><v>b</v></M><M><k>c</k><v>d</v></M></A>"#,
        r"<A y='&#60;' x='1'> <M><v>d</v><k>c</k></M><C></C>
           <B>1</B><M><k>a</k><v>b</v></M><!-- --><B><![CDATA[ ]]>2</B></A>",
    ] {
        assert_eq!(same_xml(same.as_bytes(), document), Ok(()));
    }
    for other in [
        r#"<A x="1" y="&lt;"><B> 2</B><B>1</B><C/><M><k>a</k><v>b</v></M><M><k>c</k><v>d</v></M></A>"#,
        r#"<A x="1" y="&lt;"><B>1</B><B>2</B><C/><M><k>a</k><v>b</v></M><M><k>c</k><v>d</v></M></A>"#,
        r#"<A x="1" y="&lt;"><B>1</B><B> 2</B><M><k>a</k><v>b</v></M><M><k>c</k><v>d</v></M></A>"#,
        r#"<A x="1"><B>1</B><B> 2</B><C/><M><k>a</k><v>b</v></M><M><k>c</k><v>d</v></M></A>"#,
        r#"<A x="1" y="&lt;"><B>1</B><B> 2</B><C/><M><k>a</k><v>b</v></M><M><k>c</k><v>d</v></M>t</A>"#,
        r#"<A x="1" y="&lt;"><B>1</B><B> 2</B><C/><M><k>a</k><v>b</v></M><M><k>c</k><v>d</v></M>"#,
        "<A/><A/>",
        "{}",
        "",
    ] {
        assert!(same_xml(other.as_bytes(), document).is_err(), "{other}");
    }
}

#[test]
fn texts_are_shown_by_their_name_where_they_differ() {
    for (actual, expected) in [(Some("a"), "a"), (Some(""), ""), (None, "")] {
        assert_eq!(same_text("code", actual, expected), Ok(()));
    }
    for (actual, problem) in [
        (Some("b"), r#"code is "b", expected "a""#),
        (None, r#"code is "", expected "a""#),
    ] {
        assert_eq!(same_text("code", actual, "a").unwrap_err(), problem);
    }
}

#[test]
fn nan_is_itself() {
    assert_eq!(same(&f64::NAN, &f64::NAN), Ok(()));
    assert!(same(&1.0, &2.0).is_err());
}
