//! The file with the bounds.

use serde::Deserialize;
use std::collections::BTreeSet;

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Bounds {
    /// Architecture and system that sizes and instructions are of: `x86_64-linux`.
    pub platform: String,
    /// Packages that may be in the tree in several versions.
    pub duplicates: BTreeSet<String>,
    pub crates: Bound,
    /// In bytes.
    pub binary: Bound,
    /// For each call, with 2-item pages.
    #[serde(rename = "instructions-2")]
    pub instructions_2: Bound,
    /// For each call, with 50-item pages.
    #[serde(rename = "instructions-50")]
    pub instructions_50: Bound,
    /// Instructions of decoding a large page of JSON, in percent of those of what serde derives.
    pub decode_json: Bound,
    /// Instructions of decoding a large page of XML, in percent of those of reading its events.
    pub decode_xml: Bound,
}

/// What a figure was when someone last looked, and how far it may be from there without a word.
#[derive(Clone, Copy, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Bound {
    pub recorded: f64,
    /// In percent.
    pub slack: f64,
}
