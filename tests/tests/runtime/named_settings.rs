//! Which setting an error is about, for programs that take it by a name of their own.

use smithereens::config::Environment;
use smithereens::{Builder, Client};
use tests::replay::Replay;
use tests::sample::ListConfigs;

/// A machine with a region and credentials, and a file that cannot be read as one: what the program says is checked first.
fn builder() -> Builder {
    let environment = Environment::empty()
        .variable("HOME", "/h")
        .variable("AWS_REGION", "eu-west-1")
        .file("/h/.aws/config", "no section\n");
    Client::builder().environment(environment)
}

#[tokio::test]
async fn a_value_of_the_program_that_cannot_be_used_is_told_by_its_setting_and_the_reason() {
    let scheme = "it has to start with http:// or https://";
    let region = "it is no region: a region is of letters, digits and dashes, such as eu-west-1";
    let profile = "it is no name of a profile: a section of a config file cannot have it";
    let long = "x".repeat(64);
    for (built, setting, reason) in [
        (builder().region(""), "region", region),
        (builder().region("eu west"), "region", region),
        (builder().region("-x"), "region", region),
        (builder().region("eu-west-"), "region", region),
        (builder().region("123"), "region", region),
        (builder().region("é"), "region", region),
        (builder().region(long), "region", region),
        (builder().profile(""), "profile", profile),
        (builder().profile("a]b"), "profile", profile),
        (builder().profile("a\nb"), "profile", profile),
        (builder().profile(" a"), "profile", profile),
        (builder().endpoint_url(""), "endpoint_url", scheme),
        (
            builder().endpoint_url("localhost:4566"),
            "endpoint_url",
            scheme,
        ),
        (builder().endpoint_url("ftp://a"), "endpoint_url", scheme),
        (
            builder().endpoint_url("http://"),
            "endpoint_url",
            "it is no URL",
        ),
        (
            builder().endpoint_url("http://me:s3cr3t@a"),
            "endpoint_url",
            "it holds a user name or password, which requests do not carry",
        ),
        (
            builder().max_attempts(0),
            "max_attempts",
            "it is no whole number from 1 up",
        ),
        (
            builder().request_min_compression_size_bytes(10_485_761),
            "request_min_compression_size_bytes",
            "it is no whole number from 0 to 10485760",
        ),
    ] {
        let error = built.build().await.unwrap_err();
        assert_eq!(error.setting(), Some(setting), "{error}");
        assert_eq!(error.reason(), Some(reason), "{error}");
        let text = error.to_string();
        assert!(text.contains(&format!("`{setting}`")), "{text}");
        assert!(!format!("{error:?}").contains("s3cr3t"), "{error:?}");
    }
    let error = builder().region("eu\u{1b} west").build().await.unwrap_err();
    assert_eq!(error.value(), Some("eu\\u{1b} west"));
    let url = "http://me:s3cr3t@a";
    let error = builder().endpoint_url(url).build().await.unwrap_err();
    assert_eq!(error.value(), Some("…@a"));
    let missing = tests::builder().ca_bundle("/etc/none.pem").build().await;
    let error = missing.unwrap_err();
    assert_eq!(error.setting(), Some("ca_bundle"));
    assert_eq!(error.reason(), Some("there is no such file"));
}

#[tokio::test]
async fn a_value_of_another_place_is_no_setting_of_the_program() {
    let environment = Environment::empty().variable("HOME", "/h");
    for (name, value) in [
        ("AWS_REGION", "eu west"),
        ("AWS_MAX_ATTEMPTS", "0"),
        ("AWS_CA_BUNDLE", "/etc/none.pem"),
        ("AWS_REQUEST_MIN_COMPRESSION_SIZE_BYTES", "-1"),
    ] {
        let environment = environment.clone().variable(name, value);
        let built = Client::builder().environment(environment).build().await;
        let error = built.unwrap_err();
        assert_eq!(error.setting(), None, "{error}");
        assert!(error.reason().is_some(), "{error}");
    }
    // A name that no file has is a good one.
    let built = Client::builder().environment(environment).profile("nobody");
    let error = built.build().await.unwrap_err();
    assert_eq!((error.setting(), error.reason()), (None, None), "{error}");
}

#[tokio::test]
async fn a_call_names_the_setting_that_no_place_has() {
    let missing = async |environment: Environment| {
        let builder = Client::builder().environment(environment);
        let client = builder.transport(Replay::new([])).build().await.unwrap();
        let error = client.send(ListConfigs::new("f")).await.unwrap_err();
        let setting = error.missing_setting();
        assert_eq!(error.erase().missing_setting(), setting);
        setting
    };
    let nothing = Environment::empty().variable("HOME", "/h");
    assert_eq!(missing(nothing.clone()).await, Some("region"));
    let url = nothing.clone().variable("AWS_ENDPOINT_URL", "http://a");
    assert_eq!(missing(url).await, Some("region"));
    let region = nothing.variable("AWS_REGION", "eu-west-1");
    assert_eq!(missing(region.clone()).await, Some("credentials_provider"));
    // Credentials that cannot be fetched are not missing, nor is a URL of no use.
    let process = "[default]\ncredential_process = /none/such\n";
    let failing = region.clone().file("/h/.aws/config", process);
    assert_eq!(missing(failing).await, None);
    let url = region.variable("AWS_ENDPOINT_URL", "localhost:4566");
    assert_eq!(missing(url).await, None);
}
