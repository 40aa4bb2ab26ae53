//! Where things are in this repository.

pub use crate::checkout::root;
pub use cargo_smithereens::disk::*;
