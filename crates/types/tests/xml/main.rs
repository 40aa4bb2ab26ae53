//! Values in XML: how they are written, what is read, and what is refused.
#![cfg(feature = "xml")]
#![allow(clippy::unwrap_used, missing_docs)]

mod hostile;
mod read;
mod shapes;
mod union;
mod write;
