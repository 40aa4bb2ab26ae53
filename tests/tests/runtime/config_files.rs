//! The shared config and credentials files: which section is a profile's, and which file wins.

use smithereens::Client;
use smithereens::config::Environment;
use tests::environment::files;
use tests::replay::{Outcome, Replay, Sent};
use tests::sample::ListConfigs;

const KEYS: &str = "aws_access_key_id = AKIDKEYS\naws_secret_access_key = secret\n";

/// The request that a client makes in this environment, or why it makes none.
async fn outcome(environment: Environment) -> Result<Sent, String> {
    let replay = Replay::new([Outcome::ok("{}")]);
    let builder = Client::builder().environment(environment);
    let client = builder.transport(replay.clone()).build().await;
    let client = client.map_err(|error| error.to_string())?;
    match client.send(ListConfigs::new("f")).await {
        Ok(_) => Ok(replay.sent().remove(0)),
        Err(error) => Err(error.to_string()),
    }
}

/// The key and the region that it is signed with.
async fn scope(environment: Environment) -> String {
    let sent = outcome(environment).await.unwrap();
    let authorization = sent.header("authorization");
    let credential = authorization.split(['=', ',']).nth(1).unwrap();
    let parts: Vec<_> = credential.split('/').collect();
    format!("{} {}", parts[0], parts[2])
}

#[tokio::test]
async fn both_files_are_merged_and_the_credentials_file_wins() {
    let config = "[profile p]\nregion = eu-west-1\naws_access_key_id = AKIDCONFIG\naws_secret_access_key = x\n";
    let chosen = |credentials: &str| files(config, credentials).variable("AWS_PROFILE", "p");
    assert_eq!(scope(chosen("")).await, "AKIDCONFIG eu-west-1");
    let keys = format!("[p]\n{KEYS}");
    assert_eq!(scope(chosen(&keys)).await, "AKIDKEYS eu-west-1");
    let region = format!("[p]\nregion = eu-north-1\n{KEYS}");
    assert_eq!(scope(chosen(&region)).await, "AKIDKEYS eu-north-1");
}

#[tokio::test]
async fn a_default_profile_that_says_so_replaces_one_that_does_not() {
    for config in [
        "[default]\nregion = eu-west-1\nmax_attempts = none\n[profile default]\nregion = eu-north-1\n",
        "[profile default]\nregion = eu-north-1\n[default]\nregion = eu-west-1\nmax_attempts = none\n",
    ] {
        let environment = files(config, &format!("[default]\n{KEYS}"));
        assert_eq!(scope(environment).await, "AKIDKEYS eu-north-1");
    }
}

#[tokio::test]
async fn a_section_of_the_other_files_form_is_no_profile() {
    let config = format!("[p]\nregion = eu-west-1\n{KEYS}");
    let environment = files(&config, "").variable("AWS_PROFILE", "p");
    let error = outcome(environment).await.unwrap_err();
    assert!(
        error.contains("~/.aws/config has no profile `p`"),
        "{error}"
    );
    let credentials = format!("[profile p]\nregion = eu-west-1\n{KEYS}");
    let environment = files("", &credentials).variable("AWS_PROFILE", "p");
    let error = outcome(environment).await.unwrap_err();
    assert!(
        error.contains("~/.aws/credentials has no profile `p`"),
        "{error}"
    );
}

#[tokio::test]
async fn sections_of_other_kinds_are_left_alone() {
    let config = format!(
        "[plugins]\nx = y\n[sso-session p]\nsso_region = eu-west-1\n[services p]\ns3 =\n  endpoint_url = http://s3\n  \
         other = x\nlambda =\n  other = x\n  # of mine\n  endpoint_url = http://lambda\n\
         [profile in valid]\nregion = eu-west-1\n[profile p]\nservices = p\nregion = eu-north-1\n{KEYS}"
    );
    let environment = files(&config, "").variable("AWS_PROFILE", "p");
    let sent = outcome(environment).await.unwrap();
    assert_eq!(sent.request.uri().host(), Some("lambda"));
}

#[tokio::test]
async fn files_of_windows_are_read() {
    let config = "\u{feff}[default]\r\nregion = eu-west-1\r\n";
    let credentials = format!("\u{feff}[default]\n{KEYS}").replace('\n', "\r\n");
    assert_eq!(
        scope(files(config, &credentials)).await,
        "AKIDKEYS eu-west-1"
    );
}

#[tokio::test]
async fn a_tilde_stands_for_the_home_directory() {
    let environment = Environment::empty()
        .variable("HOME", "/h")
        .variable("AWS_CONFIG_FILE", "~/c")
        .variable("AWS_SHARED_CREDENTIALS_FILE", "~other/k")
        .file("/h/c", "[default]\nregion = eu-west-1\n")
        .file("~other/k", format!("[default]\n{KEYS}"));
    assert_eq!(scope(environment).await, "AKIDKEYS eu-west-1");
}

#[tokio::test]
async fn a_profile_that_is_nowhere_counts_only_where_nothing_else_serves() {
    let environment = files(
        "[default]\nregion = eu-west-1\n",
        &format!("[default]\n{KEYS}"),
    )
    .variable("AWS_PROFILE", "none-such")
    .variable("AWS_REGION", "eu-west-1");
    let error = outcome(environment.clone()).await.unwrap_err();
    for file in ["config", "credentials"] {
        let described = format!("~/.aws/{file} has no profile `none-such`");
        assert!(error.contains(&described), "{error}");
    }
    let environment = environment
        .variable("AWS_ACCESS_KEY_ID", "AKIDENV")
        .variable("AWS_SECRET_ACCESS_KEY", "secret");
    assert_eq!(scope(environment).await, "AKIDENV eu-west-1");
}
