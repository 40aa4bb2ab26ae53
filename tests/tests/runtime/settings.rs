//! Settings that a program, the environment and a profile can give: which of them wins, and what is config_error.

use smithereens::Builder;
use smithereens::config::{Environment, RetryMode};
use tests::replay::{Outcome, Replay, Sent};
use tests::sample::ListConfigs;

/// A client's builder over these lines of the default profile.
fn builder(profile: &str, variables: &[(&str, &str)]) -> Builder {
    let environment = Environment::empty()
        .variable("HOME", "/h")
        .file("/h/.aws/config", format!("[default]\n{profile}\n"));
    let environment = variables
        .iter()
        .fold(environment, |environment, (name, value)| {
            environment.variable(*name, *value)
        });
    tests::builder().environment(environment)
}

/// The request that a client with these settings sends.
async fn sent(builder: Builder) -> Sent {
    let replay = Replay::new([Outcome::ok("{}")]);
    let client = builder.transport(replay.clone()).build().await.unwrap();
    client.send(ListConfigs::new("f")).await.unwrap();
    replay.sent().pop().unwrap()
}

async fn config_error(builder: Builder) -> String {
    let built = builder.transport(Replay::new([])).build().await;
    built.unwrap_err().to_string()
}

#[tokio::test]
async fn the_number_of_attempts() {
    let max = |sent: Sent| sent.header("amz-sdk-request").to_owned();
    let variable = [("AWS_MAX_ATTEMPTS", "5")];
    let of = async |builder| max(sent(builder).await);
    assert_eq!(of(builder("", &[])).await, "attempt=1; max=3");
    let profile = "max_attempts = 7";
    assert_eq!(of(builder(profile, &[])).await, "attempt=1; max=7");
    assert_eq!(of(builder(profile, &variable)).await, "attempt=1; max=5");
    let program = builder(profile, &variable).max_attempts(2);
    assert_eq!(of(program).await, "attempt=1; max=2");
    for value in ["0", "-1", "3.0", "4294967296"] {
        let error = config_error(builder("", &[("AWS_MAX_ATTEMPTS", value)])).await;
        assert_eq!(
            error,
            format!("AWS_MAX_ATTEMPTS is `{value}`, which is no whole number from 1 up")
        );
    }
    insta::assert_snapshot!(config_error(builder("max_attempts = 0", &[])).await, @"`max_attempts` of profile `default` is `0`, which is no whole number from 1 up");
}

#[tokio::test]
async fn the_retry_mode() {
    async fn mode(builder: Builder) -> String {
        let client = builder.transport(Replay::new([])).build().await.unwrap();
        let shown = format!("{client:?}");
        let (_, mode) = shown.split_once("retry_mode: ").unwrap();
        mode.split(',').next().unwrap().to_owned()
    }
    let profile = "retry_mode = adaptive";
    let variable = [("AWS_RETRY_MODE", "Standard")];
    assert_eq!(mode(builder("", &[])).await, "Standard");
    assert_eq!(mode(builder(profile, &[])).await, "Adaptive");
    assert_eq!(mode(builder(profile, &variable)).await, "Standard");
    let program = builder(profile, &variable).retry_mode(RetryMode::Adaptive);
    assert_eq!(mode(program).await, "Adaptive");
    // What came before the standard mode is taken for it.
    assert_eq!(mode(builder("retry_mode = legacy", &[])).await, "Standard");
    let legacy = [("AWS_RETRY_MODE", "LEGACY")];
    assert_eq!(mode(builder(profile, &legacy)).await, "Standard");
    insta::assert_snapshot!(config_error(builder("retry_mode = never", &[])).await, @"`retry_mode` of profile `default` is `never`, which is no retry mode: those are standard and adaptive");
}

#[tokio::test]
async fn whether_configured_endpoints_are_ignored() {
    async fn host(builder: Builder) -> String {
        let uri = sent(builder).await.request.uri().clone();
        uri.host().unwrap().to_owned()
    }
    const SERVICE: &str = "lambda.us-east-1.amazonaws.com";
    let url = "endpoint_url = http://profile";
    let ignoring = "endpoint_url = http://profile\nignore_configured_endpoint_urls = TRUE";
    let on = [("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", "true")];
    let off = [("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", "false")];
    assert_eq!(host(builder(url, &[])).await, "profile");
    assert_eq!(host(builder(ignoring, &[])).await, SERVICE);
    assert_eq!(host(builder(ignoring, &off)).await, "profile");
    assert_eq!(host(builder(url, &on)).await, SERVICE);
    let program = builder(url, &on).ignore_configured_endpoint_urls(false);
    assert_eq!(host(program).await, "profile");
    let program = builder(url, &off).ignore_configured_endpoint_urls(true);
    assert_eq!(host(program).await, SERVICE);
    // The program's own is not among what is ignored.
    let program = builder(url, &on).endpoint_url("http://program");
    assert_eq!(host(program).await, "program");
    let yes = [("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", "yes")];
    insta::assert_snapshot!(config_error(builder("", &yes)).await, @"AWS_IGNORE_CONFIGURED_ENDPOINT_URLS is `yes`, which is neither true nor false");
    insta::assert_snapshot!(config_error(builder("ignore_configured_endpoint_urls = 1", &[])).await, @"`ignore_configured_endpoint_urls` of profile `default` is `1`, which is neither true nor false");
}

#[tokio::test]
async fn the_name_of_the_program() {
    async fn app(builder: Builder) -> Option<String> {
        let sent = sent(builder).await;
        let agent = sent.header("user-agent");
        agent.split_once(" app/").map(|(_, name)| name.to_owned())
    }
    let variable = [("AWS_SDK_UA_APP_ID", "of-variable")];
    let profile = "sdk_ua_app_id = of-profile";
    assert_eq!(app(builder("", &[])).await, None);
    assert_eq!(app(builder(profile, &[])).await.unwrap(), "of-profile");
    assert_eq!(
        app(builder(profile, &variable)).await.unwrap(),
        "of-variable"
    );
    let program = builder(profile, &variable).app_name("of-program");
    assert_eq!(app(program).await.unwrap(), "of-program");
    let fifty = "x".repeat(50);
    assert_eq!(app(builder("", &[]).app_name(&fifty)).await.unwrap(), fifty);
    // The name only decorates: what cannot be sent is put right, and no client is config_error for it.
    for (name, used) in [
        ("a/b", "a-b"),
        ("my app", "my-app"),
        ("a\r\nx: y", "a--x--y"),
        ("\u{fc}", "-"),
        ("x".repeat(62).as_str(), fifty.as_str()),
    ] {
        let variable = [("AWS_SDK_UA_APP_ID", name)];
        assert_eq!(app(builder("", &variable)).await.unwrap(), used);
        assert_eq!(app(builder("", &[]).app_name(name)).await.unwrap(), used);
    }
    let profile = builder("sdk_ua_app_id = a/b c", &[]);
    assert_eq!(app(profile).await.unwrap(), "a-b-c");
    assert_eq!(app(builder("", &[]).app_name(" ")).await, None);
}
