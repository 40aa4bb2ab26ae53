//! The client against a server that others wrote. `cargo xtask peers` starts it, and says what boto3 gets from it.

#![cfg(test)]

use aws_credential_types::Credentials;
use lambda_errors::ListFunctionEventInvokeConfigsError;
use lambda_operations::ListFunctionEventInvokeConfigs;
use lambda_shapes::FunctionEventInvokeConfig;
use serde::Deserialize;
use serde_json::{Value, json};
use smithereens::codegen::endpoint::Endpoint;
use smithereens::codegen::{InvalidInput, Method, Operation, REST_JSON_1, Request, Service};
use smithereens::config::Environment;
use smithereens::{Client, Error, Overrides, PresignedRequest};
use std::time::Duration;
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
fn described(config: &FunctionEventInvokeConfig) -> Value {
    let mut described = json!({
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
        described["DestinationConfig"] = destinations;
    }
    described
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
        .map(described)
        .collect();
    assert_eq!(sent, expected);

    let mut items = client.items(operation);
    let mut listed = Vec::new();
    while let Some(config) = items.try_next().await.unwrap() {
        listed.push(described(&config));
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

/// What `GetCallerIdentity` of STS sends: a form.
struct GetCallerIdentity;

static STS: Service = Service::new("STS", &REST_JSON_1, |params| {
    Ok(Endpoint::new(params.endpoint.unwrap_or_default()))
})
.with_signing_name("sts");

impl Operation for GetCallerIdentity {
    const NAME: &'static str = "GetCallerIdentity";
    const SERVICE: &'static Service = &STS;
    tests::unit_output!();

    fn request(self) -> Result<Request, InvalidInput> {
        let mut request = Request::new(Method::POST);
        request.path("/");
        let form = "Action=GetCallerIdentity&Version=2011-06-15";
        request.payload("application/x-www-form-urlencoded", form);
        Ok(request)
    }
}

/// A client that may do what the reference's key allows, with a header for each request.
async fn marking_client(reference: &Reference) -> Client {
    let client = reference
        .client(&reference.access_key_id, &reference.secret_access_key)
        .await;
    client.with(Overrides::new().header("x-k8s-aws-id", "my-cluster"))
}

type Fetched = http::Request<reqwest::Body>;

/// Sends it with an HTTP client that knows nothing of AWS. Gives status and body.
async fn fetch(presigned: PresignedRequest, change: impl FnOnce(&mut Fetched)) -> (u16, String) {
    let mut request = presigned.into_request(reqwest::Body::default());
    change(&mut request);
    let client = reqwest::Client::builder().no_proxy().build().unwrap();
    let response = client.execute(request.try_into().unwrap()).await.unwrap();
    (response.status().as_u16(), response.text().await.unwrap())
}

#[tokio::test]
#[ignore = "`cargo xtask peers` starts the server that this needs"]
async fn a_presigned_listing_is_answered_to_whoever_has_it() {
    let reference = Reference::read();
    let (function, expected) = reference.listing("by ARN");
    let client = marking_client(&reference).await;
    let operation = ListFunctionEventInvokeConfigs::new(function);
    let presigned = client.presign(operation, Duration::from_mins(1)).await;
    let (status, body) = fetch(presigned.unwrap(), |_| {}).await;
    assert_eq!(status, 200, "{body}");
    let listed: Value = serde_json::from_str(&body).unwrap();
    let listed = listed["FunctionEventInvokeConfigs"].as_array().unwrap();
    let arn = |config: &Value| config["FunctionArn"].as_str().unwrap().to_owned();
    let arns: Vec<_> = listed.iter().map(arn).collect();
    assert_eq!(arns, expected.iter().map(arn).collect::<Vec<_>>());
}

#[tokio::test]
#[ignore = "`cargo xtask peers` starts the server that this needs"]
async fn a_presigned_identity_is_that_of_who_signed_it() {
    let reference = Reference::read();
    let client = marking_client(&reference).await;
    let presigned = client.presign(GetCallerIdentity, Duration::from_mins(1));
    let (status, body) = fetch(presigned.await.unwrap(), |_| {}).await;
    assert_eq!(status, 200, "{body}");
    assert!(body.contains(":user/peers</Arn>"), "{body}");
}

#[tokio::test]
#[ignore = "`cargo xtask peers` starts the server that this needs"]
async fn a_presigned_request_is_good_for_what_was_signed_alone() {
    type Change = fn(&mut Fetched);
    let reference = Reference::read();
    let client = marking_client(&reference).await;
    let changes: [(&str, Change); 4] = [
        ("another query", |request| {
            let uri = request.uri().to_string();
            *request.uri_mut() = format!("{uri}&Other=1").parse().unwrap();
        }),
        ("another method", |request| {
            *request.method_mut() = Method::POST;
        }),
        ("no header", |request| request.headers_mut().clear()),
        ("another header", |request| {
            let value = http::HeaderValue::from_static("other");
            request.headers_mut().insert("x-k8s-aws-id", value);
        }),
    ];
    for (change, apply) in changes {
        let presigned = client.presign(GetCallerIdentity, Duration::from_mins(1));
        let (status, _) = fetch(presigned.await.unwrap(), apply).await;
        assert_eq!(status, 403, "{change}");
    }
}
