//! What tests of programs that call AWS with smithereens need.
//!
//! - [`Server`] is a real HTTP server on loopback that does what its [`Script`]s say: it answers well, slowly, halfway,
//!   with garbage, or not at all. Anything that speaks HTTP/1.1 can be pointed at it, a program as well as a client.
//!   With the feature `tls` there is TLS to put before it, and with `signature` what verifies
//!   the signatures of the requests that reached it.
//! - [`Replay`] is a transport that takes the network's place in a client: it gives prepared responses and keeps what
//!   was sent. With tokio's clock paused, retries and timeouts take no time.
//! - [`builder`] makes a client that sees nothing of the process: no environment variable, no file, a clock that
//!   stands still.
//!
//! All of it fails as a test does: by a panic.
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
