//! Members that are headers.

use crate::inputs::{forbidden_header_text, header_text, run};
use crate::wire::{Everywhere, Wire};
use proptest::prelude::*;
use smithereens::ErrorKind;

#[test]
fn a_value_arrives_as_it_is_but_for_the_white_space_around_it() {
    let wire = Wire::new();
    run(&(header_text(), header_text()), |(text, meta)| {
        let operation = Everywhere {
            header: Some(text.clone()),
            prefix_headers: [("one".to_owned(), meta.clone())].into(),
            ..Everywhere::default()
        };
        let arrived = wire.send(operation).unwrap();
        for (name, value) in [("x-text", text), ("x-meta-one", meta)] {
            prop_assert_eq!(arrived.header(name), Some(value.trim_matches([' ', '\t'])));
        }
        Ok(())
    });
}

#[test]
fn a_value_that_could_end_its_header_is_never_sent() {
    let wire = Wire::new();
    run(&forbidden_header_text(), |text| {
        let header = Everywhere {
            header: Some(text.clone()),
            ..Everywhere::default()
        };
        let value = Everywhere {
            prefix_headers: [("one".to_owned(), text.clone())].into(),
            ..Everywhere::default()
        };
        let name = Everywhere {
            prefix_headers: [(text, "one".to_owned())].into(),
            ..Everywhere::default()
        };
        for operation in [header, value, name] {
            let error = wire.send(operation).unwrap_err();
            prop_assert_eq!(error.kind(), ErrorKind::InvalidInput);
        }
        Ok(())
    });
}
