//! Environments in which a client finds what a test puts there and nothing else, and clients in them.

use smithereens::config::Environment;
use smithereens::{Builder, Client};

/// An environment of these variables.
#[must_use]
pub fn variables(variables: &[(&str, &str)]) -> Environment {
    let all = variables.iter();
    all.fold(Environment::empty(), |environment, (name, value)| {
        environment.variable(*name, *value)
    })
}

/// An environment of these two files of profiles.
#[must_use]
pub fn files(config: &str, credentials: &str) -> Environment {
    Environment::empty()
        .variable("HOME", "/h")
        .file("/h/.aws/config", config)
        .file("/h/.aws/credentials", credentials)
}

/// A client in this environment that is given nothing but a region.
pub fn builder(environment: Environment) -> Builder {
    Client::builder()
        .environment(environment)
        .region("us-east-1")
}
