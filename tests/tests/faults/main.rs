//! What becomes of a call when the server, or the way to it, goes wrong: a table.
//!
//! A row is a script for the server, a client's settings, and what is to come of it. See [`row`] for what every
//! row asserts besides, and [`disclosure`] for what none may show.
#![cfg(test)]

/// How structures are read whose protocol has responses in XML.
macro_rules! read_xml {
    ($($name:ident),*) => {$(
        impl xml::Read for $name {
            fn read(element: xml::Element<'_, '_>) -> Result<Self, xml::Error> {
                xml::read_structure(Self::default(), element)
            }
        }
    )*};
}

mod answer;
mod call;
mod cbor;
mod disclosure;
mod items;
mod outage;
mod row;
mod rows;
mod run;
mod stale;
mod table;
mod things;
mod zones;

use row::Row;

#[test]
fn every_row_holds() {
    let rows = rows::all();
    assert!(rows.len() >= 40, "{} rows", rows.len());
    table::hold(rows);
}

/// A row begins with its name, which says what goes wrong.
fn row(name: impl Into<String>) -> Row {
    Row::new(name)
}
