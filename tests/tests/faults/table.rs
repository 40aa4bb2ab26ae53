//! How the rows of a table are run: a few at a time, each on a thread of its own, and all that fail are reported.

use crate::row::Row;
use crate::run::run;
use std::fmt::Write;
use std::sync::Mutex;
use std::thread;

/// Rows wait for most of their time.
const AT_A_TIME: usize = 16;

/// Asserts that these rows hold.
pub fn hold(rows: Vec<Row>) {
    let rows = Mutex::new(rows.into_iter());
    let failures = Mutex::new(String::new());
    thread::scope(|scope| {
        for _ in 0..AT_A_TIME {
            scope.spawn(|| {
                loop {
                    let next = rows.lock().unwrap().next();
                    let Some(row) = next else { break };
                    let (name, problems) = (row.name.clone(), run(row));
                    let mut failures = failures.lock().unwrap();
                    for problem in problems {
                        writeln!(failures, "{name}: {problem}").unwrap();
                    }
                }
            });
        }
    });
    let failures = failures.into_inner().unwrap();
    assert!(failures.is_empty(), "\n{failures}");
}
