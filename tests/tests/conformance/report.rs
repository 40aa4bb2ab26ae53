//! What a suite reports of its cases.

use serde_json::{Value, json};
use smithereens_conformance::Suite;
use std::io::{self, Write};
use std::sync::{Arc, Mutex};

/// The lines so far.
#[derive(Clone, Default)]
struct Sink(Arc<Mutex<Vec<u8>>>);

impl Write for Sink {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// The lines that a suite reports when it is run so.
pub fn lines(run: impl FnOnce(&mut Suite)) -> Vec<Value> {
    let sink = Sink::default();
    let mut suite = Suite::reporting_to(sink.clone());
    run(&mut suite);
    let _ = suite.finish();
    let bytes = sink.0.lock().unwrap();
    let lines = std::str::from_utf8(&bytes).unwrap().lines();
    lines
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

/// What is wrong with the one case that is run so; empty if nothing is.
pub fn problem(run: impl FnOnce(&mut Suite)) -> String {
    let lines = lines(run);
    assert_eq!(lines.len(), 2, "{lines:?}");
    assert_eq!(lines[1], json!({"done": true}));
    match &lines[0]["problem"] {
        Value::Null => String::new(),
        Value::String(problem) => problem.clone(),
        other => panic!("{other}"),
    }
}
