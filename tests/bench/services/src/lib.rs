//! The client at services of every protocol, on a server that others wrote: it has to get what boto3 gets.
//! `cargo xtask peers` generates the crates of the services, starts the server, and has boto3 say what it gets.
#![cfg(test)]

mod bedrock_runtime;
mod cloudwatch;
mod dynamodb;
mod ec2;
mod iam;
mod reference;
mod route_53;
mod secrets_manager;
mod sns;
mod sqs;
