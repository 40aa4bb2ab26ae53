//! What an operation's endpoint rules get to see.

use aws_credential_types::Credentials;
use aws_credential_types::provider::{ProvideCredentials, future};
use smithereens::codegen::endpoint::{Endpoint, EndpointError, EndpointParams};
use smithereens::codegen::{InvalidInput, Method, Operation, REST_JSON_1, Request, Service};
use smithereens::config::{AccountIdEndpointMode, Environment};
use smithereens::{Builder, Overrides};
use std::time::Duration;
use tests::environment::{builder, files, variables};
use tests::replay::{Outcome, Replay};

/// Rules that show what they are given, in the URL's path.
static SHOWING: Service = Service::new("Showing", &REST_JSON_1, show)
    .with_signing_name("showing")
    .with_version("1");

fn show(params: &EndpointParams<'_>) -> Result<Endpoint, EndpointError> {
    let bucket = params
        .string("Bucket")
        .ok_or(EndpointError::missing("Bucket"))?;
    let style = params.boolean("ForcePathStyle").unwrap_or_default();
    let mode = params.account_id_endpoint_mode.unwrap_or("none");
    Ok(Endpoint::new(format!(
        "https://a.example/{bucket}/{style}/{mode}"
    )))
}

/// Has a member that is a parameter of the rules.
struct Show(Option<String>);

impl Operation for Show {
    const NAME: &'static str = "Show";
    const SERVICE: &'static Service = &SHOWING;
    tests::unit_output!();

    fn request(self) -> Result<Request, InvalidInput> {
        Ok(Request::new(Method::GET))
    }

    fn endpoint(&self, params: &EndpointParams<'_>) -> Result<Endpoint, EndpointError> {
        let params = params.clone().with_optional("Bucket", self.0.as_ref());
        (Self::SERVICE.endpoint)(&params)
    }
}

pub(super) async fn path(builder: Builder, bucket: Option<&str>) -> Result<String, String> {
    let replay = Replay::new([Outcome::ok("")]);
    let client = builder.transport(replay.clone()).build().await.unwrap();
    let sent = client.send(Show(bucket.map(str::to_owned))).await;
    sent.map_err(|error| error.to_string())?;
    Ok(replay.sent()[0].request.uri().path().to_owned())
}

#[tokio::test]
async fn what_the_operation_says_wins_over_what_the_client_says() {
    let builder = || {
        tests::builder()
            .endpoint_param("Bucket", "client")
            .endpoint_param("ForcePathStyle", true)
    };
    let client = path(builder(), None).await.unwrap();
    assert_eq!(client, "/client/true/preferred/");
    let operation = path(builder(), Some("operation")).await.unwrap();
    assert_eq!(operation, "/operation/true/preferred/");
}

#[tokio::test]
async fn a_parameter_that_is_required_is_missed_by_name() {
    let error = path(tests::builder(), None).await.unwrap_err();
    assert_eq!(
        error,
        "Show: no endpoint: the endpoint rules require the parameter `Bucket`, which has no value"
    );
}

/// Rules that put the account before the host, as those of DynamoDB do.
static ACCOUNTS: Service = Service::new("Accounts", &REST_JSON_1, accounts)
    .with_signing_name("accounts")
    .with_account_id_endpoints();

fn accounts(params: &EndpointParams<'_>) -> Result<Endpoint, EndpointError> {
    let mode = params.account_id_endpoint_mode;
    if let Some(url) = params.endpoint {
        return Ok(Endpoint::new(url));
    }
    match params.account_id {
        Some(account) if mode != Some("disabled") => {
            Ok(Endpoint::new(format!("https://{account}.a.example")))
        }
        None if mode == Some("required") => Err(EndpointError::new("an account is required")),
        _ => Ok(Endpoint::new("https://a.example")),
    }
}

struct Put;

impl Operation for Put {
    const NAME: &'static str = "Put";
    const SERVICE: &'static Service = &ACCOUNTS;
    tests::unit_output!();

    fn request(self) -> Result<Request, InvalidInput> {
        Ok(Request::new(Method::GET))
    }
}

async fn host(builder: Builder, overrides: Overrides) -> Result<String, String> {
    let replay = Replay::new([Outcome::ok("")]);
    let client = builder.transport(replay.clone()).build().await;
    let client = client.map_err(|error| error.to_string())?;
    let sent = client.with(overrides).send(Put).await;
    sent.map_err(|error| error.to_string())?;
    Ok(replay.sent()[0].request.uri().host().unwrap().to_owned())
}

/// Credentials of an account.
fn of_account(account: &str) -> Credentials {
    let credentials = Credentials::builder()
        .access_key_id(tests::ACCESS_KEY_ID)
        .secret_access_key(tests::SECRET_ACCESS_KEY)
        .provider_name("test");
    credentials.account_id(account).build()
}

const KEYS: [(&str, &str); 2] = [
    ("AWS_ACCESS_KEY_ID", tests::ACCESS_KEY_ID),
    ("AWS_SECRET_ACCESS_KEY", tests::SECRET_ACCESS_KEY),
];

const PROFILE_KEYS: &str =
    "[default]\naws_access_key_id = AKIDKEYS\naws_secret_access_key = secret\n";

#[tokio::test]
async fn an_endpoint_holds_the_account_that_the_credentials_say() {
    let known = || tests::builder().credentials_provider(of_account("111122223333"));
    let with_account = [&KEYS[..], &[("AWS_ACCOUNT_ID", "444455556666")]].concat();
    for (builder, expected) in [
        (known(), "111122223333.a.example"),
        (tests::builder(), "a.example"),
        (builder(variables(&KEYS)), "a.example"),
        (builder(variables(&with_account)), "444455556666.a.example"),
        (
            known().account_id_endpoint_mode(AccountIdEndpointMode::Disabled),
            "a.example",
        ),
        (
            known().account_id_endpoint_mode(AccountIdEndpointMode::Required),
            "111122223333.a.example",
        ),
        (known().endpoint_url("https://own.example"), "own.example"),
        (
            builder(files(
                "",
                &format!("{PROFILE_KEYS}aws_account_id = 777788889999\n"),
            )),
            "777788889999.a.example",
        ),
        (
            builder(files(
                "[default]\naws_account_id = 777788889999\n",
                PROFILE_KEYS,
            )),
            "777788889999.a.example",
        ),
        (
            builder(files(
                "[default]\naccount_id_endpoint_mode = Disabled\naws_account_id = 7\n",
                PROFILE_KEYS,
            )),
            "a.example",
        ),
    ] {
        assert_eq!(
            host(builder, Overrides::new()).await.as_deref(),
            Ok(expected)
        );
    }
    let required = tests::builder().account_id_endpoint_mode(AccountIdEndpointMode::Required);
    assert_eq!(
        host(required, Overrides::new()).await.unwrap_err(),
        "Put: no endpoint: an account is required"
    );
}

#[tokio::test]
async fn a_presigned_url_holds_the_account_as_well() {
    let builder = tests::builder().credentials_provider(of_account("111122223333"));
    let client = builder.build().await.unwrap();
    let presigned = client.presign(Put, Duration::from_mins(1)).await.unwrap();
    assert!(
        presigned
            .url()
            .starts_with("https://111122223333.a.example/?")
    );
}

#[tokio::test]
async fn the_mode_of_account_endpoints_can_be_overridden() {
    let builder = || tests::builder().credentials_provider(of_account("111122223333"));
    let disabled = || Overrides::new().account_id_endpoint_mode(AccountIdEndpointMode::Disabled);
    assert_eq!(
        host(builder(), disabled()).await.as_deref(),
        Ok("a.example")
    );
    let builder = builder().account_id_endpoint_mode(AccountIdEndpointMode::Disabled);
    let preferred = Overrides::new().account_id_endpoint_mode(AccountIdEndpointMode::Preferred);
    assert_eq!(
        host(builder, preferred).await.as_deref(),
        Ok("111122223333.a.example")
    );
}

/// Never gives any.
#[derive(Debug)]
struct Silent;

impl ProvideCredentials for Silent {
    fn provide_credentials<'a>(&'a self) -> future::ProvideCredentials<'a>
    where
        Self: 'a,
    {
        future::ProvideCredentials::new(std::future::pending())
    }
}

#[tokio::test(start_paused = true)]
async fn the_bound_of_a_call_holds_while_its_account_is_waited_for() {
    let builder = tests::builder()
        .credentials_provider(Silent)
        .operation_timeout(Duration::from_secs(5));
    assert_eq!(
        host(builder, Overrides::new()).await.unwrap_err(),
        "Put: the operation timeout of 5s passed before there were credentials, whose account the endpoint depends on"
    );
}

#[tokio::test]
async fn the_mode_of_account_endpoints_is_a_setting() {
    let mode = |value: &str| {
        let variable = Environment::empty().variable("AWS_ACCOUNT_ID_ENDPOINT_MODE", value);
        tests::builder().environment(variable)
    };
    let disabled = path(mode("disabled"), Some("b")).await.unwrap();
    assert_eq!(disabled, "/b/false/disabled/");
    let error = mode("never").build().await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "AWS_ACCOUNT_ID_ENDPOINT_MODE is `never`, which is none of preferred, disabled and required"
    );
}
