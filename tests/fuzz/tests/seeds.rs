//! Runs every target over its committed inputs, on any toolchain.

use std::fs;
use std::path::Path;

#[test]
fn every_target_stands_its_seeds() {
    let seeds = Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds");
    for (name, run) in fuzz::TARGETS {
        let folder = fs::read_dir(seeds.join(name)).unwrap();
        let mut files: Vec<_> = folder.map(|file| file.unwrap().path()).collect();
        files.sort();
        assert!(!files.is_empty(), "{name} has no seeds");
        for file in files {
            // Captured by the test harness: it is printed if this seed is the one to fail.
            println!("{}", file.display());
            run(&fs::read(file).unwrap());
        }
    }
}

#[test]
fn every_folder_of_seeds_belongs_to_a_target() {
    let seeds = Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds");
    for folder in fs::read_dir(seeds).unwrap() {
        let name = folder.unwrap().file_name();
        assert!(
            fuzz::TARGETS.iter().any(|(target, _)| name == *target),
            "{name:?}"
        );
    }
}
