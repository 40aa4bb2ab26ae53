//! Enums as generated code has them: a program that was written against one model means the same with the next.
#![allow(clippy::unwrap_used, missing_docs)]

#[macro_use]
mod enum_of;

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::hash::{BuildHasher, BuildHasherDefault, DefaultHasher, Hash};

// One enum of two models: the second lists what the first does not, and in another order.
string_enum_of!(Before, false, User = "User", Group = "Group");
string_enum_of!(
    After,
    false,
    Role = "Role",
    Group = "Group",
    Nobody = "",
    User = "User"
);
string_enum_of!(Secret, true, Key = "key");
int_enum_of!(LevelBefore, false, Low = 1, High = 9);
int_enum_of!(LevelAfter, false, High = 9, None = 0, Middle = 5, Low = 1);
int_enum_of!(Pin, true, Default = 1234);

const TEXTS: [&str; 6] = ["User", "Role", "Group", "", "user", "Zone"];
const NUMBERS: [i32; 6] = [9, 5, 1, 0, -1, i32::MAX];

fn hash(value: &impl Hash) -> u64 {
    BuildHasherDefault::<DefaultHasher>::new().hash_one(value)
}

#[test]
fn whichever_way_a_value_comes_it_is_the_variant_where_there_is_one() {
    for user in [
        Before::from("User"),
        Before::from("User".to_owned()),
        "User".parse().unwrap(),
        serde_json::from_str(r#""User""#).unwrap(),
        serde_json::from_str(r#""\u0055ser""#).unwrap(),
    ] {
        assert!(matches!(user, Before::User));
    }
    for low in [
        LevelBefore::from(1),
        "1".parse().unwrap(),
        serde_json::from_str("1").unwrap(),
        serde_json::from_str("1.0").unwrap(),
    ] {
        assert!(matches!(low, LevelBefore::Low));
    }
    // Also where the model lists what stands in for a value that is left out.
    assert!(matches!(smithereens_types::absent(), After::Nobody));
    assert!(matches!(smithereens_types::absent(), LevelAfter::None));
    assert!(matches!(smithereens_types::absent(), Before::Unknown(_)));
}

#[test]
fn a_value_is_compared_hashed_and_ordered_by_what_stands_on_the_wire() {
    for a in TEXTS {
        assert_eq!(hash(&Before::from(a)), hash(&After::from(a)), "{a:?}");
        assert_eq!(hash(&Before::from(a)), hash(&a), "{a:?}");
        for b in TEXTS {
            let (before, after) = (Before::from(a), After::from(a));
            assert_eq!(before.cmp(&Before::from(b)), a.cmp(b), "{a:?} {b:?}");
            assert_eq!(after.cmp(&After::from(b)), a.cmp(b), "{a:?} {b:?}");
            assert_eq!(before == Before::from(b), a == b, "{a:?} {b:?}");
            assert_eq!(after == After::from(b), a == b, "{a:?} {b:?}");
        }
    }
    for a in NUMBERS {
        assert_eq!(
            hash(&LevelBefore::from(a)),
            hash(&LevelAfter::from(a)),
            "{a}"
        );
        for b in NUMBERS {
            let (before, after) = (LevelBefore::from(a), LevelAfter::from(a));
            assert_eq!(before.cmp(&LevelBefore::from(b)), a.cmp(&b), "{a} {b}");
            assert_eq!(after.cmp(&LevelAfter::from(b)), a.cmp(&b), "{a} {b}");
            assert_eq!(before == LevelBefore::from(b), a == b, "{a} {b}");
        }
    }
}

#[test]
fn a_set_or_map_of_values_is_asked_by_their_text() {
    let set: HashSet<Before> = TEXTS.map(Before::from).into();
    let ordered: BTreeSet<Before> = TEXTS.map(Before::from).into();
    let map: BTreeMap<Before, i32> = [(Before::from("Role"), 1), (Before::User, 2)].into();
    for text in TEXTS {
        assert!(set.contains(text) && ordered.contains(text), "{text:?}");
    }
    assert!(!set.contains("other") && !ordered.contains("other"));
    assert_eq!((map.get("Role"), map.get("User")), (Some(&1), Some(&2)));
}

#[test]
fn a_value_is_shown_and_written_as_its_text_whether_it_is_known_or_not() {
    for text in TEXTS {
        let value = Before::from(text);
        assert_eq!(value.as_str(), text);
        assert_eq!(value.as_ref() as &str, text);
        assert_eq!(value.to_string(), text);
        assert_eq!(serde_json::to_value(&value).unwrap(), text);
    }
    for number in NUMBERS {
        let value = LevelBefore::from(number);
        assert_eq!(i32::from(value), number);
        assert_eq!(value.to_string(), number.to_string());
        assert_eq!(serde_json::to_value(value).unwrap(), number);
    }
    assert_eq!(format!("{:?}", Before::from("Role")), r#"Unknown("Role")"#);
    assert_eq!(format!("{:?}", LevelBefore::from(5)), "Unknown(5)");
    assert_eq!(
        format!("{:?}", Before::from("\u{1b}[2J")),
        r#"Unknown("\u{1b}[2J")"#
    );
}

#[test]
fn an_unknown_value_of_a_sensitive_enum_is_not_shown_on_its_own_either() {
    let Secret::Unknown(value) = Secret::from("hunter2") else {
        unreachable!()
    };
    assert_eq!(format!("{value:?}"), "<redacted>");
    let Pin::Unknown(value) = Pin::from(4711) else {
        unreachable!()
    };
    assert_eq!(format!("{value:?}"), "<redacted>");
    assert!(matches!(Secret::from("key"), Secret::Key));
    assert!(matches!(Pin::from(1234), Pin::Default));
}
