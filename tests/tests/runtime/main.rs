//! The runtime, run through its public interface with a hand-written operation.
#![cfg(test)]

mod adaptive;
mod attempts;
mod bodiless;
mod body_limit;
mod brought_client;
mod ca_bundle;
mod classifier;
mod clock_skew;
mod compression;
mod config_files;
mod configuration;
mod decoding;
mod disclosure;
mod dynamodb;
mod endpoint_params;
mod errors;
mod expired_credentials;
mod host_prefix;
mod kept_connections;
mod overrides;
mod paging;
mod presigned_urls;
mod presigning;
mod resent_streams;
mod retry;
mod retry_sequences;
mod secrets;
mod settings;
mod signing;
mod sockets;
mod stalls;
mod streams;
mod timeouts;
mod wire;
