//! The values that headers of events can have (Smithy's `eventHeader` trait).

use aws_smithy_types::DateTime;
use aws_smithy_types::event_stream::HeaderValue;
use smithereens_types::{Blob, Timestamp};

/// A type that a header of an event can have.
pub trait EventHeader: Sized {
    /// What messages call it.
    #[doc(hidden)]
    const NAME: &'static str;

    /// The value, if it is one of this type.
    #[doc(hidden)]
    fn read(value: &HeaderValue) -> Option<Self>;

    /// The value as it is sent, or why it cannot be.
    #[doc(hidden)]
    fn write(self) -> Result<HeaderValue, &'static str>;
}

/// The most bytes of a text or blob in a header.
const MAX_BYTES: usize = 32_767;
const TOO_LONG: &str = "is too long for a header of an event, which has 32,767 bytes at most";

macro_rules! plain {
    ($($ty:ty, $variant:ident, $name:literal;)+) => {
        $(
            impl EventHeader for $ty {
                const NAME: &'static str = $name;

                fn read(value: &HeaderValue) -> Option<Self> {
                    match value {
                        HeaderValue::$variant(value) => Some(*value),
                        _ => None,
                    }
                }

                fn write(self) -> Result<HeaderValue, &'static str> {
                    Ok(HeaderValue::$variant(self))
                }
            }
        )+
    };
}

plain! {
    bool, Bool, "a boolean";
    i8, Byte, "a byte";
    i16, Int16, "a short";
    i32, Int32, "an integer";
    i64, Int64, "a long";
}

impl EventHeader for String {
    const NAME: &'static str = "a string";

    fn read(value: &HeaderValue) -> Option<Self> {
        match value {
            HeaderValue::String(text) => Some(text.as_str().to_owned()),
            _ => None,
        }
    }

    fn write(self) -> Result<HeaderValue, &'static str> {
        if self.len() > MAX_BYTES {
            return Err(TOO_LONG);
        }
        Ok(HeaderValue::String(self.into()))
    }
}

impl EventHeader for Blob {
    const NAME: &'static str = "a blob";

    fn read(value: &HeaderValue) -> Option<Self> {
        match value {
            HeaderValue::ByteArray(bytes) => Some(bytes.clone().into()),
            _ => None,
        }
    }

    fn write(self) -> Result<HeaderValue, &'static str> {
        let bytes = self.into_bytes();
        if bytes.len() > MAX_BYTES {
            return Err(TOO_LONG);
        }
        Ok(HeaderValue::ByteArray(bytes))
    }
}

/// In milliseconds on the wire, whatever format the model names.
impl EventHeader for Timestamp {
    const NAME: &'static str = "a timestamp";

    fn read(value: &HeaderValue) -> Option<Self> {
        match value {
            HeaderValue::Timestamp(time) => Self::from_epoch_millis(time.to_millis().ok()?),
            _ => None,
        }
    }

    fn write(self) -> Result<HeaderValue, &'static str> {
        let time = DateTime::from_secs_and_nanos(self.seconds(), self.subsec_nanos());
        Ok(HeaderValue::Timestamp(time))
    }
}
