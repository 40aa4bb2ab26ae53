//! awsQuery (`aws.protocols#awsQuery`): a POST to `/` with a form that names the operation and the version of the service
//! beside all members, and XML in return, in which the output stands two elements down: `GetUserResponse/GetUserResult`.

use super::{Operation, Place, Protocol, Route, rpc, xml_names};
use crate::Problem;
use crate::ast::{AwsQueryError, ShapeId, Traits};
use crate::ir::{self, Codecs, Element, RequestCodec, ResponseCodec, TimestampFormat, Wire};
use crate::known_traits::{Ignored, Support, Supported};
use crate::trait_id;

pub(super) struct AwsQuery;

impl Protocol for AwsQuery {
    fn id(&self) -> &'static str {
        "aws.protocols#awsQuery"
    }

    fn answers(&self) -> ir::Protocol {
        ir::Protocol {
            id: self.id(),
            runtime_name: "AWS_QUERY",
            codecs: Codecs {
                request: RequestCodec::Query,
                response: ResponseCodec::Xml,
            },
            media_type: "application/x-www-form-urlencoded",
            error_header: None,
            response_headers: &[],
        }
    }

    fn traits(&self) -> &'static [(&'static str, Support)] {
        &[
            ("aws.protocols#awsQuery", Supported),
            ("aws.protocols#awsQueryError", Supported),
            (trait_id::XML_ATTRIBUTE, Supported),
            (trait_id::XML_FLATTENED, Supported),
            (trait_id::XML_NAME, Supported),
            (
                trait_id::XML_NAMESPACE,
                Ignored("forms have none, and what is read is known by its local name"),
            ),
        ]
    }

    fn route(&self, _: Operation<'_>, _: &mut Vec<Problem>) -> Option<Route> {
        Some(rpc::route("/".to_owned(), []))
    }

    fn binds_members(&self) -> bool {
        false
    }

    fn has_body_without_members(&self, _: Operation<'_>) -> bool {
        true
    }

    fn reserved_names(&self) -> &'static [&'static str] {
        &["Action", "Version"]
    }

    fn timestamp_format(&self, _: Place, named: Option<TimestampFormat>) -> TimestampFormat {
        named.unwrap_or(TimestampFormat::DateTime)
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

    fn output_path(&self, operation: Operation<'_>, _: Option<Element>) -> Vec<String> {
        let name = operation.id.name();
        vec![format!("{name}Response"), format!("{name}Result")]
    }

    fn has_documents(&self) -> bool {
        false
    }

    fn name_collision(&self) -> &'static str {
        "forms and XML; give one of them another smithy.api#xmlName"
    }

    fn error_code(&self, error: &ShapeId, traits: &Traits, problems: &mut Vec<Problem>) -> String {
        let own: Option<AwsQueryError> = traits.view(error, problems);
        own.map_or_else(|| error.name().to_owned(), |own| own.code)
    }
}
