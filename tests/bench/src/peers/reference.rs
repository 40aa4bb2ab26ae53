//! What boto3 sets up in the server, and what it gets from there.

use super::services::Service;
use crate::python::Python;
use crate::{program, workspace};
use anyhow::{Context, Result};
use serde::Deserialize;
use std::path::PathBuf;

/// What the Python program `reference` prints, as far as this job reads it.
#[derive(Deserialize)]
pub struct Reference {
    pub endpoint: String,
    pub region: String,
    pub access_key_id: String,
    pub secret_access_key: String,
    pub listings: Vec<Listing>,
}

/// A listing that boto3 made.
#[derive(Deserialize)]
pub struct Listing {
    pub title: String,
    /// What leads the program to the same one.
    pub arguments: Vec<String>,
    /// What the AWS CLI would print.
    pub document: String,
}

impl Reference {
    /// Has boto3 set up the server, and reads what it gets from there: of these services, besides Lambda.
    pub fn make(python: &Python, endpoint: &str, services: &[Service]) -> Result<Self> {
        let mut command = python.package(&super::source(""), "reference");
        command
            .arg(endpoint)
            .args(services.iter().map(Service::module));
        let text = program::stdout(&mut command, "boto3 could not set up the server")?;
        // For the client's own checks, which another process makes.
        workspace::write(&file(), &text)?;
        serde_json::from_str(&text).context("boto3 printed something else than its reference")
    }
}

/// Where the reference is written down.
pub fn file() -> PathBuf {
    super::folder().join("reference.json")
}
