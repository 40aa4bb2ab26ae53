//! Adapters: how a value stands in a form whose type does not say so by itself.
//!
//! Unlike those of JSON they are values, since lists and maps need the names of their parts.

use super::{Form, Write};

/// An adapter by which values of the type `T` are written.
pub trait WriteAs<T>: Copy {
    /// Writes the value at the name that the form has come to.
    fn write_as(self, value: &T, form: &mut Form);
}

/// The adapter that leaves it to the type, for the parts of a list or map that need none.
#[derive(Clone, Copy, Debug)]
pub struct Own;

impl<T: Write> WriteAs<T> for Own {
    fn write_as(self, value: &T, form: &mut Form) {
        value.write(form);
    }
}

/// The adapter for elements and values that may be null (Smithy's `sparse` trait). A form has no null: an empty text keeps
/// the position.
#[derive(Clone, Copy, Debug)]
pub struct Sparse<A>(pub A);

impl<T, A: WriteAs<T>> WriteAs<Option<T>> for Sparse<A> {
    fn write_as(self, value: &Option<T>, form: &mut Form) {
        match value {
            Some(value) => self.0.write_as(value, form),
            None => form.text(""),
        }
    }
}
