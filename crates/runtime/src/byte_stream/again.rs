//! A body that can be made again, for each attempt of a call.

use super::{ByteStream, Measured};
use crate::body::Body;
use std::sync::{Arc, Mutex, PoisonError};

/// What makes bodies, all with the same bytes. Clones share it.
#[derive(Clone)]
pub(crate) struct Again {
    make: Arc<dyn Fn() -> Body + Send + Sync>,
    length: Option<u64>,
}

impl Again {
    pub(super) fn new(
        make: impl Fn() -> Body + Send + Sync + 'static,
        length: Option<u64>,
    ) -> Self {
        Self {
            make: Arc::new(make),
            length,
        }
    }

    /// From what makes streams. One of them is made at once: it may know its length.
    pub(super) fn of_factory<S: Into<ByteStream>>(
        make: impl Fn() -> S + Send + Sync + 'static,
    ) -> Self {
        let first = make().into();
        let length = first.content_length();
        let first = Mutex::new(Some(first));
        let make = move || {
            let first = first.lock().unwrap_or_else(PoisonError::into_inner).take();
            first.unwrap_or_else(|| make().into()).into_body()
        };
        Self::new(make, length)
    }

    /// A body, from its first byte to its last. Where the length is known, it is held to.
    pub(crate) fn open(&self) -> Body {
        let body = (self.make)();
        match self.length {
            Some(length) => Body::stream(Measured::new(body, length)),
            None => body,
        }
    }

    pub(super) fn length(&self) -> Option<u64> {
        self.length
    }

    pub(super) fn with_length(self, length: u64) -> Self {
        Self {
            length: Some(length),
            ..self
        }
    }
}
