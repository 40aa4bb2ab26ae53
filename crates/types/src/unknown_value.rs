//! The value of an enum that the model did not list when the code was generated.

use std::marker::PhantomData;

/// A value that the enum `E` did not list when it was generated: a text, or a number for an enum of integers.
///
/// It comes from the enum's conversions alone (`"text".into()`), which give the variant where there is one. So no value
/// that the enum lists hides in here, and none can be matched in here that a later model may list: what a program asks
/// for by its text or number it asks of the enum, with `as_str` or `as_i32`, which say the same before and after.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct UnknownValue<E, V = String> {
    pub(crate) value: V,
    of: PhantomData<fn() -> E>,
}

impl<E, V> UnknownValue<E, V> {
    pub(crate) fn new(value: V) -> Self {
        Self {
            value,
            of: PhantomData,
        }
    }
}

// Generated code alone calls these, for the `as_str` and `as_i32` of the enum.
#[doc(hidden)]
impl<E> UnknownValue<E> {
    #[must_use]
    pub fn text(&self) -> &str {
        &self.value
    }
}

#[doc(hidden)]
impl<E> UnknownValue<E, i32> {
    #[must_use]
    pub fn number(self) -> i32 {
        self.value
    }
}
