//! What a suite tells of its cases.

use serde_json::{Value, json};
use smithereens_conformance::Suite;
use std::io::{self, Write};
use std::sync::{Arc, Mutex};

/// The lines so far.
#[derive(Clone, Default)]
struct Told(Arc<Mutex<Vec<u8>>>);

impl Write for Told {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// The lines that a suite tells when it is run so.
pub fn told(run: impl FnOnce(&mut Suite)) -> Vec<Value> {
    let told = Told::default();
    let mut suite = Suite::telling(told.clone());
    run(&mut suite);
    let _ = suite.finish();
    let bytes = told.0.lock().unwrap();
    let lines = std::str::from_utf8(&bytes).unwrap().lines();
    lines
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

/// What is wrong with the one case that is run so; empty if nothing is.
pub fn problem(run: impl FnOnce(&mut Suite)) -> String {
    let told = told(run);
    assert_eq!(told.len(), 2, "{told:?}");
    assert_eq!(told[1], json!({"done": true}));
    match &told[0]["problem"] {
        Value::Null => String::new(),
        Value::String(problem) => problem.clone(),
        other => panic!("{other}"),
    }
}
