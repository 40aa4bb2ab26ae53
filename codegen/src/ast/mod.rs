//! The Smithy JSON AST as it stands in a file: shapes, members, traits. Knows nothing of Rust.

mod framework;
mod mixin;
mod prelude;
mod read;
mod shape;
mod traits;

pub use crate::shape_id::ShapeId;
pub use prelude::prelude_shape;
pub use read::read;
pub use shape::{Member, Model, Reference, Shape, ShapeType};
pub use traits::{
    AwsQueryError, ContextParam, Endpoint, EnumDefinition, Http, MatcherSource,
    OperationContextParams, Paginated, PathMatcher, RequestCompression, Retryable, ServiceInfo,
    SigV4, StaticContextParams, TimestampFormat, TraitView, Traits, Waitable, WaiterSource,
    XmlNamespace,
};
