//! What operations a model has, for someone who is to choose among them.

use crate::Problem;
use crate::ir::{Operation, Stream};
use crate::lowered::{Lowered, lowered};

/// The operations of a model.
#[derive(Clone, Debug)]
pub struct Listing {
    /// The service's name, for people.
    pub title: String,
    /// The name of its crates, unless another one is chosen.
    pub prefix: String,
    /// The protocol that it is spoken to in, by the id of its trait.
    pub protocol: &'static str,
    /// Its operations, sorted by name.
    pub operations: Vec<ListedOperation>,
}

/// An operation.
#[derive(Clone, Debug)]
pub struct ListedOperation {
    /// Its name in the model.
    pub name: String,
    /// Whether it goes from page to page.
    pub is_paged: bool,
    /// The names of its waiters.
    pub waiters: Vec<String>,
    /// Whether its request and its response are streams, be it of bytes or of events.
    pub streams: [Option<Stream>; 2],
    /// Why it cannot be generated, if it cannot.
    pub unsupported: Option<Problem>,
}

/// Lists the operations of a model, spoken to in this protocol or in the one that AWS prefers.
///
/// # Errors
///
/// Everything that is wrong with the model, at once. What is not supported is no error.
pub fn list(model: &str, protocol: Option<&str>) -> Result<Listing, Vec<Problem>> {
    let Lowered {
        package,
        unsupported,
        ..
    } = lowered(model, protocol, |_| true)?;
    let supported = package.operations.iter().map(listed);
    let unsupported = unsupported
        .into_iter()
        .map(|(name, problem)| ListedOperation {
            name,
            is_paged: false,
            waiters: Vec::new(),
            streams: [None; 2],
            unsupported: Some(problem),
        });
    let mut operations: Vec<_> = supported.chain(unsupported).collect();
    operations.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(Listing {
        title: package.service.title,
        prefix: package.prefix,
        protocol: package.protocol.id,
        operations,
    })
}

fn listed(operation: &Operation) -> ListedOperation {
    let waiters = operation.waiters.iter();
    ListedOperation {
        name: operation.name.shape.clone(),
        is_paged: operation.pagination.is_some(),
        waiters: waiters.map(|waiter| waiter.name.shape.clone()).collect(),
        streams: operation.streams(),
        unsupported: None,
    }
}
