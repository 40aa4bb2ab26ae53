//! awsJson (`aws.protocols#awsJson1_0`, `aws.protocols#awsJson1_1`): a POST to `/` that names the operation in a header, and
//! JSON with all of its members. The versions differ by their content type alone.

use super::{Operation, Place, Protocol, Route, rpc};
use crate::Problem;
use crate::ir::{self, Codecs, RequestCodec, ResponseCodec, TimestampFormat};
use crate::known_traits::{Support, Supported};

pub(super) enum AwsJson {
    V1_0,
    V1_1,
}

impl Protocol for AwsJson {
    fn id(&self) -> &'static str {
        match self {
            Self::V1_0 => "aws.protocols#awsJson1_0",
            Self::V1_1 => "aws.protocols#awsJson1_1",
        }
    }

    fn answers(&self) -> ir::Protocol {
        let (runtime_name, media_type) = match self {
            Self::V1_0 => ("AWS_JSON_1_0", "application/x-amz-json-1.0"),
            Self::V1_1 => ("AWS_JSON_1_1", "application/x-amz-json-1.1"),
        };
        ir::Protocol {
            id: self.id(),
            runtime_name,
            codecs: Codecs {
                request: RequestCodec::Json,
                response: ResponseCodec::Json,
            },
            media_type,
            error_header: Some("x-amzn-errortype"),
            response_headers: &[],
        }
    }

    fn traits(&self) -> &'static [(&'static str, Support)] {
        match self {
            Self::V1_0 => &[("aws.protocols#awsJson1_0", Supported)],
            Self::V1_1 => &[("aws.protocols#awsJson1_1", Supported)],
        }
    }

    fn route(&self, operation: Operation<'_>, _: &mut Vec<Problem>) -> Option<Route> {
        let (service, name) = (operation.service_id.name(), operation.id.name());
        let headers = [
            ("X-Amz-Target", format!("{service}.{name}")),
            ("Content-Type", self.answers().media_type.to_owned()),
        ];
        let mut route = rpc::route("/".to_owned(), headers);
        route.headers.extend(rpc::query_mode(operation));
        Some(route)
    }

    fn binds_members(&self) -> bool {
        false
    }

    fn timestamp_format(&self, _: Place, named: Option<TimestampFormat>) -> TimestampFormat {
        named.unwrap_or(TimestampFormat::EpochSeconds)
    }

    fn name_collision(&self) -> &'static str {
        "JSON; give one of them another name"
    }
}
