//! The values of enums.

use super::change::{Aspect, Log, Verdict};
use crate::ir::EnumValue;
use Verdict::{Breaking, Minor, Nothing};
use std::fmt::Debug;

/// Compares the values of an enum, which is part of requests if it `is_written`.
pub(super) fn compare<T: PartialEq + Debug>(
    log: &mut Log,
    name: &str,
    is_written: bool,
    old: &[EnumValue<T>],
    new: &[EnumValue<T>],
) {
    for before in old {
        let value = &before.value;
        match new.iter().find(|after| after.value == *value) {
            Some(after) => {
                if before.variant != after.variant {
                    let (was, is) = (&before.variant, &after.variant);
                    let text = format!("variant of {value:?}: {was} → {is}");
                    log.add(name, Aspect::EnumValue, (Breaking, Nothing), text);
                }
                log.docs(
                    &format!("{name}::{}", after.variant),
                    &before.docs,
                    &after.docs,
                );
            }
            None => {
                let wire = if is_written { Breaking } else { Nothing };
                let text = format!("value {value:?} removed");
                log.add(name, Aspect::EnumValue, (Breaking, wire), text);
            }
        }
    }
    for after in new {
        let value = &after.value;
        if !old.iter().any(|before| before.value == *value) {
            let text = format!("value {value:?} added");
            log.add(name, Aspect::EnumValue, (Minor, Minor), text);
        }
    }
}
