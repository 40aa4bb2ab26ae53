//! Which codec has which code.

use super::BodyCode;
use super::json::Json;
use crate::ir::Codec;

/// The code for a codec.
#[must_use]
pub fn of(codec: Codec) -> &'static dyn BodyCode {
    match codec {
        Codec::Json => &Json {
            quotes_numbers: false,
        },
        Codec::JsonWithQuotedNumbers => &Json {
            quotes_numbers: true,
        },
    }
}
