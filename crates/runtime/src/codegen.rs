//! What generated code calls, and operations that are written by hand. Programs have what they need at the root.
//!
//! Generated crates and this library fit if they are of one generation: [`generation!`](crate::generation) says so where
//! they are compiled. Whatever is here has constructors instead of open structures, and may gain fields and variants.

#[cfg(feature = "event-stream")]
pub use crate::event_stream::{IncomingEvent, OutgoingEvent, ReadEvents, WriteEvents};
#[cfg(feature = "bearer-auth")]
pub use crate::operation::AuthScheme;
#[cfg(feature = "crc32")]
pub use crate::operation::CRC32;
#[cfg(feature = "event-stream")]
pub use crate::operation::EventStreams;
pub use crate::operation::{
    Auth, BodyCheck, DecodeError, InvalidInput, Method, Operation, Paginated, PaginatedItems,
    Pagination, Request, Response, RetryDefaults, RetryableError, Service, quoted, strip_id_prefix,
};
#[cfg(feature = "checksum")]
pub use crate::operation::{MessageAttribute, MessageDigests, SentMessages};
#[cfg(feature = "xml")]
pub use crate::protocol::REST_XML;
#[cfg(feature = "cbor")]
pub use crate::protocol::RPC_V2_CBOR;
pub use crate::protocol::{AWS_JSON_1_0, AWS_JSON_1_1, Protocol, REST_JSON_1, RPC_V2_JSON};
#[cfg(feature = "query")]
pub use crate::protocol::{AWS_QUERY, EC2_QUERY};

/// Brings in a module that a build script generated with `smithereens_codegen::Config`, by the name of its service. Lints of
/// the crate around it do not reach it.
///
/// ```ignore
/// smithereens::include_service!(lambda);
/// smithereens::include_service!(pub(crate) sqs);
/// ```
#[macro_export]
macro_rules! include_service {
    ($visibility:vis $name:ident) => {
        // A group that a crate denies is allowed by its own name alone, and so are lints that are in none.
        #[allow(
            warnings,
            unused,
            missing_docs,
            missing_copy_implementations,
            missing_debug_implementations,
            rust_2018_idioms,
            trivial_casts,
            trivial_numeric_casts,
            unnameable_types,
            unreachable_pub,
            unused_lifetimes,
            unused_qualifications,
            unused_results,
            variant_size_differences,
            clippy::all,
            clippy::cargo,
            clippy::nursery,
            clippy::pedantic,
            clippy::restriction
        )]
        $visibility mod $name {
            ::core::include!(::core::concat!(
                ::core::env!("OUT_DIR"),
                "/",
                ::core::stringify!($name),
                "/mod.rs"
            ));
        }
    };
}

/// What a service's endpoint rules take and give.
pub mod endpoint {
    pub use crate::endpoint::{
        Arn, ContextParams, ContextValue, Endpoint, EndpointError, EndpointParams, Partition,
        SigningScope, Url, element, explicit, is_valid_host_label, is_virtual_hostable_s3_bucket,
        json, parse_arn, parse_url, partition, split, substring, uri_encode,
    };
}

/// What waiters are made of.
pub mod waiter {
    pub use crate::operation::{Outcome, Waiter, WaiterState, all_equal};
}
