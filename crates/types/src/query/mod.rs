//! How values stand in the forms of the protocols awsQuery and ec2Query.
//!
//! A form is a list of names and values, such as `Action=ListUsers&Version=2010-05-08&Tags.member.1.Key=team`. The name of
//! a value is the path to it: the members on the way, and for elements of lists and entries of maps their positions,
//! counted from 1.
//!
//! A generated structure says by [`Write`] how its members are written to a [`Form`]. A member whose type does not say by
//! itself how it is written names an adapter: in `form.optional_as("Tags", &self.tags, query::List("member", query::Own))`
//! that is the name that stands before the position of each tag. Forms are only ever written: what a service sends is XML.

mod adapter;
mod collection;
mod form;
mod value;

pub use adapter::{Own, Sparse, WriteAs};
pub use collection::{Ec2List, FlatList, FlatMap, List, Map};
pub use form::Form;
pub use value::{EpochSeconds, HttpDate, Write};
