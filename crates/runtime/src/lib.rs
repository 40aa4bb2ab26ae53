//! A small client for AWS: you generate the operations you need, and this crate runs them.
//!
//! It signs, retries, follows pages, bounds everything in time, and returns errors that say what to do. It knows no service: what
//! is particular to one comes with its operations, which `cargo smithereens` generates into your repository from the models that
//! AWS publishes. A program compiles the operations it calls and nothing more.
//!
//! ```no_run
//! use lambda_operations::ListFunctionEventInvokeConfigs;
//! use smithereens::Client;
//!
//! #[tokio::main]
//! async fn main() -> Result<(), Box<dyn std::error::Error>> {
//!     let client = Client::from_env().await?;
//!
//!     let mut configs = client.items(ListFunctionEventInvokeConfigs::new("my-function"));
//!     while let Some(config) = configs.try_next().await? {
//!         println!("{:?}: {:?} retries", config.function_arn, config.maximum_retry_attempts);
//!     }
//!     Ok(())
//! }
//! ```
//!
//! # Guide
//!
//! The [guide] has a chapter for each question:
//!
//! - Start: [a first call](guide::first_call), [moving from `aws-sdk-*`](guide::moving), [what it costs](guide::cost)
//! - Write: [inputs and outputs](guide::values), [errors and retries](guide::errors), [paging](guide::paging),
//!   [waiters](guide::waiters), [streaming](guide::streaming), [presigned URLs](guide::presigning),
//!   [several services](guide::services)
//! - Run: [settings](guide::settings), [testing](guide::testing), [tracing](guide::tracing), [CI](guide::ci),
//!   [build scripts](guide::build_script)
//!
//! # Where to find what
//!
//! | to | see |
//! | --- | --- |
//! | make a client | [`Client::from_env`], [`Client::builder`], `Client::from_sdk_config` |
//! | call an operation | [`Client::send`], [`Client::send_with_metadata`] |
//! | follow pages | [`Client::items`], [`Client::pages`] |
//! | wait for something | [`Client::wait`] |
//! | presign a request | [`Client::presign`] |
//! | change settings for some calls | [`Client::with`], [`Overrides`] |
//! | handle errors | [`Error`], [`AnyError`], [`ErrorKind`] |
//! | stream | [`ByteStream`]; `EventReceiver`, `EventStream` |
//! | write an operation by hand | [`codegen`] |
//!
//! # Features
//!
//! `tls-ring` is on by default. The first four are yours to choose; generated crates turn on what their operations need.
//!
//! | feature | what it adds |
//! | --- | --- |
//! | `tls-ring` | TLS for the HTTP client that comes with the library: rustls with ring |
//! | `tls-aws-lc-rs` | the same with AWS-LC, which goes before ring where both are on. With neither, `https://` takes a [transport](Builder::transport) of your own |
//! | `aws-config` | credentials that have to be fetched: SSO, roles, web identities, processes, containers (ECS, EKS pod identity) and EC2 instances; `Client::from_sdk_config`. Without it, credentials are those of the environment, of the profile's keys, or of a provider that the program gives |
//! | `reqwest` | `Builder::reqwest`: requests go through a `reqwest::Client` that the program has already |
//! | `bearer-auth` | bearer tokens, for services that take them (Bedrock, CodeCatalyst) |
//! | `cbor`, `query`, `xml` | protocols other than those of JSON |
//! | `checksum`, `crc32`, `request-compression` | what some operations and services ask for |
//! | `event-stream`, `http2` | event streams, and those on which both sides send at once |
//!
//! # Requirements
//!
//! Rust 1.94.1, as the AWS crates that this one uses (`aws-sigv4` and those below it) do; a C compiler, for `ring` or AWS-LC (none without them); and a tokio runtime.

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
#[cfg(any(doc, doctest))]
pub mod guide;
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
