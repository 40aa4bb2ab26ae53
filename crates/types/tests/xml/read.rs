//! What is read.

use super::shapes::{Color, Everything, Level, read};
use smithereens_types::{Blob, Timestamp, xml};

fn text(inside: &str) -> Option<String> {
    read(&format!("<Text>{inside}</Text>")).unwrap().text
}

#[test]
fn text_is_what_its_pieces_say_and_keeps_its_white_space() {
    for (inside, expected) in [
        ("", ""),
        ("  a  b ", "  a  b "),
        ("a&amp;&lt;&gt;&quot;&apos;b", "a&<>\"'b"),
        ("&#65;&#x42;&#x1F600;", "AB😀"),
        ("&#xD;&#10;", "\r\n"),
        ("a\r\nb\rc\nd", "a\nb\nc\nd"),
        ("&amp;lt;", "&lt;"),
        ("a<![CDATA[<b>&amp;</b>]]>c", "a<b>&amp;</b>c"),
        ("<![CDATA[]]>", ""),
        ("a<!-- <b> -->b<?pi <c>?>c", "abc"),
        ("]]&gt;", "]]>"),
        ("é😀", "é😀"),
    ] {
        assert_eq!(text(inside).as_deref(), Some(expected), "{inside}");
    }
    assert_eq!(read("<Text/>").unwrap().text.as_deref(), Some(""));
}

#[test]
fn values_that_are_no_strings_may_have_white_space_around_them() {
    let at = Timestamp::from_epoch_seconds(1_398_796_238);
    let empty = Everything::default;
    for (inside, expected) in [
        (
            "<Flag> true\n</Flag>",
            Everything {
                flag: true,
                ..empty()
            },
        ),
        (
            "<Byte>-128</Byte>",
            Everything {
                byte: Some(-128),
                ..empty()
            },
        ),
        (
            "<Short> +7 </Short>",
            Everything {
                short: Some(7),
                ..empty()
            },
        ),
        (
            "<Integer>1e3</Integer>",
            Everything {
                integer: 1000,
                ..empty()
            },
        ),
        (
            "<Long>-9223372036854775808</Long>",
            Everything {
                long: Some(i64::MIN),
                ..empty()
            },
        ),
        (
            "<Float>5.5</Float>",
            Everything {
                float: Some(5.5),
                ..empty()
            },
        ),
        (
            "<Double> -Infinity </Double>",
            Everything {
                double: Some(f64::NEG_INFINITY),
                ..empty()
            },
        ),
        (
            "<Double>1E+2</Double>",
            Everything {
                double: Some(100.0),
                ..empty()
            },
        ),
        (
            "<Big> -12345678901234567890123 </Big>",
            Everything {
                big: "-12345678901234567890123".parse().ok(),
                ..empty()
            },
        ),
        (
            "<Decimal>0.10</Decimal>",
            Everything {
                decimal: "0.10".parse().ok(),
                ..empty()
            },
        ),
        (
            "<Blob>\n YWJj\n ZGU=\n</Blob>",
            Everything {
                blob: Some(Blob::from("abcde")),
                ..empty()
            },
        ),
        (
            "<Blob/>",
            Everything {
                blob: Some(Blob::default()),
                ..empty()
            },
        ),
        (
            "<At>2014-04-29T20:30:38+02:00</At>",
            Everything { at, ..empty() },
        ),
        ("<At>1398796238</At>", Everything { at, ..empty() }),
        (
            "<Epoch> Tue, 29 Apr 2014 18:30:38 GMT </Epoch>",
            Everything {
                epoch: at,
                ..empty()
            },
        ),
        (
            "<Color>red</Color>",
            Everything {
                color: Some(Color::Red),
                ..empty()
            },
        ),
        (
            "<Color> red</Color>",
            Everything {
                color: Some(" red".into()),
                ..empty()
            },
        ),
        (
            "<Level> 1 </Level>",
            Everything {
                level: Some(Level::Low),
                ..empty()
            },
        ),
        (
            "<Level>-5</Level>",
            Everything {
                level: Some((-5).into()),
                ..empty()
            },
        ),
    ] {
        assert_eq!(read(inside).unwrap(), expected, "{inside}");
    }
    assert!(
        read("<Double>NaN</Double>")
            .unwrap()
            .double
            .unwrap()
            .is_nan()
    );
}

#[test]
fn collections_are_read_from_their_own_element_or_from_their_parts() {
    let value = read(
        "<Names> <member>a</member> <other><member>no</member></other> <member/> </Names>
         <Flat><Integer>1</Integer></Flat>
         <Dates/>
         <Grid><Row><Cell>1</Cell><Cell>2</Cell></Row><Row/></Grid>
         <Some>red</Some>
         <Map><entry><value><member>3</member></value><key>k</key></entry><entry><key>gone</key></entry></Map>
         <Flat><Integer>2</Integer></Flat>
         <FlatMap><K>red</K><V>1</V></FlatMap><FlatMap><K>x</K><V/></FlatMap>
         <Some>x</Some>
         <Holes><member>a</member><member i:nil='true'/><member/></Holes>
         <FlatHoles>1</FlatHoles><FlatHoles i:nil=\"1\">nothing</FlatHoles>
         <Sparse><entry><key>k</key></entry><entry><key>l</key><value>1</value></entry></Sparse>
         <FlatSparse><key>k</key><value i:nil='true'/></FlatSparse>
         <Nested><Nested><Flag>true</Flag></Nested></Nested>",
    )
    .unwrap();
    let string = |text: &str| text.to_owned();
    assert_eq!(value.names, ["a", ""]);
    assert_eq!(
        value.flat.iter().map(|it| it.integer).collect::<Vec<_>>(),
        [1, 2]
    );
    assert_eq!(value.dates, Some(vec![]));
    assert_eq!(value.grid, [vec![1, 2], vec![]]);
    assert_eq!(value.some, Some(vec![Color::Red, "x".into()]));
    assert_eq!(
        value.map.into_iter().collect::<Vec<_>>(),
        [(string("k"), vec![3])]
    );
    assert_eq!(
        value.flat_map.into_iter().collect::<Vec<_>>(),
        [(Color::Red, string("1")), ("x".into(), string(""))]
    );
    assert_eq!(
        value.holes,
        Some(vec![Some(string("a")), None, Some(string(""))])
    );
    assert_eq!(value.flat_holes, [Some(1), None]);
    assert_eq!(
        value.sparse.unwrap().into_iter().collect::<Vec<_>>(),
        [(string("k"), None), (string("l"), Some(1))]
    );
    assert_eq!(
        value.flat_sparse.into_iter().collect::<Vec<_>>(),
        [(string("k"), None)]
    );
    assert!(value.nested.unwrap().nested.unwrap().flag);
}

#[test]
fn names_are_local_and_what_is_not_modelled_is_passed_over() {
    let document = "\u{feff}<?xml version='1.0' encoding='UTF-8'?>
        <!-- before -->
        <?pi?>
        <n:Everything xmlns:n='urn:n' xmlns='urn:d' other='1' y:id=' a&#x41;&lt;&#10;\tb' since='0'>
            <n:Integer other='x'>1</n:Integer><!-- between --><?pi?>
            <Unknown><Integer>2</Integer><Deep a='>'>x &amp; y<![CDATA[<]]><Integer/></Deep></Unknown>
            <Unknown/>
            <![CDATA[text beside]]> elements &amp;
        </n:Everything>
        <!-- after --><?pi?> ";
    let value: Everything = xml::from_str(document, &["Everything"]).unwrap();
    let expected = Everything {
        integer: 1,
        id: Some(" aA<\n b".to_owned()),
        since: Some(Timestamp::EPOCH),
        ..Everything::default()
    };
    assert_eq!(value, expected);
}

#[test]
fn of_a_member_that_comes_twice_the_last_counts_and_nil_is_no_value() {
    let nil = "xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance' xsi:nil='true'";
    let value = read("<Integer>1</Integer><Integer>2</Integer><Names><member/></Names><Names/>");
    assert_eq!(
        value.unwrap(),
        Everything {
            integer: 2,
            ..Everything::default()
        }
    );
    let value = read(&format!(
        "<Integer>1</Integer><Integer {nil}/><Long>1</Long><Long {nil}>2</Long><Text {nil}></Text>"
    ));
    assert_eq!(
        value.unwrap(),
        Everything {
            integer: 1,
            ..Everything::default()
        }
    );
    // Without a prefix it is some attribute.
    assert_eq!(
        read("<Text nil='true'/>").unwrap().text.as_deref(),
        Some("")
    );
}

#[test]
fn a_value_is_found_at_its_path_and_read_as_empty_where_it_is_missing() {
    let document = "<Response><Meta><Result><Integer>9</Integer></Result></Meta>
        <Result><Integer>1</Integer></Result><Result><Integer>2</Integer></Result></Response>";
    for (document, path, integer) in [
        (document, &["Response", "Result"] as &[_], 1),
        (document, &["Response", "Meta", "Result"], 9),
        (document, &["Response", "Meta"], 0),
        (document, &["Response", "Other", "Result"], 0),
        ("<Response/>", &["Response", "Result"], 0),
        ("", &["Response", "Result"], 0),
        ("\u{feff}", &["Response"], 0),
    ] {
        let value: Everything = xml::from_str(document, path).unwrap();
        assert_eq!(value.integer, integer, "{path:?} of {document}");
    }
}
