//! One request and its answer, as the demo tells of them.

use std::fmt;

pub struct Exchange {
    /// Method, path and query.
    pub request: String,
    /// Which attempt of a call it is, in the client's own words.
    pub attempt: String,
    /// Whether the signature is right, or why not.
    pub signature: Result<(), String>,
    pub status: u16,
    /// What the answer holds.
    pub answer: String,
}

impl fmt::Display for Exchange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let signature = match &self.signature {
            Ok(()) => "signature verified",
            Err(reason) => reason,
        };
        write!(
            f,
            "{}\n    {}, {signature} -> {} {}",
            self.request, self.attempt, self.status, self.answer
        )
    }
}
