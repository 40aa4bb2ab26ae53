//! Where in a value something is wrong. An error of serde's has no room for that, so it is noted beside it, on its way out.

use crate::path::Path;
use std::cell::Cell;
use std::fmt::{self, Display, Write as _};
use std::marker::PhantomData;

thread_local! {
    static NOTES: Cell<Notes> = const { Cell::new(Notes::NONE) };
}

/// What is noted of an error.
#[derive(Default)]
struct Notes {
    path: Path,
    /// How the message of the error begins, by which it is known again.
    message: String,
}

impl Notes {
    const NONE: Self = Self {
        path: Path::EMPTY,
        message: String::new(),
    };

    /// The path of the error whose message begins so. On its way, a message gets a position at its end and stays what it is
    /// otherwise; with any other message it is another error, and the one that was noted was passed over.
    fn of(self, message: &str) -> Path {
        // Of a long message, the position may be cut off.
        const POSITION: &str = " at line ";
        match message.strip_prefix(&*self.message) {
            Some(rest) if rest.starts_with(POSITION) || POSITION.starts_with(rest) => self.path,
            _ => Path::EMPTY,
        }
    }
}

/// Where a value cannot be read: in which members, elements and entries the error is.
///
/// It is noted on the thread that reads, from where this is [started](Self::start) on. Structures, unions, lists and maps
/// of this module do so; what serde derives does not. Where a `Deserialize` passes over an error, and another one follows that
/// reads the same, the two are taken for one.
///
/// ```
/// use smithereens_types::json::{Adapted, Integer, List, Map, Trace};
/// use std::collections::BTreeMap;
///
/// type Ages = Adapted<BTreeMap<String, Vec<i32>>, Map<List<Integer>>>;
/// let trace = Trace::start();
/// let error = serde_json::from_str::<Ages>(r#"{"Ages": [4, "x"]}"#).err().unwrap();
/// assert_eq!(trace.place_of(&error), "member `Ages[1]`");
/// ```
#[derive(Debug)]
#[must_use]
pub struct Trace(PhantomData<*const ()>);

impl Trace {
    /// Forgets what was noted before.
    pub fn start() -> Self {
        take();
        Self(PhantomData)
    }

    /// Where the error is with which reading ended: `the body`, or a member such as ``member `Items[1].Age` ``.
    #[must_use]
    pub fn place_of(self, error: &dyn Display) -> String {
        take().of(&beginning(error)).place()
    }
}

/// The error, noted as one in the member of this name, or in the value of this key.
#[cold]
pub(super) fn within<E: Display>(error: E, name: &str) -> E {
    note(&error, &|path| path.push_name(name));
    error
}

/// The error, noted as one in the element that has this number, from 0.
#[cold]
pub(super) fn at<E: Display>(error: E, index: usize) -> E {
    note(&error, &|path| path.push_index(index));
    error
}

/// Not generic, so that a program has it once.
#[cold]
#[inline(never)]
fn note(error: &dyn Display, step: &dyn Fn(&mut Path)) {
    let message = beginning(error);
    let mut path = take().of(&message);
    step(&mut path);
    // A thread that ends has nobody who would ask.
    let _ = NOTES.try_with(|notes| notes.set(Notes { path, message }));
}

fn take() -> Notes {
    NOTES.try_with(Cell::take).unwrap_or_default()
}

/// How the message of an error begins. All of it may be as long as a text in what is read.
fn beginning(error: &dyn Display) -> String {
    let mut beginning = Beginning(String::new());
    // It stops where there is enough.
    let _ = write!(beginning, "{error}");
    beginning.0
}

struct Beginning(String);

impl Beginning {
    /// In bytes.
    const ENOUGH: usize = 256;
}

impl fmt::Write for Beginning {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        for character in text.chars() {
            if self.0.len() >= Self::ENOUGH {
                return Err(fmt::Error);
            }
            self.0.push(character);
        }
        Ok(())
    }
}
