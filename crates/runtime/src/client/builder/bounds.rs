//! How long a call and its parts may take, and how large a response may be.

use super::Builder;
use crate::stack::BodyLimit;
use crate::timeouts::Setting;
use std::time::Duration;

impl Builder {
    /// The bound for making a connection, TLS and proxies included, or `None` for none; 3.1 seconds by default. A
    /// [`transport`](Self::transport) of the program's own has its own bounds.
    pub fn connect_timeout(mut self, limit: impl Into<Option<Duration>>) -> Self {
        self.timeouts.connect = Setting::Set(limit.into());
        self
    }

    /// The bound for the wait for a response, from the moment at which its request is handed to the transport to the end of
    /// the response's head, or `None` for none, which it is by default: the read timeout of AWS's SDKs. A connection that
    /// has to be made first and the request's body count as well, but for the time in which events are sent; the
    /// response's body does not, since [`stall_timeout`](Self::stall_timeout) bounds that.
    ///
    /// An attempt that meets it is tried again as one that meets [`attempt_timeout`](Self::attempt_timeout), which bounds
    /// the same wait by default.
    pub fn read_timeout(mut self, limit: impl Into<Option<Duration>>) -> Self {
        self.timeouts.read = Setting::Set(limit.into());
        self
    }

    /// The bound for one attempt, from its signature to the last byte of the response (of a response that is handed
    /// over as a stream, to the end of its head), or `None` for none. An attempt that meets it is tried again, unless
    /// the operation is neither readonly nor idempotent (Smithy's traits) and the request may have gone out: then it
    /// may have run, and is not to run twice.
    ///
    /// By default it is 60 seconds, or what an operation that is known to take longer asks for, such as 16 minutes for
    /// Lambda's `Invoke` ([`Operation::ATTEMPT_TIMEOUT`](crate::codegen::Operation::ATTEMPT_TIMEOUT)); and the time in
    /// which the request's or the response's body makes progress is not counted. A bound that is set here holds for
    /// every operation, and counts all, but for the time in which events are sent.
    pub fn attempt_timeout(mut self, limit: impl Into<Option<Duration>>) -> Self {
        self.timeouts.attempt = Setting::Set(limit.into());
        self
    }

    /// The bound for a call with all its attempts and the waits between them, or `None` for none. By default it is
    /// three times that of an attempt, and leaves out what that leaves out. A bound that is set here counts all, but for the
    /// time in which events are sent.
    pub fn operation_timeout(mut self, limit: impl Into<Option<Duration>>) -> Self {
        self.timeouts.operation = Setting::Set(limit.into());
        self
    }

    /// How long the body of a request or response may make no progress to speak of while it is waited for, or `None`
    /// for as long as it likes; 20 seconds by default. What progress is, [`min_throughput`](Self::min_throughput) says.
    ///
    /// It bounds uploads from their first byte to their last, and the reading of every response, also of one that is
    /// handed over as a stream. A program that takes its time with a stream is not hurried.
    ///
    /// Of event streams it bounds silence, whatever the rate: that of a service whose next event is waited for, that takes
    /// no events, or that does not begin to respond while events are sent. There it is by default as long as an attempt may
    /// take.
    pub fn stall_timeout(mut self, limit: impl Into<Option<Duration>>) -> Self {
        self.timeouts.stall = Setting::Set(limit.into());
        self
    }

    /// The least rate of a body's bytes, in bytes a second over the length of [`stall_timeout`](Self::stall_timeout); 1
    /// by default. It does not hold for event streams.
    pub fn min_throughput(mut self, bytes_per_second: u64) -> Self {
        self.timeouts.min_throughput = Some(bytes_per_second);
        self
    }

    /// How many bytes a response may have, or `None` for no bound; 67,108,864 (64 MiB) by default. One that has
    /// more is an [error](crate::ErrorKind::ResponseTooLarge) as soon as that is known, and is not tried again.
    ///
    /// A body that an operation hands over as a stream is not bounded; an error that comes in its place is.
    pub fn response_body_limit(mut self, bytes: impl Into<Option<u64>>) -> Self {
        self.response_body_limit = BodyLimit(bytes.into());
        self
    }
}
