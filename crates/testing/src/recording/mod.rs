//! Exchanges with a real service, recorded once and replayed from then on, without what is secret in them.
//!
//! ```no_run
//! use lambda_operations::ListFunctionEventInvokeConfigs;
//! use smithereens::Client;
//! use smithereens_testing::Recording;
//!
//! # async fn test() {
//! let session = Recording::at("tests/recordings/configurations.json").start();
//! let client = session.client(Client::builder().region("eu-west-1")).await;
//!
//! // What is tested, which is given the client.
//! let list = ListFunctionEventInvokeConfigs::new("my-function");
//! let page = client.send(list).await.unwrap();
//! assert_eq!(page.function_event_invoke_configs.len(), 2);
//!
//! session.finish();
//! # }
//! ```
//!
//! The first time there is no such file: the calls go to the service, with the credentials that the client has, and
//! [`finish`](Session::finish) writes the file. From then on it is replayed, without a network and without credentials.
//! `SMITHEREENS_RECORD=1 cargo test` records anew, `SMITHEREENS_RECORD=0` never does, which is for CI.
//!
//! Requests are compared by method, path, query, headers and body (JSON and CBOR by value, other bodies byte for byte), in
//! the order in which they were sent or [in any](Recording::in_any_order). What says who signed and sent a request, when,
//! and how often, is left out, and so is the host; an idempotency token that the client makes up may be any.
//!
//! # What is taken out
//!
//! - of requests the signature, bearer tokens, cookies and their kind, with whatever else quotes the session token or the
//!   bearer token; of responses `set-cookie`, and `date`, which is none of the replay;
//! - in URLs, wherever they stand, the credentials and the signature of a presigned one, of `CloudFront`'s as well;
//! - in queries, and in bodies that are JSON, XML, CBOR or forms, the members that AWS's services give credentials and
//!   secrets in, such as `SecretAccessKey`, `SessionToken`, `accessToken`, `Password`, `SecretString`, `Plaintext`, in
//!   whichever case, with all that is within them;
//! - what the test names: [headers](Recording::redact_header), [members](Recording::redact_member) and
//!   [texts](Recording::redact_text).
//!
//! `redacted` stands in its place, which is a text and, for members that are bytes, base64. What is taken out of requests is
//! not compared. A response without anything of it is kept byte for byte.
//!
//! What is **not** looked into are bodies of other forms: compressed ones, files, the messages of event streams. If a text
//! that is to be taken out stands in such a one as it is, the body goes as a whole. Names, ARNs and account numbers are no
//! secrets to AWS, and stay unless the test names them. Look at a new file before you commit it.
//!
//! Calls that the client makes for credentials of its own do not go through its transport, and are never recorded.

mod file;
mod recorder;
mod redact;
mod replay;
mod session;

pub use session::{Mode, Recording, Session};
