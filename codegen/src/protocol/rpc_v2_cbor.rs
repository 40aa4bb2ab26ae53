//! rpcv2Cbor (`smithy.protocols#rpcv2Cbor`): a POST whose path names service and operation, and CBOR with all members.
//! Traits change nothing of how a value is written.

use super::{Operation, Place, Protocol, Route, rpc};
use crate::Problem;
use crate::ir::{self, Codecs, RequestCodec, ResponseCodec, TimestampFormat};
use crate::known_traits::{Ignored, Support, Supported};

pub(super) struct RpcV2Cbor;

const NAME: &str = "rpc-v2-cbor";
const MEDIA_TYPE: &str = "application/cbor";

impl Protocol for RpcV2Cbor {
    fn id(&self) -> &'static str {
        "smithy.protocols#rpcv2Cbor"
    }

    fn answers(&self) -> ir::Protocol {
        ir::Protocol {
            id: self.id(),
            runtime_name: "RPC_V2_CBOR",
            codecs: Codecs {
                request: RequestCodec::Cbor,
                response: ResponseCodec::Cbor,
            },
            media_type: MEDIA_TYPE,
            error_header: None,
            response_headers: &[("smithy-protocol", NAME)],
        }
    }

    fn traits(&self) -> &'static [(&'static str, Support)] {
        &[
            (
                "smithy.api#timestampFormat",
                Ignored("the protocol has one format for all timestamps"),
            ),
            ("smithy.protocols#rpcv2Cbor", Supported),
        ]
    }

    fn route(&self, operation: Operation<'_>, _: &mut Vec<Problem>) -> Option<Route> {
        let headers = [
            ("Smithy-Protocol", NAME.to_owned()),
            ("Accept", MEDIA_TYPE.to_owned()),
        ];
        let mut route = rpc::route(rpc::path_v2(operation), headers);
        route.headers.extend(rpc::query_mode(operation));
        Some(route)
    }

    fn binds_members(&self) -> bool {
        false
    }

    fn has_body_without_members(&self, operation: Operation<'_>) -> bool {
        rpc::has_input(operation)
    }

    fn timestamp_format(&self, _: Place, _: Option<TimestampFormat>) -> TimestampFormat {
        TimestampFormat::EpochSeconds
    }

    fn name_collision(&self) -> &'static str {
        "CBOR; give one of them another name"
    }
}
