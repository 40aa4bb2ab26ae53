//! restJson1 (`aws.protocols#restJson1`): HTTP bindings, and JSON in what they leave to the body.

use super::{Operation, Place, Protocol, Route, rest};
use crate::Problem;
use crate::ast::{ShapeId, Traits};
use crate::ir::{
    self, Codecs, Element, Payload, PayloadCodec, RequestCodec, ResponseCodec, TimestampFormat,
    Type, Wire,
};
use crate::known_traits::{Support, Supported};
use crate::trait_id;

pub(super) struct RestJson1;

impl Protocol for RestJson1 {
    fn id(&self) -> &'static str {
        "aws.protocols#restJson1"
    }

    fn answers(&self) -> ir::Protocol {
        ir::Protocol {
            id: self.id(),
            runtime_name: "REST_JSON_1",
            codecs: Codecs {
                request: RequestCodec::Json,
                response: ResponseCodec::Json,
            },
            media_type: "application/json",
            error_header: Some("x-amzn-errortype"),
            response_headers: &[],
        }
    }

    fn traits(&self) -> &'static [(&'static str, Support)] {
        &[
            ("aws.protocols#restJson1", Supported),
            (trait_id::JSON_NAME, Supported),
        ]
    }

    fn route(&self, operation: Operation<'_>, problems: &mut Vec<Problem>) -> Option<Route> {
        rest::route("restJson1", operation, problems)
    }

    fn binds_members(&self) -> bool {
        true
    }

    fn timestamp_format(&self, place: Place, named: Option<TimestampFormat>) -> TimestampFormat {
        named.unwrap_or_else(|| rest::timestamp_format(place, TimestampFormat::EpochSeconds))
    }

    fn wire(&self, id: &ShapeId, name: &str, traits: &Traits, problems: &mut Vec<Problem>) -> Wire {
        let own: Option<String> = traits.value(trait_id::JSON_NAME, id, problems);
        Wire::named(own.unwrap_or_else(|| name.to_owned()))
    }

    fn name_collision(&self) -> &'static str {
        "JSON; give one of them another smithy.api#jsonName"
    }

    fn payload(&self, ty: &Type, element: Element) -> Result<Payload, &'static str> {
        rest::text_or_bytes(ty).map_or_else(
            || match ty {
                Type::Document | Type::List { .. } | Type::Map { .. } | Type::Shape(_) => {
                    Ok(Payload::Structured(PayloadCodec::Json, element))
                }
                _ => Err("a string, blob, document, list, map, structure or union"),
            },
            Ok,
        )
    }
}
