//! The rows, by what goes wrong.

mod aws_json;
mod body;
mod cbor;
mod connection;
mod content;
mod garbage;
mod keep_alive;
mod length;
mod query;
mod refusal;
mod retry;
mod secret;
mod silence;
mod status;
mod tls;
mod too_large;
mod wrong_type;
mod xml;

use crate::row::Row;

/// All rows.
pub fn all() -> Vec<Row> {
    [
        connection::rows(),
        silence::rows(),
        body::rows(),
        length::rows(),
        status::rows(),
        refusal::rows(),
        content::rows(),
        wrong_type::rows(),
        aws_json::rows(),
        cbor::rows(),
        query::rows(),
        keep_alive::rows(),
        garbage::rows(),
        too_large::rows(),
        secret::rows(),
        tls::rows(),
        retry::rows(),
        xml::rows(),
    ]
    .into_iter()
    .flatten()
    .collect()
}
