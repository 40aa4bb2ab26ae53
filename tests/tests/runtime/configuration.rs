//! Where settings come from, which of them wins, and what is said when there are none.

use smithereens::ErrorKind;
use smithereens::config::Environment;
use smithereens::{Builder, Client};
use tests::replay::{Outcome, Replay, Sent};
use tests::sample::ListConfigs;

const CONFIG: &str = "\
[default]
region = eu-west-1

[profile dev]
region = ap-south-1
endpoint_url = http://localhost:4566
max_attempts = 7
sdk_ua_app_id = from-profile

[profile role]
region = us-east-1
role_arn = arn:aws:iam::123456789012:role/r
aws_access_key_id = AKIDSOURCE
aws_secret_access_key = secret
";

const CREDENTIALS: &str = "\
[default]
aws_access_key_id = AKIDDEFAULT
aws_secret_access_key = secret-default

[dev]
aws_access_key_id = AKIDDEV
aws_secret_access_key = secret-dev # of mine
aws_session_token = token-dev
";

fn files() -> Environment {
    Environment::empty()
        .variable("HOME", "/home/me")
        .file("/home/me/.aws/config", CONFIG)
        .file("/home/me/.aws/credentials", CREDENTIALS)
}

fn builder(environment: Environment) -> Builder {
    Client::builder().environment(environment)
}

/// The request that a client with these settings sends.
async fn sent(builder: Builder) -> Sent {
    let replay = Replay::new([Outcome::ok("{}")]);
    let client = builder.transport(replay.clone()).build().await.unwrap();
    client.send(ListConfigs::new("f")).await.unwrap();
    replay.sent().pop().unwrap()
}

/// The error of a call of a client with these settings.
async fn config_error(builder: Builder) -> (ErrorKind, String) {
    let replay = Replay::new([]);
    let client = builder.transport(replay.clone()).build().await.unwrap();
    let error = client.send(ListConfigs::new("f")).await.unwrap_err();
    assert_eq!(replay.sent().len(), 0);
    assert_eq!(error.attempts(), 0);
    (error.kind(), error.to_string())
}

async fn invalid(builder: Builder) -> String {
    let built = builder.transport(Replay::new([])).build().await;
    built.unwrap_err().to_string()
}

fn scope(sent: &Sent) -> &str {
    sent.header("authorization")
        .split(['=', ','])
        .nth(1)
        .unwrap_or_default()
}

#[tokio::test]
async fn the_default_profile_is_used() {
    let sent = sent(builder(files())).await;
    assert_eq!(
        sent.request.uri().host(),
        Some("lambda.eu-west-1.amazonaws.com")
    );
    assert!(scope(&sent).starts_with("AKIDDEFAULT/"));
    assert!(scope(&sent).ends_with("/eu-west-1/lambda/aws4_request"));
}

#[tokio::test]
async fn a_profile_is_chosen_by_the_environment_or_the_program() {
    for builder in [
        builder(files().variable("AWS_PROFILE", "dev")),
        builder(files()).profile("dev"),
        builder(files().variable("AWS_PROFILE", "none-such")).profile("dev"),
    ] {
        let sent = sent(builder).await;
        assert_eq!(sent.request.uri().authority().unwrap(), "localhost:4566");
        assert!(scope(&sent).starts_with("AKIDDEV/"));
        assert_eq!(sent.header("x-amz-security-token"), "token-dev");
        assert_eq!(sent.header("amz-sdk-request"), "attempt=1; max=7");
        assert!(sent.header("user-agent").ends_with(" app/from-profile"));
    }
}

#[tokio::test]
async fn variables_win_over_files_and_the_program_over_both() {
    let environment = files()
        .variable("AWS_ACCESS_KEY_ID", "AKIDENV")
        .variable("AWS_SECRET_ACCESS_KEY", "secret")
        .variable("AWS_DEFAULT_REGION", "sa-east-1");
    let request = sent(builder(environment.clone())).await;
    assert!(scope(&request).starts_with("AKIDENV/"));
    assert!(scope(&request).contains("/sa-east-1/"));
    let environment = environment.variable("AWS_REGION", "ca-central-1");
    let request = sent(builder(environment.clone())).await;
    assert!(scope(&request).contains("/ca-central-1/"));
    let explicit = builder(environment)
        .region("us-west-2")
        .credentials_provider(tests::credentials(None));
    let request = sent(explicit).await;
    assert!(scope(&request).starts_with(tests::ACCESS_KEY_ID));
    assert!(scope(&request).contains("/us-west-2/"));
}

#[tokio::test]
async fn a_chosen_profile_wins_over_the_credentials_of_the_environment() {
    let environment = files()
        .variable("AWS_ACCESS_KEY_ID", "AKIDENV")
        .variable("AWS_SECRET_ACCESS_KEY", "secret");
    let request = sent(builder(environment.clone()).profile("dev")).await;
    assert!(scope(&request).starts_with("AKIDDEV/"));
    let request = sent(builder(environment.variable("AWS_PROFILE", "dev"))).await;
    assert!(scope(&request).starts_with("AKIDENV/"));
}

#[tokio::test]
async fn the_files_can_be_elsewhere() {
    let environment = Environment::empty()
        .variable("AWS_CONFIG_FILE", "/etc/c")
        .variable("AWS_SHARED_CREDENTIALS_FILE", "/etc/s")
        .file("/etc/c", "[default]\nregion = eu-west-1\n")
        .file(
            "/etc/s",
            "[default]\naws_access_key_id = AKIDC\naws_secret_access_key = x\n",
        );
    assert!(scope(&sent(builder(environment)).await).starts_with("AKIDC/"));
}

#[tokio::test]
async fn a_missing_region_is_an_error_of_the_call_that_lists_every_place() {
    let environment = Environment::empty().variable("HOME", "/home/me");
    let (kind, error) = config_error(builder(environment)).await;
    assert_eq!(kind, ErrorKind::Configuration);
    insta::assert_snapshot!(error, @"ListConfigs: no region found: AWS_REGION is not set; AWS_DEFAULT_REGION is not set; ~/.aws/credentials: no such file; ~/.aws/config: no such file. Set AWS_REGION, or give the client a region");
    let environment = files().variable("AWS_PROFILE", "none-such");
    let (_, error) = config_error(builder(environment)).await;
    insta::assert_snapshot!(error, @"ListConfigs: no region found: AWS_REGION is not set; AWS_DEFAULT_REGION is not set; ~/.aws/credentials has no profile `none-such`; ~/.aws/config has no profile `none-such`. Set AWS_REGION, or give the client a region");
    // An endpoint is not enough: the region is part of the signature.
    let (kind, _) =
        config_error(builder(Environment::empty()).endpoint_url("http://localhost:1")).await;
    assert_eq!(kind, ErrorKind::Configuration);
}

#[tokio::test]
async fn missing_credentials_are_an_error_of_the_call_that_lists_every_place() {
    let environment = Environment::empty()
        .variable("AWS_REGION", "eu-west-1")
        .variable("AWS_CONFIG_FILE", "/etc/c")
        .file("/etc/c", "[default]\nregion = eu-west-1\n");
    let (kind, error) = config_error(builder(environment)).await;
    assert_eq!(kind, ErrorKind::Credentials);
    insta::assert_snapshot!(error, @"ListConfigs: no credentials found: AWS_ACCESS_KEY_ID is not set; ~/.aws/credentials: the home directory is not known; profile `default` in /etc/c of AWS_CONFIG_FILE has no aws_access_key_id; AWS_WEB_IDENTITY_TOKEN_FILE is not set; AWS_CONTAINER_CREDENTIALS_RELATIVE_URI and AWS_CONTAINER_CREDENTIALS_FULL_URI are not set; instance metadata: AWS_EC2_METADATA_SERVICE_ENDPOINT is not in the environment given. Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, name a profile, or give the client a credentials provider");
}

#[tokio::test]
async fn the_keys_beside_a_role_are_for_assuming_it() {
    let (_, error) = config_error(builder(files().variable("AWS_PROFILE", "role"))).await;
    assert!(error.contains("role_arn of profile `role`"), "{error}");
}

#[tokio::test]
async fn what_is_malformed_is_an_error_of_the_builder() {
    insta::assert_snapshot!(invalid(builder(files()).profile("none-such")).await, @"there is no profile `none-such`: ~/.aws/credentials has no profile `none-such`; ~/.aws/config has no profile `none-such`");
    let broken = files().file("/home/me/.aws/credentials", "[default]\nAKIDSECRET\n");
    insta::assert_snapshot!(invalid(builder(broken)).await, @"~/.aws/credentials, line 2: it is no `name = value`, section or comment");
    insta::assert_snapshot!(invalid(builder(files()).region("eu west")).await, @"`region` is `eu west`, which is no region: a region is of letters, digits and dashes, such as eu-west-1");
    insta::assert_snapshot!(invalid(builder(files().variable("AWS_MAX_ATTEMPTS", "many"))).await, @"AWS_MAX_ATTEMPTS is `many`, which is no whole number from 1 up");
    insta::assert_snapshot!(invalid(builder(files()).max_attempts(0)).await, @"`max_attempts` is `0`, which is no whole number from 1 up");
    insta::assert_snapshot!(invalid(builder(files().variable("AWS_USE_FIPS_ENDPOINT", "1"))).await, @"AWS_USE_FIPS_ENDPOINT is `1`, which is neither true nor false");
    insta::assert_snapshot!(invalid(builder(files().variable("AWS_ACCESS_KEY_ID", "AKID"))).await, @"AWS_ACCESS_KEY_ID is set, and AWS_SECRET_ACCESS_KEY is not");
}

#[tokio::test]
async fn an_endpoint_that_cannot_be_used_names_its_place() {
    let environment = files().variable("AWS_ENDPOINT_URL_LAMBDA", "localhost:4566");
    let (kind, error) = config_error(builder(environment)).await;
    assert_eq!(kind, ErrorKind::Configuration);
    insta::assert_snapshot!(error, @"ListConfigs: the endpoint `localhost:4566` of AWS_ENDPOINT_URL_LAMBDA cannot be used: it has to start with http:// or https://");
    let url = format!("http://me:{}@127.0.0.1", tests::ACCESS_KEY_ID);
    insta::assert_snapshot!(invalid(builder(files()).endpoint_url(url)).await, @"the endpoint `…@127.0.0.1` of `endpoint_url` cannot be used: it holds a user name or password, which requests do not carry");
}
