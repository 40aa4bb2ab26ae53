//! restXml (`aws.protocols#restXml`): HTTP bindings, and XML in what they leave to the body.
//!
//! Whether an error stands in an `ErrorResponse` (`noErrorWrapping` says that it does not) is read off the response.

use super::{Operation, Place, Protocol, Route, rest, xml_names};
use crate::Problem;
use crate::ast::{ShapeId, Traits};
use crate::ir::{
    self, Codecs, Element, Payload, PayloadCodec, RequestCodec, ResponseCodec, TimestampFormat,
    Type, TypeKind, Wire,
};
use crate::known_traits::{Support, Supported};
use crate::trait_id;

pub(super) struct RestXml;

impl Protocol for RestXml {
    fn id(&self) -> &'static str {
        "aws.protocols#restXml"
    }

    fn answers(&self) -> ir::Protocol {
        ir::Protocol {
            id: self.id(),
            runtime_name: "REST_XML",
            codecs: Codecs {
                request: RequestCodec::Xml,
                response: ResponseCodec::Xml,
            },
            media_type: "application/xml",
            error_header: None,
            response_headers: &[],
        }
    }

    fn traits(&self) -> &'static [(&'static str, Support)] {
        &[
            ("aws.protocols#restXml", Supported),
            (trait_id::XML_ATTRIBUTE, Supported),
            (trait_id::XML_FLATTENED, Supported),
            (trait_id::XML_NAME, Supported),
            (trait_id::XML_NAMESPACE, Supported),
        ]
    }

    fn route(&self, operation: Operation<'_>, problems: &mut Vec<Problem>) -> Option<Route> {
        rest::route("restXml", operation, problems)
    }

    fn binds_members(&self) -> bool {
        true
    }

    fn timestamp_format(&self, place: Place, named: Option<TimestampFormat>) -> TimestampFormat {
        named.unwrap_or_else(|| rest::timestamp_format(place, TimestampFormat::DateTime))
    }

    fn wire(&self, id: &ShapeId, name: &str, traits: &Traits, problems: &mut Vec<Problem>) -> Wire {
        xml_names::wire(id, name, traits, problems)
    }

    fn element(
        &self,
        id: &ShapeId,
        name: &'static str,
        traits: &Traits,
        problems: &mut Vec<Problem>,
    ) -> Element {
        xml_names::element(id, name, traits, problems)
    }

    fn root(
        &self,
        id: &ShapeId,
        of: [Option<(&ShapeId, &Traits)>; 3],
        problems: &mut Vec<Problem>,
    ) -> Element {
        xml_names::root(id, of, problems)
    }

    fn output_path(&self, _: Operation<'_>, root: Option<Element>) -> Vec<String> {
        root.into_iter().map(|element| element.name).collect()
    }

    fn has_documents(&self) -> bool {
        false
    }

    fn name_collision(&self) -> &'static str {
        "XML; give one of them another smithy.api#xmlName"
    }

    fn payload(&self, ty: &Type, element: Element) -> Result<Payload, &'static str> {
        let is_element = |kind| matches!(kind, TypeKind::Structure | TypeKind::Union);
        rest::text_or_bytes(ty).map_or_else(
            || match ty {
                Type::Shape(shape) if is_element(shape.kind) => {
                    Ok(Payload::Structured(PayloadCodec::Xml, element))
                }
                _ => Err("a string, blob, structure or union"),
            },
            Ok,
        )
    }
}
