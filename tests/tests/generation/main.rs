//! Generated code and the libraries that it calls fit: the number of their generation rises when what it calls is taken
//! away or changed.
//!
//! `surface.txt` is what generated code may call, a line each, with the number of the generation that it was recorded in.
//! It is taken from the sources: what a macro gives is not in it, but what the macro is given is. What is new breaks no crate,
//! so it need not be recorded at once; from then on it is held to.
#![allow(missing_docs, clippy::unwrap_used, reason = "this is a test")]

mod surface;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// What generated code calls: all of the leaf values, and of the runtime what stands behind `smithereens::codegen`.
const SOURCES: [(&str, &[&str]); 2] = [
    ("crates/types/src", &["."]),
    (
        "crates/runtime/src",
        &[
            "codegen.rs",
            "body.rs",
            "byte_stream",
            "endpoint",
            "operation",
            "protocol",
        ],
    ),
];

const RECORDED: &str = "tests/tests/generation/surface.txt";

/// Records the surface as it is. For one that lost something, only after the generation was raised.
const RECORD: &str = "RECORD_SURFACE";

#[test]
fn generator_and_libraries_say_the_same_generation() {
    let (generator, libraries) = generations();
    assert_eq!(
        generator, libraries,
        "GENERATION of codegen/src/emit/library.rs and generation! of crates/types/src/lib.rs differ"
    );
}

#[test]
fn the_generation_rises_when_generated_code_loses_something_that_it_calls() {
    let (generation, _) = generations();
    let surface = surface();
    let recorded = std::fs::read_to_string(root().join(RECORDED)).unwrap_or_default();
    let mut lines = recorded.lines();
    let of_recorded = lines.next().unwrap_or_default().to_owned();
    let recorded: BTreeSet<String> = lines.map(str::to_owned).collect();
    let head = format!("generation {generation}");
    let lost: Vec<&String> = recorded.difference(&surface).collect();
    assert!(
        lost.is_empty() || of_recorded != head,
        "crates that were generated before may call these, which are no more, or no more the same:\n{lost:#?}\n\
         Raise GENERATION in codegen/src/emit/library.rs and generation! in crates/types/src/lib.rs, then record what there is \
         with {RECORD}=1 cargo test -p tests --test generation"
    );
    if std::env::var_os(RECORD).is_some() {
        let lines: Vec<&str> = std::iter::once(head.as_str())
            .chain(surface.iter().map(String::as_str))
            .collect();
        std::fs::write(root().join(RECORDED), lines.join("\n") + "\n").unwrap();
        return;
    }
    assert!(
        !recorded.is_empty() && of_recorded == head,
        "what generated code of this generation may call is not recorded: {RECORD}=1 cargo test -p tests --test generation"
    );
}

/// The number in the generator, and that in the libraries.
fn generations() -> (String, String) {
    let number = |path: &str, before: &str| {
        let text = std::fs::read_to_string(root().join(path)).unwrap();
        let (_, after) = text.split_once(before).unwrap();
        let digits = after.chars().take_while(char::is_ascii_digit);
        digits.collect::<String>()
    };
    (
        number("codegen/src/emit/library.rs", "const GENERATION: u32 = "),
        number(
            "crates/types/src/lib.rs",
            "macro_rules! generation {\n    (",
        ),
    )
}

fn surface() -> BTreeSet<String> {
    let mut all = BTreeSet::new();
    for (crate_root, parts) in SOURCES {
        let source = root().join(crate_root);
        for part in parts {
            for path in files(&source.join(part)) {
                let module = module(&source, &path);
                let text = std::fs::read_to_string(&path).unwrap();
                let lines = surface::of_file(&text).into_iter();
                all.extend(lines.map(|line| format!("{module} {line}")));
            }
        }
    }
    all
}

/// The public module that a file is in: which private ones are around it, its callers do not see.
fn module(source: &Path, file: &Path) -> String {
    let lib = std::fs::read_to_string(source.join("lib.rs")).unwrap();
    let krate = source.parent().and_then(Path::file_name).unwrap();
    let krate = krate.to_str().unwrap();
    let top = file.strip_prefix(source).unwrap().iter().next().unwrap();
    let top = top.to_str().unwrap().trim_end_matches(".rs");
    if lib.contains(&format!("pub mod {top};")) {
        format!("{krate}::{top}")
    } else {
        krate.to_owned()
    }
}

/// The Rust files at a path or below it, but for those of tests.
fn files(path: &Path) -> Vec<PathBuf> {
    if !path.is_dir() {
        return vec![path.to_owned()];
    }
    let entries = std::fs::read_dir(path).unwrap();
    entries
        .flat_map(|entry| files(&entry.unwrap().path()))
        .filter(|path| !path.ends_with("tests.rs"))
        .collect()
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap()
}
