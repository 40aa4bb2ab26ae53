//! ec2Query (`aws.protocols#ec2Query`): awsQuery as Amazon EC2 has it. Names in forms begin with a capital letter, lists in
//! them are flattened, and in XML the output stands one element down: `DescribeVpcsResponse`.

use super::{Operation, Place, Protocol, Route, rpc, xml_names};
use crate::Problem;
use crate::ast::{ShapeId, Traits};
use crate::ir::{self, Codecs, Element, RequestCodec, ResponseCodec, TimestampFormat, Wire};
use crate::known_traits::{Ignored, Support, Supported};
use crate::trait_id;

pub(super) struct Ec2Query;

impl Protocol for Ec2Query {
    fn id(&self) -> &'static str {
        "aws.protocols#ec2Query"
    }

    fn answers(&self) -> ir::Protocol {
        ir::Protocol {
            id: self.id(),
            runtime_name: "EC2_QUERY",
            codecs: Codecs {
                request: RequestCodec::Ec2Query,
                response: ResponseCodec::Xml,
            },
            media_type: "application/x-www-form-urlencoded",
            error_header: None,
            response_headers: &[],
        }
    }

    fn traits(&self) -> &'static [(&'static str, Support)] {
        &[
            ("aws.protocols#ec2Query", Supported),
            (trait_id::EC2_QUERY_NAME, Supported),
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

    /// In forms a name of its own counts as it is, and an XML name or the member's with a capital letter; in XML the first
    /// does not count.
    fn wire(&self, id: &ShapeId, name: &str, traits: &Traits, problems: &mut Vec<Problem>) -> Wire {
        let read = xml_names::wire(id, name, traits, problems);
        let own: Option<String> = traits.value(trait_id::EC2_QUERY_NAME, id, problems);
        Wire {
            write: own.unwrap_or_else(|| capitalized(&read.read)),
            ..read
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
        vec![format!("{}Response", operation.id.name())]
    }

    fn has_documents(&self) -> bool {
        false
    }

    fn name_collision(&self) -> &'static str {
        "forms or XML; give one of them another aws.protocols#ec2QueryName or smithy.api#xmlName"
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
