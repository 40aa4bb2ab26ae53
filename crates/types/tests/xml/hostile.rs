//! What is refused, and how the errors say where.

use super::shapes::{Everything, read};
use smithereens_types::xml;

fn error(document: &str) -> String {
    let error = xml::from_str::<Everything>(document, &["Everything"]).unwrap_err();
    let text = error.to_string();
    assert!(!text.contains("s3cr3t"), "{text}");
    text
}

#[test]
fn a_text_that_is_no_xml_is_said_to_be_none() {
    for (document, described) in [
        (
            "s3cr3t",
            "it does not begin with an element at line 1 column 7",
        ),
        (" ", "it has no element at line 1 column 2"),
        ("<!-- s3cr3t -->", "it has no element at line 1 column 16"),
        (
            "{\"a\": 1}",
            "it does not begin with an element at line 1 column 9",
        ),
        (
            "&lt;",
            "it does not begin with an element at line 1 column 5",
        ),
        (
            "<![CDATA[s3cr3t]]>",
            "it does not begin with an element at line 1 column 19",
        ),
        (
            "</s3cr3t>",
            "an end tag has another name than its start tag at line 1 column 1",
        ),
        (
            "<Everything>\n<Text>a",
            "it ends before its elements do at line 2 column 8",
        ),
        (
            "<Everything><Te",
            "it ends before its elements do at line 1 column 13",
        ),
        (
            "<Everything><Text s3cr3t='",
            "it ends before its elements do at line 1 column 13",
        ),
        (
            "<Everything><!-- s3cr3t",
            "it ends before its elements do at line 1 column 13",
        ),
        (
            "<Everything><Unknown><a>s3cr3t</a>",
            "it ends before its elements do at line 1 column 35",
        ),
        (
            "<Everything><Text>s3cr3t</Test></Everything>",
            "an end tag has another name than its start tag at line 1 column 25",
        ),
        (
            "<Everything><Text>a & s3cr3t</Text></Everything>",
            "an ampersand begins no reference at line 1 column 21",
        ),
        (
            "<Everything><Text>&s3cr3t;</Text></Everything>",
            "an entity is not defined at line 1 column 27",
        ),
        (
            "<Everything><Unknown>&s3cr3t;</Unknown></Everything>",
            "an entity is not defined at line 1 column 30",
        ),
        (
            "<Everything><Text>&#xD800;</Text></Everything>",
            "a reference names no character at line 1 column 27",
        ),
        (
            "<Everything><Text>&#0;</Text></Everything>",
            "a reference names no character at line 1 column 23",
        ),
        (
            "<Everything><>x</></Everything>",
            "an element has no name at line 1 column 15",
        ),
        (
            "<Everything/><Everything/>",
            "something follows its root element at line 1 column 27",
        ),
        (
            "<Everything/>s3cr3t",
            "something follows its root element at line 1 column 20",
        ),
        (
            "<Everything><Text>a\0</Text></Everything>",
            "it has a NUL in it at line 1 column 20",
        ),
        (
            "<!DOCTYPE html><html/>",
            "it declares a document type, as no service does at line 1 column 16",
        ),
        (
            "<!DOCTYPE Everything [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><Everything><Text>&x;</Text></Everything>",
            "it declares a document type, as no service does at line 1 column 64",
        ),
    ] {
        assert_eq!(
            error(document),
            format!("the body: no XML: {described}"),
            "{document}"
        );
    }
}

#[test]
fn another_root_is_named_and_not_taken_for_an_empty_structure() {
    for (document, found) in [
        ("<html><body>502</body></html>", "html"),
        ("<Error/>", "Error"),
        ("<a\u{202e}b/>", "a\\u{202e}b"),
    ] {
        let error = error(document);
        let described =
            format!("the body: the root element is `{found}`, expected `Everything` at line");
        assert!(error.starts_with(&described), "{error}");
    }
    assert!(error(&format!("<{}/>", "x".repeat(9_000))).len() < 200);
}

#[test]
fn a_value_of_another_type_is_told_with_the_member_it_is_in() {
    for (inside, described) in [
        (
            "<Integer>s3cr3t</Integer>",
            "member `Integer`: invalid text, expected i32 at line 1 column 38",
        ),
        ("<Integer/>", "member `Integer`: invalid text, expected i32"),
        (
            "<Integer>2147483648</Integer>",
            "member `Integer`: invalid text, expected i32",
        ),
        (
            "<Byte>128</Byte>",
            "member `Byte`: invalid text, expected i8",
        ),
        (
            "<Long>1.5</Long>",
            "member `Long`: invalid text, expected i64",
        ),
        (
            "<Double>inf</Double>",
            "member `Double`: invalid text, expected f64",
        ),
        (
            "<Double>nan</Double>",
            "member `Double`: invalid text, expected f64",
        ),
        (
            "<Flag>True</Flag>",
            "member `Flag`: invalid text, expected `true` or `false`",
        ),
        (
            "<Blob>s3cr3t!</Blob>",
            "member `Blob`: invalid text, expected base64",
        ),
        (
            "<At>s3cr3t</At>",
            "member `At`: invalid text, expected a timestamp (RFC 3339, an HTTP date or seconds since 1970)",
        ),
        (
            "<Big>1.5</Big>",
            "member `Big`: invalid text, expected an integer",
        ),
        (
            "<Level>s3cr3t</Level>",
            "member `Level`: invalid text, expected i32",
        ),
        (
            "<Text><a>s3cr3t</a></Text>",
            "member `Text`: invalid type: an element, expected text",
        ),
        (
            "<Text>s3cr3t<a/></Text>",
            "member `Text`: invalid type: an element, expected text",
        ),
        (
            "<Nested>s3cr3t</Nested>",
            "member `Nested`: invalid type: text, expected elements",
        ),
        (
            "<Nested>&amp;</Nested>",
            "member `Nested`: invalid type: text, expected elements",
        ),
        (
            "<Names>s3cr3t</Names>",
            "member `Names`: invalid type: text, expected elements",
        ),
        (
            "<Grid><Row><Cell>1</Cell></Row><Row><Cell>1</Cell><Cell>x</Cell></Row></Grid>",
            "member `Grid[1][1]`: invalid text, expected i32",
        ),
        (
            "<Flat/><Flat><Nested><Integer>x</Integer></Nested></Flat>",
            "member `Flat[1].Nested.Integer`: invalid text, expected i32",
        ),
        (
            "<Some>a</Some><Some><b/></Some>",
            "member `Some[1]`: invalid type: an element, expected text",
        ),
        (
            "<Map><entry/></Map>",
            "member `Map[0]`: an entry without its key, the element `key`",
        ),
        (
            "<Map><entry><key>s3cr3t</key><value><member>x</member></value></entry></Map>",
            "member `Map[0].value[0]`: invalid text, expected i32",
        ),
        (
            "<FlatMap>s3cr3t</FlatMap>",
            "member `FlatMap[0]`: invalid type: text, expected elements",
        ),
        (
            "<Nested since='s3cr3t'/>",
            "member `Nested.since`: invalid text, expected a timestamp",
        ),
        (
            "<Nested since='&s3cr3t;'/>",
            "member `Nested`: no XML: an attribute is malformed",
        ),
        (
            "<Nested since=s3cr3t/>",
            "member `Nested`: no XML: its attributes are malformed",
        ),
        (
            "<Nested id='1' id='2'/>",
            "member `Nested`: no XML: its attributes are malformed",
        ),
    ] {
        let error = error(&format!("<Everything>{inside}</Everything>"));
        assert!(error.starts_with(described), "{inside}: {error}");
    }
}

#[test]
fn elements_may_stand_in_each_other_as_deep_as_any_service_has_them_and_no_deeper() {
    let nested = |name: &str, depth: usize| {
        let open = format!("<{name}>").repeat(depth);
        let close = format!("</{name}>").repeat(depth);
        format!("<Everything>{open}{close}</Everything>")
    };
    for name in ["Nested", "Unknown"] {
        assert!(xml::from_str::<Everything>(&nested(name, 127), &["Everything"]).is_ok());
        for depth in [128, 100_000] {
            let error = error(&nested(name, depth));
            assert!(
                error.starts_with("the body: no XML: its elements stand too deep"),
                "{error}"
            );
        }
    }
    let deep = format!("<Choice>{}</Choice>", "<deep>".repeat(100_000));
    assert!(read(&deep).is_err());
    let unknown = format!("<Choice>{}</Choice>", "<new>".repeat(100_000));
    assert!(read(&unknown).is_err());
}
