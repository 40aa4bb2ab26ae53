//! Values that have a form outside of any structure.

use serde::Serialize;
use serde_with::SerializeAs;
use serde_with::ser::SerializeAsWrap;

/// A value that is read in the form `U`.
pub use serde_with::de::DeserializeAsWrap as Formed;

/// This value, to be written in the form `U`.
pub fn formed<U: SerializeAs<T>, T>(value: &T) -> impl Serialize {
    SerializeAsWrap::<T, U>::new(value)
}
