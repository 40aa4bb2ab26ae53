//! A recording that is made or replayed: which of both, and the client for it.

use super::recorder::Recorder;
use super::redact::Redaction;
use super::replay;
use crate::Replay;
use smithereens::config::Environment;
use smithereens::{Builder, Client};
use std::fmt;
use std::path::PathBuf;

/// The variable that says whether recordings are made.
const VARIABLE: &str = "SMITHEREENS_RECORD";

/// A recording in a file, and what is taken out of it. See the
/// [module](crate::recording).
#[must_use = "nothing is recorded or replayed before `start`"]
pub struct Recording {
    path: PathBuf,
    redaction: Redaction,
    mode: Mode,
    in_any_order: bool,
}

/// Whether a recording is made or replayed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Mode {
    /// It is made if `SMITHEREENS_RECORD` is `1`, replayed if it is `0`; else made if there is no file yet.
    #[default]
    Auto,
    /// It is made, and replaces the file.
    Record,
    /// It is replayed.
    Replay,
}

impl Recording {
    /// A recording in the file at this path, which is relative to the current folder: that of the package in tests that
    /// cargo runs.
    pub fn at(path: impl Into<PathBuf>) -> Self {
        Self {
            path: path.into(),
            redaction: Redaction::default(),
            mode: Mode::default(),
            in_any_order: false,
        }
    }

    /// Takes out the value of this header, of requests and responses.
    pub fn redact_header(mut self, name: &str) -> Self {
        self.redaction.header(name);
        self
    }

    /// Takes out what members of this name hold, wherever they stand in a body, in whichever case: texts and bytes become
    /// `redacted`, numbers in JSON and CBOR 0. In queries and forms it is any part of a parameter's name, as in
    /// `Names.member.1`.
    pub fn redact_member(mut self, name: &str) -> Self {
        self.redaction.member(name);
        self
    }

    /// Takes out this text wherever it stands in paths, queries, values of headers and bodies: such as the number of an
    /// account. That includes the keys of maps, and numbers in JSON and CBOR that have it among their digits, which become 0.
    /// In base64 and other encodings it is found if it has 8 bytes or more.
    ///
    /// The text is not written to the file, so that it has to be said when the recording is replayed as well, if it is in
    /// requests.
    pub fn redact_text(mut self, text: impl Into<String>) -> Self {
        self.redaction.text(text);
        self
    }

    /// Whether the recording is made or replayed, whatever the environment says.
    pub fn mode(mut self, mode: Mode) -> Self {
        self.mode = mode;
        self
    }

    /// Replays the requests in any order: for a program that sends several at a time.
    pub fn in_any_order(mut self) -> Self {
        self.in_any_order = true;
        self
    }

    /// Begins to record or to replay.
    ///
    /// # Panics
    ///
    /// `SMITHEREENS_RECORD` is neither 0 nor 1, or the file that is to be replayed cannot be read, or is no recording.
    #[track_caller]
    pub fn start(self) -> Session {
        let records = match self.mode {
            Mode::Record => true,
            Mode::Replay => false,
            Mode::Auto => {
                let variable = std::env::var_os(VARIABLE).unwrap_or_default();
                records(&variable.to_string_lossy(), self.path.exists())
            }
        };
        let role = if records {
            Role::Records(Recorder::new(self.redaction))
        } else {
            let replay = replay::of_file(&self.path, self.redaction);
            Role::Replays(if self.in_any_order {
                replay.in_any_order()
            } else {
                replay
            })
        };
        Session {
            path: self.path,
            role,
            is_finished: false,
        }
    }
}

/// Whether a recording is made, by the variable, or by whether there is one.
#[track_caller]
fn records(variable: &str, exists: bool) -> bool {
    match variable {
        "1" => true,
        "0" => false,
        "" => !exists,
        _ => panic!("{VARIABLE} is to be 1, to record anew, or 0, never to record"),
    }
}

/// A recording that is being made or replayed.
#[must_use = "a recording is written by `finish`"]
pub struct Session {
    path: PathBuf,
    role: Role,
    is_finished: bool,
}

enum Role {
    Records(Recorder),
    Replays(Replay),
}

impl Session {
    /// The client of these settings, whose calls are recorded or replayed. Idempotency tokens that callers leave out are
    /// random in a recording, whatever the settings.
    ///
    /// For a replay it sees nothing of the process, has the credentials of [`credentials`](crate::credentials), and the
    /// region `us-east-1` unless the settings say another one. What files and variables say has to be in the settings then,
    /// where calls depend on it: the bearer token of a service that takes one, such as `Token::new("test", None)`.
    ///
    /// # Panics
    ///
    /// The client cannot be made.
    pub async fn client(&self, builder: Builder) -> Client {
        let builder = match &self.role {
            Role::Records(recorder) => recorder.around(builder),
            Role::Replays(replay) => builder
                .environment(Environment::empty().variable("AWS_REGION", "us-east-1"))
                .credentials_provider(crate::credentials(None))
                .transport(replay.clone()),
        };
        builder.build().await.expect("a client")
    }

    /// Whether the calls go to the service.
    #[must_use]
    pub fn is_recording(&self) -> bool {
        matches!(self.role, Role::Records(_))
    }

    /// Writes the recording, whole or not at all; of a replay, looks whether all requests have come, and no other.
    ///
    /// # Panics
    ///
    /// The file cannot be written; or requests were not those of the recording.
    #[track_caller]
    pub fn finish(mut self) {
        self.is_finished = true;
        match &self.role {
            Role::Replays(replay) => replay.verify(),
            Role::Records(recorder) => {
                if let Err(error) = recorder.save(&self.path) {
                    panic!(
                        "the recording {} cannot be written: {error}",
                        self.path.display()
                    );
                }
            }
        }
    }
}

/// A recording is written by [`finish`](Session::finish) alone, so that none is of a test that failed.
impl Drop for Session {
    fn drop(&mut self) {
        let is_forgotten = self.is_recording() && !self.is_finished;
        assert!(
            !is_forgotten || std::thread::panicking(),
            "the recording {} is written by `finish`, which the test does not call",
            self.path.display()
        );
    }
}

impl fmt::Debug for Recording {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Recording")
            .field("path", &self.path)
            .field("mode", &self.mode)
            .finish_non_exhaustive()
    }
}

impl fmt::Debug for Session {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Session")
            .field("path", &self.path)
            .field("is_recording", &self.is_recording())
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_recording_is_made_where_there_is_none_or_the_variable_says_so() {
        for (variable, exists, expected) in [
            ("", false, true),
            ("", true, false),
            ("1", true, true),
            ("0", false, false),
        ] {
            assert_eq!(records(variable, exists), expected, "{variable} {exists}");
        }
        assert!(std::panic::catch_unwind(|| records("yes", true)).is_err());
    }
}
