//! The checksums that a request carries in its headers.

use super::{Wanted, hex};
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use http::{HeaderName, HeaderValue};
use md5::Md5;
use sha2::{Digest, Sha256};

pub(crate) const CONTENT_MD5: HeaderName = HeaderName::from_static("content-md5");
pub(crate) const CONTENT_SHA256: HeaderName = HeaderName::from_static("x-amz-content-sha256");
pub(crate) const TREE_HASH: HeaderName = HeaderName::from_static("x-amz-sha256-tree-hash");

/// The size of a tree hash's leaves, in bytes.
const LEAF: usize = 1 << 20;

pub(super) struct Checksums {
    md5: Option<Md5>,
    tree: Option<Tree>,
    content_sha256: bool,
    has_bytes: bool,
}

impl Checksums {
    pub(super) fn new(wanted: Wanted) -> Self {
        Self {
            md5: wanted.content_md5.then(Md5::new),
            tree: wanted.tree_hash.then(Tree::default),
            content_sha256: wanted.content_sha256,
            has_bytes: false,
        }
    }

    pub(super) fn update(&mut self, bytes: &[u8]) {
        self.has_bytes |= !bytes.is_empty();
        if let Some(md5) = &mut self.md5 {
            md5.update(bytes);
        }
        if let Some(tree) = &mut self.tree {
            tree.update(bytes);
        }
    }

    /// The headers, with the SHA-256 of all bytes, which is computed elsewhere.
    pub(super) fn headers(self, sha256: Option<&str>) -> Vec<(HeaderName, HeaderValue)> {
        let md5 = self.md5.map(|md5| BASE64_STANDARD.encode(md5.finalize()));
        let tree = self.tree.filter(|_| self.has_bytes);
        let tree = tree.map(|tree| hex(&tree.finish()));
        let sha256 = sha256.filter(|_| self.content_sha256 && self.has_bytes);
        [
            (CONTENT_MD5, md5),
            (TREE_HASH, tree),
            (CONTENT_SHA256, sha256.map(str::to_owned)),
        ]
        .into_iter()
        .filter_map(|(name, value)| Some((name, HeaderValue::try_from(value?).ok()?)))
        .collect()
    }
}

type Hash = [u8; 32];

/// The hash that Amazon S3 Glacier wants: those of the leaves, then of each two neighbours, level by level; one without
/// a neighbour goes up as it is.
#[derive(Default)]
struct Tree {
    leaves: Vec<Hash>,
    leaf: Sha256,
    /// The bytes in the leaf.
    filled: usize,
}

impl Tree {
    fn update(&mut self, mut bytes: &[u8]) {
        while !bytes.is_empty() {
            let amount = bytes.len().min(LEAF - self.filled);
            let (of_leaf, rest) = bytes.split_at(amount);
            self.leaf.update(of_leaf);
            self.filled += amount;
            bytes = rest;
            if self.filled == LEAF {
                self.end_leaf();
            }
        }
    }

    fn end_leaf(&mut self) {
        let leaf = std::mem::take(&mut self.leaf);
        self.leaves.push(leaf.finalize().into());
        self.filled = 0;
    }

    fn finish(mut self) -> Hash {
        if self.filled > 0 {
            self.end_leaf();
        }
        let mut level = self.leaves;
        while level.len() > 1 {
            level = level.chunks(2).map(combine).collect();
        }
        level.pop().unwrap_or_else(|| Sha256::digest(b"").into())
    }
}

fn combine(pair: &[Hash]) -> Hash {
    match pair {
        [alone] => *alone,
        _ => Sha256::digest(pair.concat()).into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bytes(length: usize) -> Vec<u8> {
        (0..=250).cycle().take(length).collect()
    }

    /// The vectors were computed with Python's hashlib; botocore agrees with the last one.
    #[test]
    fn the_hashes_of_the_leaves_are_combined_in_pairs() {
        for (length, expected) in [
            (
                1,
                "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
            ),
            (
                LEAF,
                "631b84027d6b9e52b539c4e8373622d23032dfadc64d60af87339c9037e4f769",
            ),
            (
                LEAF + 1,
                "a9c574ce937d2371daf87cdd0e75396b096d7f74a66c764e4c656bd12b2e7bf9",
            ),
            (
                2 * LEAF + 7,
                "c45deaaa0b1a3b9ceafe7121384439769ef39a06097152141b9b40087aa3e878",
            ),
            (
                3 * LEAF,
                "2e7d51c0ffe06ce95fe74beed9a4ab35d18837f4ab2a9f4f066a60359eb999a1",
            ),
            (
                5 * LEAF + 1,
                "e68c03aa1fbb6a6c95dd1e8181e07f58ee4a6a423197274831af6bc8eb6aa331",
            ),
        ] {
            // However the bytes come.
            for piece in [length, LEAF, 400_001] {
                let mut tree = Tree::default();
                for bytes in bytes(length).chunks(piece) {
                    tree.update(bytes);
                }
                assert_eq!(hex(&tree.finish()), expected, "{length}");
            }
        }
    }
}
