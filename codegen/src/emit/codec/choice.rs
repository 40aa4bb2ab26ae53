//! Which codec has which code.

use super::cbor::Cbor;
use super::json::Json;
use super::query::{Lists, Query};
use super::xml::Xml;
use super::{PayloadCode, RequestCode, ResponseCode};
use crate::ir::{PayloadCodec, RequestCodec, ResponseCodec};

const JSON: &Json = &Json {
    quotes_numbers: false,
};
const JSON_WITH_QUOTED_NUMBERS: &Json = &Json {
    quotes_numbers: true,
};

/// The code for the bodies of requests.
#[must_use]
pub fn of_requests(codec: RequestCodec) -> &'static dyn RequestCode {
    match codec {
        RequestCodec::Cbor => &Cbor,
        RequestCodec::Json => JSON,
        RequestCodec::JsonWithQuotedNumbers => JSON_WITH_QUOTED_NUMBERS,
        RequestCodec::Xml => &Xml,
        RequestCodec::Query => &Query {
            lists: Lists::Named,
        },
        RequestCodec::Ec2Query => &Query { lists: Lists::Ec2 },
    }
}

/// The code for the bodies of responses.
#[must_use]
pub fn of_responses(codec: ResponseCodec) -> &'static dyn ResponseCode {
    match codec {
        ResponseCodec::Cbor => &Cbor,
        ResponseCodec::Json => JSON,
        ResponseCodec::JsonWithQuotedNumbers => JSON_WITH_QUOTED_NUMBERS,
        ResponseCodec::Xml => &Xml,
    }
}

/// The code for bodies that are one value.
#[must_use]
pub fn of_payloads(codec: PayloadCodec) -> &'static dyn PayloadCode {
    match codec {
        PayloadCodec::Json => JSON,
        PayloadCodec::Xml => &Xml,
    }
}
