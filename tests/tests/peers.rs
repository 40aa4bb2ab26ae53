//! The client against a server that others wrote. `cargo xtask peers` starts it, and says what boto3 gets from it.

#![cfg(test)]

use aws_credential_types::Credentials;
use lambda_errors::ListFunctionEventInvokeConfigsError;
use lambda_operations::ListFunctionEventInvokeConfigs;
use lambda_shapes::FunctionEventInvokeConfig;
use serde::Deserialize;
use serde_json::{Value, json};
use smithereens::config::Environment;
use smithereens::{Client, Error};
use std::{env, fs};

/// What boto3 set up, and what it lists.
#[derive(Deserialize)]
struct Reference {
    endpoint: String,
    region: String,
    access_key_id: String,
    secret_access_key: String,
    listings: Vec<Listing>,
}

#[derive(Deserialize)]
struct Listing {
    title: String,
    arguments: Vec<String>,
    document: String,
}

impl Reference {
    fn read() -> Self {
        let file = env::var("SMITHEREENS_PEERS").expect("`cargo xtask peers` sets this");
        serde_json::from_str(&fs::read_to_string(file).unwrap()).unwrap()
    }

    /// The function of a listing, and the configurations that boto3 found.
    fn listing(&self, title: &str) -> (&str, Vec<Value>) {
        let mut listings = self.listings.iter();
        let listing = listings.find(|listing| listing.title == title).unwrap();
        let document: Value = serde_json::from_str(&listing.document).unwrap();
        let configs = document["FunctionEventInvokeConfigs"].as_array().unwrap();
        (&listing.arguments[0], configs.clone())
    }

    async fn client(&self, access_key_id: &str, secret_access_key: &str) -> Client {
        let credentials = Credentials::new(access_key_id, secret_access_key, None, None, "peers");
        Client::builder()
            .environment(Environment::empty())
            .endpoint_url(&self.endpoint)
            .region(&self.region)
            .credentials_provider(credentials)
            .build()
            .await
            .unwrap()
    }

    async fn refused(&self, client: Client) -> Error<ListFunctionEventInvokeConfigsError> {
        let operation = ListFunctionEventInvokeConfigs::new("full");
        client.send(operation).await.unwrap_err()
    }
}

/// A configuration from its typed values, one by one.
fn told(config: &FunctionEventInvokeConfig) -> Value {
    let mut told = json!({
        "FunctionArn": config.function_arn.as_deref().unwrap(),
        "LastModified": config.last_modified.unwrap().date_time().replace('Z', "+00:00"),
        "MaximumRetryAttempts": config.maximum_retry_attempts.unwrap(),
        "MaximumEventAgeInSeconds": config.maximum_event_age_in_seconds.unwrap(),
    });
    if let Some(to) = &config.destination_config {
        let mut destinations = json!({});
        if let Some(success) = &to.on_success {
            destinations["OnSuccess"] = destination(success.destination.as_deref());
        }
        if let Some(failure) = &to.on_failure {
            destinations["OnFailure"] = destination(failure.destination.as_deref());
        }
        told["DestinationConfig"] = destinations;
    }
    told
}

fn destination(arn: Option<&str>) -> Value {
    arn.map_or(json!({}), |arn| json!({ "Destination": arn }))
}

async fn lists_what_boto3_lists(title: &str) {
    let reference = Reference::read();
    let (function, expected) = reference.listing(title);
    let client = reference
        .client(&reference.access_key_id, &reference.secret_access_key)
        .await;

    let operation = ListFunctionEventInvokeConfigs::new(function);
    let page = client.send(operation.clone()).await.unwrap();
    let sent: Vec<_> = page
        .function_event_invoke_configs
        .iter()
        .map(told)
        .collect();
    assert_eq!(sent, expected);

    let mut items = client.items(operation);
    let mut listed = Vec::new();
    while let Some(config) = items.try_next().await.unwrap() {
        listed.push(told(&config));
    }
    assert_eq!(listed, expected);
}

#[tokio::test]
#[ignore = "`cargo xtask peers` starts the server that this needs"]
async fn lists_by_name() {
    let (_, configs) = Reference::read().listing("by name");
    assert!(configs.len() > 1, "there is something to list");
    lists_what_boto3_lists("by name").await;
}

#[tokio::test]
#[ignore = "`cargo xtask peers` starts the server that this needs"]
async fn lists_by_arn() {
    lists_what_boto3_lists("by ARN").await;
}

#[tokio::test]
#[ignore = "`cargo xtask peers` starts the server that this needs"]
async fn lists_a_function_without_configurations() {
    lists_what_boto3_lists("a function without configurations").await;
}

#[tokio::test]
#[ignore = "`cargo xtask peers` starts the server that this needs"]
async fn an_unknown_function_is_the_modelled_error() {
    let reference = Reference::read();
    let client = reference
        .client(&reference.access_key_id, &reference.secret_access_key)
        .await;
    let operation = ListFunctionEventInvokeConfigs::new("nobody");
    let error = client.send(operation).await.unwrap_err();
    assert_eq!(error.status(), Some(404));
    assert_eq!(error.attempts(), 1);
    assert!(error.request_id().is_some());
    assert!(matches!(
        error.service(),
        Some(ListFunctionEventInvokeConfigsError::ResourceNotFoundException(_))
    ));
}

#[tokio::test]
#[ignore = "`cargo xtask peers` starts the server that this needs"]
async fn a_wrong_secret_is_refused() {
    let reference = Reference::read();
    let client = reference.client(&reference.access_key_id, "wrong").await;
    let error = reference.refused(client).await;
    assert_eq!(error.status(), Some(403));
    assert_eq!(error.code(), Some("InvalidSignatureException"));
}

#[tokio::test]
#[ignore = "`cargo xtask peers` starts the server that this needs"]
async fn an_unknown_key_is_refused() {
    let reference = Reference::read();
    let client = reference
        .client("AKIAUNKNOWNUNKNOWN00", &reference.secret_access_key)
        .await;
    let error = reference.refused(client).await;
    assert_eq!(error.status(), Some(403));
    assert_eq!(error.code(), Some("UnrecognizedClientException"));
}
