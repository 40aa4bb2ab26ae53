//! Members that are part of the query.

use crate::inputs::{run, text};
use crate::wire::{Everywhere, Wire, decoded};
use proptest::collection::{btree_map, vec};
use proptest::prelude::*;

#[test]
fn names_and_values_arrive_as_they_are() {
    let wire = Wire::new();
    let inputs = (vec(text(), 0..3), btree_map(text(), text(), 0..3));
    run(&inputs, |(list, params)| {
        let operation = Everywhere {
            query: list.clone(),
            query_params: params.clone(),
            ..Everywhere::default()
        };
        let arrived = wire.send(operation).unwrap();
        let items = arrived.query.split('&').filter(|item| !item.is_empty());
        let pairs = items.map(|item| {
            let (name, value) = item.split_once('=').unwrap();
            (decoded(name), decoded(value))
        });
        let list = list.into_iter().map(|value| ("list".to_owned(), value));
        let expected: Vec<_> = list.chain(params).collect();
        prop_assert_eq!(pairs.collect::<Vec<_>>(), expected);
        Ok(())
    });
}
