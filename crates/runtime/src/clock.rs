//! The time that requests are signed with.

use aws_smithy_async::time::SharedTimeSource;
use std::time::SystemTime;

/// The client's clock.
///
/// All that needs the time of day asks here, so that a correction for a skewed clock has one place.
#[derive(Clone, Debug)]
pub(crate) struct Clock {
    source: SharedTimeSource,
}

impl Clock {
    pub(crate) fn new(source: SharedTimeSource) -> Self {
        Self { source }
    }

    pub(crate) fn now(&self) -> SystemTime {
        self.source.now()
    }
}
