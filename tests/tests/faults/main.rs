//! What becomes of a call when the server, or the way to it, goes wrong: a table.
//!
//! A row is a script for the server, a client's settings, and what is to come of it. See [`row`] for what every
//! row asserts besides, and [`told`] for what none may tell.
#![cfg(test)]

mod answer;
mod outage;
mod row;
mod rows;
mod run;
mod stale;
mod table;
mod tls;
mod told;

use row::Row;
use std::path::Path;
use std::process::Command;

#[test]
fn every_row_holds() {
    let rows = rows::all();
    assert!(rows.len() >= 40, "{} rows", rows.len());
    table::hold(rows);
}

/// What is right, and not so yet.
#[test]
#[ignore = "the runtime does otherwise so far"]
fn every_row_of_the_open_list_holds() {
    table::hold(rows::open::rows());
}

#[test]
fn every_row_over_tls_holds() {
    hold_over_tls("every_row_over_tls_holds_here");
}

#[test]
#[ignore = "another test runs it, in a process that trusts the authority"]
fn every_row_over_tls_holds_here() {
    hold_where_trusted(rows::tls::rows());
}

#[test]
#[ignore = "the runtime does otherwise so far"]
fn every_row_of_the_open_list_over_tls_holds() {
    hold_over_tls("every_row_of_the_open_list_over_tls_holds_here");
}

#[test]
#[ignore = "another test runs it, in a process that trusts the authority"]
fn every_row_of_the_open_list_over_tls_holds_here() {
    hold_where_trusted(rows::tls::open());
}

/// Runs a test in a process of its own: which certificates a client trusts is told by a variable of the process.
fn hold_over_tls(test: &str) {
    let name = format!("faults-{}.pem", std::process::id());
    let bundle = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::write(&bundle, "").unwrap();
    let child = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "--ignored", "--nocapture", test])
        .env("SSL_CERT_FILE", &bundle)
        .env(BUNDLE, &bundle)
        .output()
        .unwrap();
    std::fs::remove_file(&bundle).unwrap();
    let told = String::from_utf8_lossy(&child.stderr);
    assert!(child.status.success(), "{told}");
    assert!(String::from_utf8_lossy(&child.stdout).contains("1 passed"));
}

/// Does nothing unless it was started so.
fn hold_where_trusted(rows: Vec<Row>) {
    if let Some(bundle) = std::env::var_os(BUNDLE) {
        std::fs::write(bundle, tls::authority_pem()).unwrap();
        table::hold(rows);
    }
}

/// The file that the authority's certificate goes to.
const BUNDLE: &str = "FAULTS_AUTHORITY";

/// A row begins with its name, which says what goes wrong.
fn row(name: impl Into<String>) -> Row {
    Row::new(name)
}
