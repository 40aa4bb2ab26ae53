//! What no error, `Debug` output or trace may show: the credentials, and the signatures made with them.

use std::cell::RefCell;
use std::error::Error;
use std::fmt::Write;
use std::sync::Once;

thread_local! {
    static LOG: RefCell<String> = const { RefCell::new(String::new()) };
}

/// Keeps what libraries write through `log`, each thread's apart: those below the runtime do so, and a program
/// may listen to them.
struct PerThread;

impl log::Log for PerThread {
    fn enabled(&self, _metadata: &log::Metadata<'_>) -> bool {
        true
    }

    fn log(&self, record: &log::Record<'_>) {
        LOG.with_borrow_mut(|log| writeln!(log, "{} {}", record.level(), record.args()).unwrap());
    }

    fn flush(&self) {}
}

/// Begins to keep the log records of all threads. A thread's are gone after this.
pub fn keep_log() {
    static START: Once = Once::new();
    START.call_once(|| {
        log::set_logger(&PerThread).unwrap();
        log::set_max_level(log::LevelFilter::Trace);
    });
    LOG.take();
}

/// The log records of this thread.
pub fn log() -> String {
    LOG.with_borrow(String::clone)
}

/// All that an error shows, its sources' included.
pub fn all_of(error: &dyn Error) -> String {
    let mut text = String::new();
    let mut next = Some(error);
    while let Some(error) = next {
        write!(text, "{error}\n{error:?}\n{error:#?}\n").unwrap();
        next = error.source();
    }
    text
}

/// What a reader of a text takes for these characters, the only ones of the secrets that are ever escaped.
const ESCAPES: [(&str, &str); 14] = [
    ("%25", "%"),
    ("\\\\", "\\"),
    ("\\/", "/"),
    ("\\u002f", "/"),
    ("\\u002F", "/"),
    ("\\u002b", "+"),
    ("\\u002B", "+"),
    ("%2f", "/"),
    ("%2F", "/"),
    ("%2B", "+"),
    ("&#47;", "/"),
    ("&#43;", "+"),
    ("&#x2F;", "/"),
    ("&#x2B;", "+"),
];

/// The text with its escapes undone.
fn unescaped(text: &str) -> String {
    let undo = |text: String, (escape, character): &(&str, &str)| text.replace(escape, character);
    ESCAPES.iter().fold(text.to_owned(), undo)
}

/// The secrets that a text shows, each with what stands before it. The requests are those that were sent: their
/// signatures are secrets as well.
pub fn secrets(text: &str, requests: &[String]) -> Vec<String> {
    let text = &format!("{text}\n{}", unescaped(text));
    let signatures = requests.iter().filter_map(|request| {
        let (_, rest) = request.split_once("Signature=")?;
        rest.lines().next()
    });
    [
        tests::ACCESS_KEY_ID,
        tests::SECRET_ACCESS_KEY,
        tests::SESSION_TOKEN.trim_end_matches('='),
        "Signature=",
    ]
    .into_iter()
    .chain(signatures)
    .filter_map(|secret| {
        let before = &text[..text.find(secret)?];
        let start = before.char_indices().rev().nth(200).map_or(0, |(at, _)| at);
        Some(format!("`{secret}` is disclosed: …{}", &before[start..]))
    })
    .collect()
}
