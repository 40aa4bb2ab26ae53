//! From the bytes of a stream to the messages in them.

use crate::byte_stream::{ByteStream, StreamError};
use crate::error::{ErrorKind, Report};
use aws_smithy_eventstream::frame::read_message_from;
use aws_smithy_types::event_stream::Message;
use bytes::{Buf, Bytes, BytesMut};
use futures_core::Stream;
use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

/// The bytes of a message: its length, that of its headers, and the checksum of both; then headers, payload, and the
/// checksum of all.
const PRELUDE: usize = 12;
const CHECKSUM: usize = 4;
/// The most bytes of a message: 24 MiB of payload and 128 KiB of headers.
const MAX_MESSAGE: usize = 24 * 1024 * 1024 + 128 * 1024 + PRELUDE + CHECKSUM;

/// The messages of a stream, one after the other.
pub(crate) struct Frames {
    stream: ByteStream,
    /// What came and is not read yet: the bytes of one piece as long as messages do not go over its end.
    piece: Bytes,
    /// The beginning of a message that goes over the end of a piece.
    begun: BytesMut,
}

/// Why there is no next message.
#[derive(Debug)]
pub(crate) enum FrameError {
    /// The stream broke off.
    Stream(StreamError),
    /// It ended in the middle of a message, after so many of its bytes.
    CutOff(usize),
    /// A message says that it has more bytes than may be.
    TooLarge(usize),
    /// What came is no message: why.
    Invalid(String),
}

impl Frames {
    pub(crate) fn new(stream: ByteStream) -> Self {
        Self {
            stream,
            piece: Bytes::new(),
            begun: BytesMut::new(),
        }
    }

    /// The next message, or `None` after the last one.
    pub(crate) fn poll_message(
        &mut self,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Message, FrameError>>> {
        let frame = ready!(self.poll_frame(cx));
        Poll::Ready(frame.map(|frame| read(frame?)))
    }

    /// The bytes of the next message, or `None` after the last one.
    pub(super) fn poll_frame(
        &mut self,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Bytes, FrameError>>> {
        loop {
            match self.take_frame() {
                Ok(None) => {}
                found => return Poll::Ready(found.transpose()),
            }
            match ready!(Pin::new(&mut self.stream).poll_next(cx)) {
                Some(Ok(piece)) => self.piece = piece,
                Some(Err(error)) => return Poll::Ready(Some(Err(FrameError::Stream(error)))),
                None if self.begun.is_empty() => return Poll::Ready(None),
                None => {
                    let came = std::mem::take(&mut self.begun).len();
                    return Poll::Ready(Some(Err(FrameError::CutOff(came))));
                }
            }
        }
    }

    /// What came and is of no message that was given, and what is still to come.
    pub(super) fn into_rest(self) -> (Bytes, ByteStream) {
        if self.begun.is_empty() {
            return (self.piece, self.stream);
        }
        let mut rest = self.begun;
        rest.extend_from_slice(&self.piece);
        (rest.freeze(), self.stream)
    }

    /// The bytes of the next message, if all of them have come.
    fn take_frame(&mut self) -> Result<Option<Bytes>, FrameError> {
        // A message in one piece is not copied.
        if self.begun.is_empty() {
            let Some(length) = self.piece.get(..PRELUDE).map(length).transpose()? else {
                return Ok(self.keep());
            };
            if self.piece.len() < length {
                self.begun.reserve(length.min(MAX_RESERVED));
                return Ok(self.keep());
            }
            return Ok(Some(self.piece.split_to(length)));
        }
        self.fill(PRELUDE);
        let Some(length) = self.begun.get(..PRELUDE).map(length).transpose()? else {
            return Ok(None);
        };
        self.fill(length);
        if self.begun.len() < length {
            return Ok(None);
        }
        Ok(Some(std::mem::take(&mut self.begun).freeze()))
    }

    /// Keeps what is left of the piece as the beginning of a message.
    fn keep(&mut self) -> Option<Bytes> {
        self.begun.extend_from_slice(&self.piece);
        self.piece = Bytes::new();
        None
    }

    /// Adds bytes of the piece to the message that is begun, up to this many.
    fn fill(&mut self, length: usize) {
        let missing = length.saturating_sub(self.begun.len());
        let taken = self.piece.split_to(missing.min(self.piece.len()));
        self.begun.extend_from_slice(&taken);
    }
}

/// The most that is set aside for a message of which no more than its length has come.
const MAX_RESERVED: usize = 64 * 1024;

/// The length of the message with this prelude. A damaged one is found here, before it is waited for.
fn length(mut prelude: &[u8]) -> Result<usize, FrameError> {
    let hashed = crc32fast::hash(prelude.get(..PRELUDE - CHECKSUM).unwrap_or_default());
    let total = prelude.get_u32() as usize;
    let _headers = prelude.get_u32();
    if prelude.get_u32() != hashed {
        let why = "the checksum of its length is wrong, so that it is damaged, or no event stream";
        return Err(FrameError::Invalid(why.to_owned()));
    }
    if total > MAX_MESSAGE {
        return Err(FrameError::TooLarge(total));
    }
    if total < PRELUDE + CHECKSUM {
        return Err(FrameError::Invalid(format!("its length is {total}")));
    }
    Ok(total)
}

pub(super) fn read(message: Bytes) -> Result<Message, FrameError> {
    read_message_from(message).map_err(|error| FrameError::Invalid(error.to_string()))
}

impl FrameError {
    /// The failure of a call whose response has no next message for this reason.
    pub(crate) fn into_report(self, operation: &'static str) -> Report {
        let (kind, what) = match self {
            Self::Stream(error) => return error.into_report(operation),
            Self::CutOff(_) => (ErrorKind::Connection, "was cut off"),
            Self::TooLarge(_) => (ErrorKind::ResponseTooLarge, "has too large a message"),
            Self::Invalid(_) => (ErrorKind::Decode, "has a message that cannot be read"),
        };
        Report::new(kind, operation, format!("the event stream {what}: {self}"))
    }
}

impl fmt::Display for FrameError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Stream(error) => error.fmt(f),
            Self::CutOff(came) => write!(
                f,
                "the stream ends within a message, after {came} bytes of it"
            ),
            Self::TooLarge(length) => write!(
                f,
                "a message of {length} bytes, where {MAX_MESSAGE} are allowed"
            ),
            Self::Invalid(why) => f.write_str(why),
        }
    }
}

impl std::error::Error for FrameError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Stream(error) => error.source(),
            _ => None,
        }
    }
}
