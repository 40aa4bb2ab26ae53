//! Lists and maps.

use crate::{error, hex};
use smithereens_types::cbor::{decode, encode};
use std::collections::BTreeMap;

#[test]
fn a_list_says_beforehand_how_long_it_is_or_does_not() {
    for bytes in [
        "83 010203",
        "9f 010203 ff",
        "9b 0000000000000003 010203",
        "c5 83 010203",
    ] {
        assert_eq!(
            decode::<Vec<i32>>(&hex(bytes)),
            Ok(vec![1, 2, 3]),
            "{bytes}"
        );
    }
    assert_eq!(encode(&vec![1, 2, 3]), hex("83 010203"));
    assert_eq!(decode::<Vec<i32>>(&hex("9f ff")), Ok(vec![]));
}

#[test]
fn dense_lists_and_maps_pass_over_nulls_and_sparse_ones_keep_them() {
    let list = hex("84 01 f6 f7 02");
    assert_eq!(decode::<Vec<i32>>(&list), Ok(vec![1, 2]));
    let sparse = vec![Some(1), None, None, Some(2)];
    assert_eq!(decode(&list), Ok(sparse.clone()));
    assert_eq!(encode(&sparse), hex("84 01 f6 f6 02"));

    let map = hex("bf 61 61 01 61 62 f6 ff");
    let text = |key: &str| key.to_owned();
    assert_eq!(decode(&map), Ok(BTreeMap::from([(text("a"), 1)])));
    let sparse = BTreeMap::from([(text("a"), Some(1)), (text("b"), None)]);
    assert_eq!(decode(&map), Ok(sparse.clone()));
    assert_eq!(encode(&sparse), hex("a2 61 61 01 61 62 f6"));
    assert_eq!(
        encode(&BTreeMap::from([(text("a"), 1)])),
        hex("a1 61 61 01")
    );
}

#[test]
fn lists_of_sparse_lists_are_dense() {
    let lists: Vec<Vec<Option<i32>>> = decode(&hex("83 82 01 f6 f6 80")).unwrap();
    assert_eq!(lists, [vec![Some(1), None], vec![]]);
}

#[test]
fn of_two_entries_with_one_key_the_last_counts() {
    let map: BTreeMap<String, i32> = decode(&hex("a2 61 61 01 61 61 02")).unwrap();
    assert_eq!(map, BTreeMap::from([("a".to_owned(), 2)]));
}

#[test]
fn a_length_is_believed_no_further_than_there_are_bytes() {
    let ends = "it ends in the middle of a value";
    // 2^60 elements, and as many entries.
    assert_eq!(
        error::<Vec<i64>>(&hex("9b 1000000000000000 01")),
        format!("[1]: {ends} at byte 10")
    );
    assert_eq!(
        error::<BTreeMap<String, i64>>(&hex("bb ffffffffffffffff 61 61 01")),
        format!("{ends} at byte 12")
    );
    assert_eq!(
        error::<Vec<String>>(&hex("7b 1000000000000000")),
        "expected a list, found a text string at byte 0"
    );
}

#[test]
fn an_element_that_is_wrong_is_named() {
    type Lists = BTreeMap<String, Vec<Vec<i32>>>;
    assert_eq!(
        error::<Lists>(&hex("a1 61 61 82 80 82 01 60")),
        "a[1][1]: expected an integer, found a text string at byte 7"
    );
    assert_eq!(
        error::<Lists>(&hex("a1 01 80")),
        "expected a text string, found an integer at byte 1"
    );
    assert_eq!(
        error::<Vec<i32>>(&hex("82 01 ff")),
        "[1]: expected an integer, found the end of a list or map at byte 2"
    );
    assert_eq!(
        error::<Vec<i32>>(&hex("9f 01")),
        "[1]: it ends in the middle of a value at byte 2"
    );
    assert_eq!(
        error::<Vec<i32>>(&hex("9c")),
        "expected a list, found a byte that begins no value at byte 0"
    );
}
