//! The runtime, run through its public interface with a hand-written operation.
#![cfg(test)]

mod attempts;
mod compression;
mod configuration;
mod decoding;
mod disclosure;
mod endpoint_params;
mod host_prefix;
mod paging;
mod retry;
mod secrets;
mod signing;
mod sockets;
mod streams;
mod timeouts;
mod wire;
