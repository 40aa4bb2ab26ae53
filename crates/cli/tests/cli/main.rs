//! The program as a process, against a server on loopback.

#![cfg(test)]

mod failure;
mod output;
#[cfg(feature = "packaging")]
mod packaging;
mod paging;
mod run;
mod server;
mod size;
#[cfg(unix)]
mod terminal;
mod usage;
