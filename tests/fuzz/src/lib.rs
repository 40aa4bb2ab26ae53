//! What hostile input must not do: a module for each way in, with a function of bytes that panics if it does.
//!
//! libFuzzer calls these functions from `targets/`; `tests/seeds.rs` calls them with the committed inputs.

mod answer;
pub mod cbor;
mod client;
pub mod config_file;
pub mod endpoint;
pub mod endpoint_rules;
pub mod error;
pub mod events;
mod everything;
pub mod form;
pub mod header_list;
pub mod model;
pub mod mutate;
pub mod path;
pub mod success;
pub mod timestamp;
pub mod xml;

/// A way in: its name, which is that of its folder of seeds, and the function.
pub type Target = (&'static str, fn(&[u8]));

/// All of them.
pub const TARGETS: [Target; 13] = [
    ("cbor", cbor::run),
    ("config_file", config_file::run),
    ("endpoint", endpoint::run),
    ("endpoint_rules", endpoint_rules::run),
    ("error", error::run),
    ("events", events::run),
    ("form", form::run),
    ("header_list", header_list::run),
    ("model", model::run),
    ("path", path::run),
    ("success", success::run),
    ("timestamp", timestamp::run),
    ("xml", xml::run),
];
