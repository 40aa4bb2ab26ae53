//! How to write programs with this library: a chapter for each question. It is here in the documentation only.
//!
//! | chapter | what it answers |
//! | --- | --- |
//! | [A first call](first_call) | How do I get from an empty folder to a program that calls AWS, with a test? |
//! | [Inputs and outputs](values) | How do I write a request, and what do I get back? |
//! | [Settings](settings) | Where do region, credentials and endpoint come from, and how do I set them? |
//! | [Errors and retries](errors) | What can fail, how do I match on it, and what is retried? |
//! | [Paging](paging) | How do I get all items of a list? |
//! | [Waiters](waiters) | How do I wait until something is there? |
//! | [Streaming](streaming) | How do I send and receive files, and events? |
//! | [Presigned URLs](presigning) | How do I let someone else send a request? |
//! | [Several services](services) | How do I call more than one service? |
//! | [Testing](testing) | How do I test a program without AWS? |
//! | [Tracing](tracing) | What does the library log, and how do I turn it on? |
//! | [CI](ci) | How do I keep generated code in step with the model, and models up to date? |
//! | [Generate in a build script](build_script) | How do I use operations without generated files in my repository? |
//! | [Moving from `aws-sdk-*`](moving) | I have a program that uses the AWS SDK for Rust. What changes? |
//! | [What it costs](cost) | What do I pay in build time, size and speed? |
//!
//! If you start from scratch, read the first chapter and come back when you need the others. If you come from the AWS SDK for
//! Rust, start with [Moving](moving).
//!
//! Every Rust example is compiled with the tests of this crate, except for those of the AWS SDK and of build scripts. Those that
//! use more of a service than this repository has generated for its own use are compiled against an excerpt of the service's
//! model, with the same names.

// Chapters whose examples call other operations than `ListFunctionEventInvokeConfigs` begin them with a hidden line such as
// `# use guide_operations as lambda_operations;`: `model/guide.json` is what those are generated from.

#[doc = include_str!("build_script.md")]
pub mod build_script {}
#[doc = include_str!("ci.md")]
pub mod ci {}
#[doc = include_str!("cost.md")]
pub mod cost {}
#[doc = include_str!("errors.md")]
pub mod errors {}
#[doc = include_str!("first_call.md")]
pub mod first_call {}
#[doc = include_str!("moving.md")]
pub mod moving {}
#[doc = include_str!("paging.md")]
pub mod paging {}
#[doc = include_str!("presigning.md")]
pub mod presigning {}
#[doc = include_str!("services.md")]
pub mod services {}
#[doc = include_str!("settings.md")]
pub mod settings {}
#[doc = include_str!("streaming.md")]
pub mod streaming {}
#[doc = include_str!("testing.md")]
pub mod testing {}
#[doc = include_str!("tracing.md")]
pub mod tracing {}
#[doc = include_str!("values.md")]
pub mod values {}
#[doc = include_str!("waiters.md")]
pub mod waiters {}
