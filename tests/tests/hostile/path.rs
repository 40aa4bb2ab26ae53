//! Labels: members that are part of the path.

use crate::inputs::{run, text};
use crate::wire::{Everywhere, Wire, decoded};
use proptest::prelude::*;
use smithereens::ErrorKind;

#[test]
fn a_label_arrives_as_it_is_or_is_refused() {
    let wire = Wire::new();
    run(&text(), |label| {
        let operation = Everywhere {
            label: label.clone(),
            ..Everywhere::default()
        };
        match wire.send(operation) {
            Ok(arrived) => {
                let segments: Vec<_> = arrived.path.split('/').collect();
                let [_, _, segment, _, _] = segments[..] else {
                    panic!("{}", arrived.path);
                };
                prop_assert_eq!(decoded(segment), label);
            }
            Err(error) => {
                prop_assert!(["", ".", ".."].contains(&label.as_str()));
                prop_assert_eq!(error.kind(), ErrorKind::InvalidInput);
            }
        }
        Ok(())
    });
}

#[test]
fn a_greedy_label_arrives_segment_by_segment_or_is_refused() {
    let wire = Wire::new();
    run(&text(), |greedy| {
        let operation = Everywhere {
            greedy: greedy.clone(),
            ..Everywhere::default()
        };
        match wire.send(operation) {
            Ok(arrived) => {
                let path = arrived.path.strip_prefix("/label/label/greedy/").unwrap();
                let segments: Vec<_> = path.split('/').map(decoded).collect();
                prop_assert_eq!(segments.join("/"), greedy);
            }
            Err(error) => {
                let leads_elsewhere = greedy.split('/').any(|it| it == "." || it == "..");
                prop_assert!(greedy.is_empty() || leads_elsewhere);
                prop_assert_eq!(error.kind(), ErrorKind::InvalidInput);
            }
        }
        Ok(())
    });
}

#[test]
fn the_path_of_an_endpoint_arrives_encoded_and_as_it_was_signed() {
    for (path, expected) in [
        ("/é", "/%C3%A9"),
        ("/%C3%A9/b/", "/%C3%A9/b"),
        ("/日本/{a}|\"b\"", "/%E6%97%A5%E6%9C%AC/%7Ba%7D%7C%22b%22"),
        ("/a~b!(:@)", "/a~b%21%28%3A%40%29"),
    ] {
        let arrived = Wire::below(path).send(Everywhere::default()).unwrap();
        let due = format!("{expected}/label/label/greedy/greedy");
        assert_eq!(arrived.path, due);
    }
}
