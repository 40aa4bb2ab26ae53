//! The waiters of an operation.

use super::change::{Aspect, Log, Verdict};
use crate::ir::Waiter;
use Verdict::{Breaking, Minor, Nothing, Patch};

/// Compares the waiters of an operation by their names.
pub(super) fn compare(log: &mut Log, name: &str, old: &[Waiter], new: &[Waiter]) {
    for before in old {
        let waiter = &before.name.name;
        match new.iter().find(|after| after.name.name == *waiter) {
            None => {
                let text = format!("waiter {waiter} removed");
                log.add(name, Aspect::Waiter, (Breaking, Nothing), text);
            }
            Some(after) => {
                let runs = |waiter: &Waiter| {
                    let delays = (waiter.min_delay, waiter.max_delay);
                    format!("{delays:?} {:?}", waiter.acceptors)
                };
                if runs(before) != runs(after) {
                    let text = format!("waiter {waiter} changed");
                    log.add(name, Aspect::Waiter, (Patch, Nothing), text);
                }
                log.docs(waiter, &before.docs, &after.docs);
            }
        }
    }
    for after in new {
        let waiter = &after.name.name;
        if !old.iter().any(|before| before.name.name == *waiter) {
            let text = format!("waiter {waiter} added");
            log.add(name, Aspect::Waiter, (Minor, Nothing), text);
        }
    }
}
