//! Clients with the settings of an `SdkConfig`.

use super::endpoint_params;
use aws_credential_types::provider::token::SharedTokenProvider;
use aws_smithy_runtime_api::client::auth::AuthSchemeId;
use aws_smithy_types::retry::RetryConfig;
use aws_smithy_types::timeout::TimeoutConfig;
use aws_types::SdkConfig;
use aws_types::app_name::AppName;
use aws_types::endpoint_config::AccountIdEndpointMode;
use aws_types::origin::Origin;
use aws_types::region::Region;
use lambda_operations::ListFunctionEventInvokeConfigs;
use smithereens::SharedCredentialsProvider;
use smithereens::config::Environment;
use smithereens::{
    Builder, Client, Credentials, ErrorKind, ProvideCredentials, TimeoutKind, Token,
};
use std::time::Duration;
use tests::bearer::TakesBoth;
use tests::replay::{Outcome, Replay, Sent};
use tests::sample::ListConfigs;

fn provider() -> SharedCredentialsProvider {
    let credentials = Credentials::new("AKIDOFSDK", "secret", None, None, "test");
    SharedCredentialsProvider::new(credentials)
}

fn settings() -> aws_types::sdk_config::Builder {
    SdkConfig::builder()
        .region(Region::new("eu-west-2"))
        .credentials_provider(provider())
}

fn builder(config: &SdkConfig) -> Builder {
    let environment = Environment::empty().variable("AWS_REGION", "us-east-1");
    let builder = Client::builder().environment(environment);
    builder.sdk_config(config).jitter(|| 1.0)
}

async fn sent(builder: Builder) -> Sent {
    let replay = Replay::new([Outcome::ok("{}")]);
    let client = builder.transport(replay.clone()).build().await.unwrap();
    let list = ListFunctionEventInvokeConfigs::new("f");
    client.send(list).await.unwrap();
    replay.sent().pop().unwrap()
}

fn host(sent: &Sent) -> &str {
    sent.request.uri().host().unwrap()
}

#[tokio::test]
async fn who_calls_and_where_is_what_it_says() {
    let name = AppName::new("billing").unwrap();
    let sent = sent(builder(&settings().app_name(name).use_fips(true).build())).await;
    assert_eq!(host(&sent), "lambda-fips.eu-west-2.amazonaws.com");
    let authorization = sent.header("authorization");
    assert!(
        authorization.contains("Credential=AKIDOFSDK/"),
        "{authorization}"
    );
    assert!(
        authorization.contains("/eu-west-2/lambda/"),
        "{authorization}"
    );
    assert!(sent.header("user-agent").contains("app/billing"));
}

#[tokio::test]
async fn what_is_set_afterwards_goes_before_it() {
    let sent = sent(builder(&settings().build()).region("eu-north-1")).await;
    assert_eq!(host(&sent), "lambda.eu-north-1.amazonaws.com");
}

#[tokio::test]
async fn a_url_that_the_sdk_found_goes_behind_that_of_the_service() {
    let environment = Environment::empty()
        .variable("AWS_ENDPOINT_URL", "http://all.example")
        .variable("AWS_ENDPOINT_URL_LAMBDA", "http://lambda.example");
    for (origin, variables, expected) in [
        (
            Origin::shared_environment_variable(),
            &environment,
            "lambda.example",
        ),
        (
            Origin::shared_profile_file(),
            &environment,
            "lambda.example",
        ),
        (
            Origin::shared_profile_file(),
            &Environment::empty(),
            "sdk.example",
        ),
        (Origin::shared_config(), &environment, "sdk.example"),
        (Origin::unknown(), &environment, "sdk.example"),
    ] {
        let mut config = settings().endpoint_url("http://sdk.example");
        config.insert_origin("endpoint_url", origin);
        let builder = builder(&config.build()).environment(variables.clone());
        assert_eq!(host(&sent(builder).await), expected, "{origin}");
    }
}

#[tokio::test]
async fn tokens_and_preferences_that_the_sdk_found_go_behind_those_for_the_service() {
    let variable = ("AWS_BEARER_TOKEN_BEDROCK", "of-variable");
    let preference = ("AWS_AUTH_SCHEME_PREFERENCE", "sigv4");
    let (found, given) = (Origin::unknown(), Origin::shared_config());
    for (origin, variables, schemes, expected) in [
        (found, &[variable][..], "sigv4", "Bearer of-variable"),
        (found, &[], "httpBearerAuth", "Bearer of-sdk"),
        (found, &[preference], "httpBearerAuth", "AWS4-HMAC-SHA256"),
        (
            given,
            &[variable, preference],
            "httpBearerAuth",
            "Bearer of-sdk",
        ),
        (given, &[variable], "sigv4", "AWS4-HMAC-SHA256"),
    ] {
        let scheme: &'static str = schemes;
        let mut config = settings()
            .token_provider(SharedTokenProvider::new(Token::new("of-sdk", None)))
            .auth_scheme_preference([AuthSchemeId::from(scheme)]);
        for setting in ["token_provider", "auth_scheme_preference"] {
            config.insert_origin(setting, origin);
        }
        let replay = Replay::new([Outcome::ok("{}")]);
        let builder = builder(&config.build())
            .environment(tests::environment::variables(variables))
            .transport(replay.clone());
        let client = builder.build().await.unwrap();
        client.send(TakesBoth).await.unwrap();
        let sent = replay.sent().pop().unwrap();
        let authorization = sent.header("authorization");
        assert!(
            authorization.starts_with(expected),
            "{origin}: {authorization}"
        );
    }
}

#[tokio::test(start_paused = true)]
async fn attempts_and_the_waits_between_them() {
    let of = async |retries: RetryConfig| {
        let replay = Replay::new(vec![Outcome::status(500, ""); 5]);
        let builder = builder(&settings().retry_config(retries).build());
        let client = builder.transport(replay.clone()).build().await.unwrap();
        client.send(ListConfigs::new("f")).await.unwrap_err();
        replay.times()
    };
    assert_eq!(of(RetryConfig::standard()).await, [0, 50, 150]);
    assert_eq!(of(RetryConfig::disabled()).await, [0]);
    let own = RetryConfig::standard()
        .with_max_attempts(5)
        .with_initial_backoff(Duration::from_millis(300))
        .with_max_backoff(Duration::from_millis(700));
    assert_eq!(of(own).await, [0, 300, 900, 1_600, 2_300]);
}

#[tokio::test]
async fn what_a_program_says_of_retries_goes_before_the_environment() {
    let attempts = async |origin: Origin| {
        let environment = Environment::empty()
            .variable("AWS_MAX_ATTEMPTS", "10")
            .variable("AWS_RETRY_MODE", "adaptive");
        let mut config = settings().retry_config(RetryConfig::standard());
        config.insert_origin("retry_config", origin);
        let builder = builder(&config.build()).environment(environment);
        let client = builder.transport(Replay::new([])).build().await.unwrap();
        format!("{client:?}")
    };
    for (origin, expected) in [
        (
            Origin::shared_config(),
            "retry_mode: Standard, max_attempts: Some(3)",
        ),
        (
            Origin::unknown(),
            "retry_mode: Standard, max_attempts: Some(10)",
        ),
    ] {
        let shown = attempts(origin).await;
        assert!(shown.contains(expected), "{origin}: {shown}");
    }
}

#[tokio::test(start_paused = true)]
async fn bounds_that_are_turned_off_do_not_hold() {
    for (timeouts, expected) in [
        (TimeoutConfig::disabled(), 600),
        (TimeoutConfig::builder().build(), 180),
        (
            TimeoutConfig::builder()
                .disable_operation_attempt_timeout()
                .build(),
            180,
        ),
    ] {
        let replay = Replay::new(vec![Outcome::Silence; 4]);
        let builder = builder(&settings().timeout_config(timeouts.clone()).build());
        let client = builder.transport(replay.clone()).build().await.unwrap();
        let patience = Duration::from_mins(10);
        let start = tokio::time::Instant::now();
        let call = tokio::time::timeout(patience, client.send(ListConfigs::new("f"))).await;
        assert_eq!(
            start.elapsed(),
            Duration::from_secs(expected),
            "{timeouts:?}"
        );
        assert_eq!(call.is_err(), expected == 600);
        let is_one = timeouts.operation_attempt_timeout().is_none() && replay.times().len() == 1;
        assert_eq!(
            is_one,
            timeouts != TimeoutConfig::builder().build(),
            "{timeouts:?}"
        );
    }
}

#[tokio::test(start_paused = true)]
async fn bounds_in_time() {
    let timeouts = TimeoutConfig::builder()
        .operation_attempt_timeout(Duration::from_secs(2))
        .operation_timeout(Duration::from_secs(3))
        .build();
    let replay = Replay::new(vec![Outcome::Silence; 3]);
    let builder = builder(&settings().timeout_config(timeouts).build());
    let client = builder.transport(replay.clone()).build().await.unwrap();
    let start = tokio::time::Instant::now();
    let error = client.send(ListConfigs::new("f")).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Timeout(TimeoutKind::Operation));
    assert_eq!(start.elapsed(), Duration::from_secs(3));
    assert_eq!(replay.times(), [0, 2_050]);
}

#[tokio::test(start_paused = true)]
async fn the_bound_until_a_response_begins() {
    let timeouts = TimeoutConfig::builder().read_timeout(Duration::from_secs(2));
    let replay = Replay::new(vec![Outcome::Silence; 3]);
    let builder = builder(&settings().timeout_config(timeouts.build()).build());
    let client = builder.transport(replay.clone()).build().await.unwrap();
    let error = client.send(ListConfigs::new("f")).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Timeout(TimeoutKind::Read));
    assert_eq!(replay.times(), [0, 2_050, 4_150]);
}

#[tokio::test]
async fn the_bound_for_making_a_connection() {
    let timeouts = TimeoutConfig::builder().connect_timeout(Duration::from_millis(1_234));
    let config = settings().timeout_config(timeouts.build()).build();
    let shown = format!("{:?}", builder(&config).build().await.unwrap());
    assert!(shown.contains("connect: Set(Some(1.234s))"), "{shown}");
}

#[tokio::test]
async fn modes_are_those_of_the_same_names() {
    let config = settings().retry_config(RetryConfig::adaptive());
    let client = builder(&config.build()).transport(Replay::new([]));
    let shown = format!("{:?}", client.build().await.unwrap());
    assert!(shown.contains("retry_mode: Adaptive"), "{shown}");

    for (mode, expected) in [
        (AccountIdEndpointMode::Preferred, "/b/false/preferred/"),
        (AccountIdEndpointMode::Disabled, "/b/false/disabled/"),
        (AccountIdEndpointMode::Required, "/b/false/required/"),
    ] {
        let config = settings().account_id_endpoint_mode(mode).build();
        let path = endpoint_params::path(builder(&config), Some("b")).await;
        assert_eq!(path.unwrap(), expected);
    }
}

#[tokio::test]
async fn a_client_of_it_needs_no_more() {
    let client = Client::from_sdk_config(&settings().build()).await.unwrap();
    assert!(format!("{client:?}").contains("eu-west-2"));
    let credentials = provider().provide_credentials().await.unwrap();
    assert!(!format!("{client:?}").contains(credentials.secret_access_key()));
}
