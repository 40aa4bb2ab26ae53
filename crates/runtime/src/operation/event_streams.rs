//! Which of an operation's bodies are event streams.

/// Which of an operation's bodies are event streams.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct EventStreams {
    /// Whether the body of the request is one.
    pub input: bool,
    /// Whether the body of a successful response is one.
    pub output: bool,
    /// Whether the other members of the output come in a message ahead of the events, as in protocols that have no other
    /// place for them.
    pub initial_response: bool,
}

impl EventStreams {
    /// No body.
    pub const NONE: Self = Self {
        input: false,
        output: false,
        initial_response: false,
    };

    /// The request's body.
    pub const INPUT: Self = Self {
        input: true,
        ..Self::NONE
    };

    /// The response's body.
    pub const OUTPUT: Self = Self {
        output: true,
        ..Self::NONE
    };

    /// Both bodies, at the same time: over HTTP/2.
    pub const DUPLEX: Self = Self {
        input: true,
        output: true,
        ..Self::NONE
    };

    /// These, where the other members of the output come in a message.
    #[must_use]
    pub const fn with_initial_response(self) -> Self {
        Self {
            initial_response: true,
            ..self
        }
    }

    /// Whether events are sent while others come.
    pub(crate) const fn is_duplex(self) -> bool {
        self.input && self.output
    }
}
