//! The member of a union that the model did not list when the code was generated.

use crate::Document;
use std::fmt;
use std::marker::PhantomData;

/// A member that the union `U` did not list when it was generated, as a service sent it.
///
/// It comes from reading a union alone, so that no member that the union lists hides in here. The default one, without
/// a name, stands for a union that is required and was absent.
#[derive(Clone, PartialEq)]
pub struct UnknownMember<U> {
    name: String,
    value: Document,
    of: PhantomData<fn() -> U>,
}

impl<U> UnknownMember<U> {
    pub(crate) fn new(name: String, value: Document) -> Self {
        Self {
            name,
            value,
            of: PhantomData,
        }
    }

    /// The member's name on the wire.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Its value.
    #[must_use]
    pub fn value(&self) -> &Document {
        &self.value
    }
}

impl<U> Default for UnknownMember<U> {
    fn default() -> Self {
        Self::new(String::new(), Document::default())
    }
}

/// The name alone: whether the value is a secret, only a model that lists the member says.
impl<U> fmt::Debug for UnknownMember<U> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("UnknownMember")
            .field("name", &self.name)
            .finish_non_exhaustive()
    }
}
