//! What stands in for a required member that a service leaves out.

use crate::{BigDecimal, BigInteger, Blob, Document, Timestamp};
use std::collections::BTreeMap;

/// A type with a value for where a service leaves out, or sends null for, a member that the model requires:
/// zero, false, empty, the start of 1970. This is what Smithy calls client error correction.
pub trait Absent {
    /// The value.
    fn absent() -> Self;
}

/// The value that stands in for a member that is absent.
#[must_use]
pub fn absent<T: Absent>() -> T {
    T::absent()
}

macro_rules! absent_is_default {
    ($($ty:ty),*) => {
        $(impl Absent for $ty {
            fn absent() -> Self {
                Self::default()
            }
        })*
    };
}

absent_is_default!(
    bool, i8, i16, i32, i64, f32, f64, String, BigInteger, BigDecimal, Blob, Document, Timestamp
);

impl<T> Absent for Vec<T> {
    fn absent() -> Self {
        Self::new()
    }
}

impl<K, V> Absent for BTreeMap<K, V> {
    fn absent() -> Self {
        Self::new()
    }
}

impl<T: Absent> Absent for Box<T> {
    fn absent() -> Self {
        Self::new(T::absent())
    }
}
