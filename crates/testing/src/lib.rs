//! What tests need of programs that call AWS with smithereens: no network, no credentials, no waiting.
//!
//! - [`Replay`] takes the network's place in a client: it [expects](Expect) requests, and answers them with typed outputs,
//!   errors of the model, or raw HTTP.
//! - [`Recording`] keeps what a real service says, without secrets, and replays it.
//! - [`Error::builder`](smithereens::Error::builder) makes any error by hand.
//! - [`Server`] is a real HTTP server on loopback that does what its [`Script`]s say: it answers well, slowly, halfway,
//!   with garbage, or not at all. Anything that speaks HTTP/1.1 can be pointed at it, a program as well as a client.
//!   With the feature `tls` there is TLS to put before it, and with `signature` what verifies
//!   the signatures of the requests that reached it.
//! - [`builder`] makes a client that sees nothing of the process: no environment variable, no file, a clock that
//!   stands still. [`TokioClock`] is one that goes with tokio's, which may be paused.
//!
//! All of it fails as a test does: by a panic.
//!
//! ```
//! use lambda_operations::{
//!     ListFunctionEventInvokeConfigs as List, ListFunctionEventInvokeConfigsResponse as Page,
//! };
//! use smithereens_testing::{Expect, Replay};
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() {
//! let replay = Replay::expecting([Expect::call(List::new("my-function")).returns(Page::new())]);
//! let client = replay.client().await;
//! // What is tested is given the client.
//! let page = client.send(List::new("my-function")).await.unwrap();
//! assert_eq!(page.function_event_invoke_configs, []);
//! replay.verify();
//! # }
//! ```
//!
//! With a program of its own on the other side:
//!
//! ```
//! use smithereens_testing::{Response, Script, Server};
//!
//! # tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(async {
//! let busy = Response::new(503, "").into();
//! let page = Response::json(r#"{ "FunctionEventInvokeConfigs": [] }"#).into();
//! let server = Server::answering([busy, page]).await;
//! // … a client whose endpoint is `server.url()` …
//! assert_eq!(server.requests().len(), 0);
//! # });
//! ```

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a helper for tests fails as a test does"
)]

#[cfg(feature = "replay")]
mod cbor;
#[cfg(feature = "replay")]
mod client;
#[cfg(feature = "replay")]
mod clock;
#[cfg(feature = "recording")]
pub mod recording;
#[cfg(feature = "replay")]
pub mod replay;
pub mod server;
#[cfg(feature = "signature")]
pub mod signature;
#[cfg(feature = "tls")]
pub mod tls;

#[cfg(feature = "replay")]
pub use client::{ACCESS_KEY_ID, NEW_YEAR, SECRET_ACCESS_KEY, SESSION_TOKEN, builder, credentials};
#[cfg(feature = "replay")]
pub use clock::TokioClock;
#[cfg(feature = "recording")]
pub use recording::Recording;
#[cfg(feature = "replay")]
pub use replay::{Expect, Replay};
pub use server::{Request, Response, Script, Server, Step};

#[cfg(all(doctest, feature = "recording"))]
#[doc = include_str!("../README.md")]
struct Readme;
