//! awsQuery (`aws.protocols#awsQuery`): a POST to `/` with a form that names the operation and the version of the service
//! beside all members, and XML in return, in which the output stands two elements down: `GetUserResponse/GetUserResult`.
//!
//! ec2Query (`aws.protocols#ec2Query`) is the same as Amazon EC2 has it. Names in forms begin with a capital letter, lists in
//! them are flattened, and in XML the output stands one element down: `DescribeVpcsResponse`.

use super::{Operation, Place, Protocol, Route, rpc, xml_names};
use crate::Problem;
use crate::ast::{AwsQueryError, ShapeId, Traits};
use crate::ir::{self, Codecs, Element, RequestCodec, ResponseCodec, TimestampFormat, Wire};
use crate::known_traits::{Ignored, Support, Supported};
use crate::trait_id;

pub(super) enum Query {
    Aws,
    Ec2,
}

const NO_NAMESPACES: Support =
    Ignored("forms have none, and what is read is known by its local name");

impl Protocol for Query {
    fn id(&self) -> &'static str {
        match self {
            Self::Aws => "aws.protocols#awsQuery",
            Self::Ec2 => "aws.protocols#ec2Query",
        }
    }

    fn answers(&self) -> ir::Protocol {
        let (runtime_name, request) = match self {
            Self::Aws => ("AWS_QUERY", RequestCodec::Query),
            Self::Ec2 => ("EC2_QUERY", RequestCodec::Ec2Query),
        };
        ir::Protocol {
            id: self.id(),
            runtime_name,
            codecs: Codecs {
                request,
                response: ResponseCodec::Xml,
            },
            media_type: "application/x-www-form-urlencoded",
            error_header: None,
            response_headers: &[],
        }
    }

    fn traits(&self) -> &'static [(&'static str, Support)] {
        match self {
            Self::Aws => &[
                ("aws.protocols#awsQuery", Supported),
                ("aws.protocols#awsQueryError", Supported),
                (trait_id::XML_ATTRIBUTE, Supported),
                (trait_id::XML_FLATTENED, Supported),
                (trait_id::XML_NAME, Supported),
                (trait_id::XML_NAMESPACE, NO_NAMESPACES),
            ],
            Self::Ec2 => &[
                ("aws.protocols#ec2Query", Supported),
                (trait_id::EC2_QUERY_NAME, Supported),
                (trait_id::XML_ATTRIBUTE, Supported),
                (trait_id::XML_FLATTENED, Supported),
                (trait_id::XML_NAME, Supported),
                (trait_id::XML_NAMESPACE, NO_NAMESPACES),
            ],
        }
    }

    fn route(&self, _: Operation<'_>, _: &mut Vec<Problem>) -> Option<Route> {
        Some(rpc::route("/".to_owned(), []))
    }

    fn binds_members(&self) -> bool {
        false
    }

    fn reserved_names(&self) -> &'static [&'static str] {
        &["Action", "Version"]
    }

    fn timestamp_format(&self, _: Place, named: Option<TimestampFormat>) -> TimestampFormat {
        named.unwrap_or(TimestampFormat::DateTime)
    }

    /// In the forms of ec2Query a name of their own counts as it is, and an XML name or the member's with a capital letter; in
    /// XML the first does not count.
    fn wire(&self, id: &ShapeId, name: &str, traits: &Traits, problems: &mut Vec<Problem>) -> Wire {
        let wire = xml_names::wire(id, name, traits, problems);
        match self {
            Self::Aws => wire,
            Self::Ec2 => {
                let own: Option<String> = traits.value(trait_id::EC2_QUERY_NAME, id, problems);
                Wire {
                    write: own.unwrap_or_else(|| capitalized(&wire.read)),
                    ..wire
                }
            }
        }
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
        match self {
            Self::Aws => vec![format!("{name}Response"), format!("{name}Result")],
            Self::Ec2 => vec![format!("{name}Response")],
        }
    }

    /// Nothing says how a form would come ahead of events.
    fn has_event_streams(&self) -> bool {
        false
    }

    fn has_documents(&self) -> bool {
        false
    }

    fn name_collision(&self) -> &'static str {
        match self {
            Self::Aws => "forms and XML; give one of them another smithy.api#xmlName",
            Self::Ec2 => {
                "forms or XML; give one of them another aws.protocols#ec2QueryName or smithy.api#xmlName"
            }
        }
    }

    fn error_code(&self, error: &ShapeId, traits: &Traits, problems: &mut Vec<Problem>) -> String {
        let own: Option<AwsQueryError> = match self {
            Self::Aws => traits.view(error, problems),
            Self::Ec2 => None,
        };
        own.map_or_else(|| error.name().to_owned(), |own| own.code)
    }
}

fn capitalized(name: &str) -> String {
    let mut rest = name.chars();
    let first = rest.next();
    first
        .map(|first| first.to_ascii_uppercase())
        .into_iter()
        .chain(rest)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::capitalized;

    #[test]
    fn the_first_letter_alone_is_made_a_capital_one() {
        for (name, expected) in [
            ("tagSet", "TagSet"),
            ("TagSet", "TagSet"),
            ("x", "X"),
            ("_x", "_x"),
            ("", ""),
        ] {
            assert_eq!(capitalized(name), expected);
        }
    }
}
