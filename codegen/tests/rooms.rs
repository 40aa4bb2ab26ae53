//! What is a protocol's is found in its room, and a codec's in its file: the words for it stand nowhere else.
#![allow(missing_docs, clippy::unwrap_used, reason = "this is a test")]

use std::path::{Path, PathBuf};

/// The stages that know no protocol and no codec.
const STAGES: [&str; 3] = ["lower", "ir", "emit"];

/// The codecs.
const CODECS: [&str; 2] = ["cbor", "json"];

/// What says which codecs there are.
const LISTS: [&str; 2] = ["emit/codec/choice.rs", "ir/protocol.rs"];

/// Where else the words for one have to stand.
const NAMED: &[(&str, &str)] = &[
    ("emit/codec/mod.rs", "mod cbor;"),
    ("emit/codec/mod.rs", "mod cbor_example;"),
    ("emit/codec/mod.rs", "mod json;"),
    ("emit/codec/mod.rs", "mod json_example;"),
    // The properties of endpoints, whatever the protocol.
    (
        "emit/endpoint/mod.rs",
        "quote!(.property(#name, ::smithereens::codegen::endpoint::json!(#value)))",
    ),
];

#[test]
fn a_codec_is_named_in_its_file_and_in_the_rooms_of_its_protocols_alone() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut found = Vec::new();
    for path in STAGES.iter().flat_map(|stage| files(&source.join(stage))) {
        let name = path.strip_prefix(&source).unwrap();
        let name = name.to_str().unwrap().replace('\\', "/");
        if LISTS.contains(&name.as_str()) {
            continue;
        }
        let text = std::fs::read_to_string(&path).unwrap();
        for line in text.lines().map(str::trim) {
            let words = line.to_lowercase().replace("serde_json", "");
            for codec in CODECS {
                let is_its_own = name.starts_with(&format!("emit/codec/{codec}"));
                let is_named = !is_its_own && words.contains(codec);
                if is_named && !NAMED.contains(&(name.as_str(), line)) {
                    found.push(format!("{name}: {line}"));
                }
            }
        }
    }
    assert_eq!(found, Vec::<String>::new());
}

/// The files below a folder.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(self::files(&path));
        } else {
            files.push(path);
        }
    }
    files
}
