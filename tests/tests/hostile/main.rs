//! What callers put into requests, however awkward: it arrives as it is and signed, or nothing is sent.
//!
//! The inputs are made up at random, the same in every run. A server on loopback takes the requests apart by
//! code that shares nothing with the client's.
#![cfg(test)]

mod header;
mod inputs;
mod path;
mod query;
mod wire;
