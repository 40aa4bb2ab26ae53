//! What boto3 gets from a service, and how it is compared.

use aws_credential_types::Credentials;
use serde::Serialize;
use serde_json::{Value, json};
use smithereens::config::Environment;
use smithereens::{Client, Error};
use std::{env, fs};

/// A service of the server.
pub struct Service {
    pub client: Client,
    /// What boto3 got from it, by the names that `reference/` in the sources of the job has for it.
    pub boto3: Value,
}

impl Service {
    /// The service of this name.
    pub async fn named(name: &str) -> Self {
        let file = env::var("SMITHEREENS_PEERS").expect("`cargo xtask peers` sets this");
        let reference: Value = serde_json::from_str(&fs::read_to_string(file).unwrap()).unwrap();
        let text = |name: &str| reference[name].as_str().unwrap().to_owned();
        let key = (text("access_key_id"), text("secret_access_key"));
        let client = Client::builder()
            .environment(Environment::empty())
            .endpoint_url(text("endpoint"))
            .region(text("region"))
            .credentials_provider(Credentials::new(key.0, key.1, None, None, "peers"))
            .build()
            .await
            .unwrap();
        let boto3 = reference["services"][name].clone();
        assert!(boto3.is_object(), "boto3 got nothing from {name}");
        Self { client, boto3 }
    }
}

/// Fails unless this is what boto3 got. Numbers are compared as what they are, whole or not, and what is null is not there.
pub fn assert_same(actual: impl Serialize, boto3: &Value) {
    let actual = serde_json::to_value(actual).unwrap();
    assert_eq!(comparable(&actual), comparable(boto3));
}

fn comparable(value: &Value) -> Value {
    match value {
        Value::Number(number) => json!(number.as_f64()),
        Value::Array(items) => items.iter().map(comparable).collect(),
        Value::Object(members) => {
            let members = members.iter().filter(|(_, value)| !value.is_null());
            members
                .map(|(name, value)| (name.clone(), comparable(value)))
                .collect()
        }
        other => other.clone(),
    }
}

/// Fails unless the error has the code and the message that boto3 got.
pub fn assert_same_error<E>(error: &Error<E>, boto3: &Value) {
    assert_eq!(error.code(), boto3["code"].as_str());
    assert_eq!(error.message(), boto3["message"].as_str());
    assert_eq!(error.attempts(), 1);
    assert!(error.request_id().is_some());
}
