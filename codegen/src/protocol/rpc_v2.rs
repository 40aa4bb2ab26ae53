//! Smithy's RPC v2 (`smithy.protocols#rpcv2Cbor`, `smithy.protocols#rpcv2Json`): a POST whose path names service and
//! operation, and a body of CBOR or JSON with all of its members. Traits change nothing of how a value is written.

use super::{Operation, Place, Protocol, Route, rpc};
use crate::Problem;
use crate::ir::{self, Codecs, RequestCodec, ResponseCodec, TimestampFormat};
use crate::known_traits::{Ignored, Support, Supported};
use crate::trait_id;

pub(super) enum RpcV2 {
    Cbor,
    Json,
}

const ONE_FORMAT: Support = Ignored("the protocol has one format for all timestamps");

impl RpcV2 {
    /// What the header `smithy-protocol` says, of requests and of responses.
    fn name(&self) -> &'static str {
        match self {
            Self::Cbor => "rpc-v2-cbor",
            Self::Json => "rpc-v2-json",
        }
    }
}

impl Protocol for RpcV2 {
    fn id(&self) -> &'static str {
        match self {
            Self::Cbor => "smithy.protocols#rpcv2Cbor",
            Self::Json => "smithy.protocols#rpcv2Json",
        }
    }

    fn answers(&self) -> ir::Protocol {
        match self {
            Self::Cbor => ir::Protocol {
                id: self.id(),
                runtime_name: "RPC_V2_CBOR",
                codecs: Codecs {
                    request: RequestCodec::Cbor,
                    response: ResponseCodec::Cbor,
                },
                media_type: "application/cbor",
                error_header: None,
                response_headers: &[("smithy-protocol", "rpc-v2-cbor")],
            },
            Self::Json => ir::Protocol {
                id: self.id(),
                runtime_name: "RPC_V2_JSON",
                codecs: Codecs {
                    request: RequestCodec::JsonWithQuotedNumbers,
                    response: ResponseCodec::JsonWithQuotedNumbers,
                },
                media_type: "application/json",
                error_header: Some("x-amzn-errortype"),
                response_headers: &[("smithy-protocol", "rpc-v2-json")],
            },
        }
    }

    fn traits(&self) -> &'static [(&'static str, Support)] {
        match self {
            Self::Cbor => &[
                (trait_id::TIMESTAMP_FORMAT, ONE_FORMAT),
                ("smithy.protocols#rpcv2Cbor", Supported),
            ],
            Self::Json => &[
                (trait_id::TIMESTAMP_FORMAT, ONE_FORMAT),
                ("smithy.protocols#rpcv2Json", Supported),
            ],
        }
    }

    fn route(&self, operation: Operation<'_>, _: &mut Vec<Problem>) -> Option<Route> {
        let (service, name) = (operation.service_id.name(), operation.id.name());
        let headers = [
            ("Smithy-Protocol", self.name().to_owned()),
            ("Accept", self.answers().media_type.to_owned()),
        ];
        let mut route = rpc::route(format!("/service/{service}/operation/{name}"), headers);
        route.headers.extend(rpc::query_mode(operation));
        Some(route)
    }

    fn binds_members(&self) -> bool {
        false
    }

    /// An operation without an input is sent without a body.
    fn has_body_without_members(&self, operation: Operation<'_>) -> bool {
        let input = operation.shape.input.as_ref();
        input.is_some_and(|input| !input.target.is_unit())
    }

    fn timestamp_format(&self, _: Place, _: Option<TimestampFormat>) -> TimestampFormat {
        TimestampFormat::EpochSeconds
    }

    fn name_collision(&self) -> &'static str {
        match self {
            Self::Cbor => "CBOR; give one of them another name",
            Self::Json => "JSON; give one of them another name",
        }
    }
}
