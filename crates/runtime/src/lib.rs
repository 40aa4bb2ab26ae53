//! One thin client for the operations that Smithereens generates: signing, retries, paging, errors.
//!
//! [`Client`] is where to begin. It runs the operations of generated crates, which are written against [`codegen`]:
//!
//! ```ignore
//! use lambda_operations::ListFunctionEventInvokeConfigs;
//! use smithereens::Client;
//!
//! let client = Client::from_env().await?;
//! let page = client.send(ListFunctionEventInvokeConfigs::new("my-function")).await?;
//! ```
//!
//! The feature `aws-config` adds the sources of credentials that have to be asked: SSO, roles, web identities,
//! processes, containers (ECS, EKS pod identity) and EC2 instances. Without it, credentials are those of the
//! environment, of the profile's keys, or of a provider that the program gives.
//!
//! TLS is rustls: with ring by the feature `tls-ring`, which is on by default, or with AWS-LC by `tls-aws-lc-rs`, which goes
//! before ring where both are on. With neither, `https://` takes a [transport](Builder::transport) of the program's own.

mod blocking;
mod body;
mod byte_stream;
mod client;
mod clock;
pub mod codegen;
pub mod config;
#[cfg(feature = "aws-config")]
mod credential_chain;
mod detached;
mod digest;
mod endpoint;
mod error;
#[cfg(feature = "event-stream")]
mod event_stream;
mod excerpt;
mod identity;
mod operation;
mod paging;
mod percent;
mod protocol;
mod reserved;
pub mod retry;
mod secrets;
mod signing;
mod stack;
#[cfg(feature = "test-util")]
pub mod test_util;
mod timeouts;
mod transport;
mod uri;
mod uuid;
mod waiter;

pub use body::Body;
pub use byte_stream::{ByteStream, ByteStreamReader, StreamError};
pub use client::{Builder, Client, Overrides, PresignedRequest, ResponseMetadata};
pub use endpoint::ContextValue;
pub use error::{AnyError, Error, ErrorBuilder, ErrorKind, TimeoutKind};
#[cfg(feature = "event-stream")]
pub use event_stream::{EventHeader, EventReceiver, EventSender, EventStream, UnknownEvent};
pub use operation::{
    DecodeError, InvalidInput, Operation, Paginated, PaginatedItems, Waiter, WaiterState,
};
pub use paging::{Items, Pages};

pub use waiter::{Wait, Waited, WaiterError, WaiterErrorKind, WaiterOutcome, WaiterProgress};

// What programs put into operations and settings, so that they need no other crate for it.
pub use aws_credential_types::{
    Credentials,
    provider::{ProvideCredentials, SharedCredentialsProvider},
};
#[cfg(feature = "bearer-auth")]
pub use aws_credential_types::{Token, provider::token::ProvideToken};
pub use smithereens_types::{
    BigDecimal, BigInteger, Blob, Document, ParseError, Timestamp, UnknownMember, UnknownValue,
    generation,
};
