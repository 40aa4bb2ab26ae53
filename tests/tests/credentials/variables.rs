//! Variables that are not UTF-8, blank, or out of form: nothing else takes their place unnoticed.

use crate::caller::Caller;
use crate::stub::{Stub, json_credentials};

const KEYS: &str = "[default]\naws_access_key_id = AKIDDEFAULT\naws_secret_access_key = secret\n";

#[test]
fn a_variable_that_is_not_utf_8_is_refused_by_its_name() {
    let stub = Stub::start(|_| (200, json_credentials("AKIDCONTAINER")));
    for name in [
        "HOME",
        "AWS_PROFILE",
        "AWS_CONFIG_FILE",
        "AWS_SHARED_CREDENTIALS_FILE",
        "AWS_REGION",
        "AWS_ACCESS_KEY_ID",
        "AWS_SECRET_ACCESS_KEY",
        "AWS_ENDPOINT_URL",
        "AWS_ENDPOINT_URL_LAMBDA",
        "AWS_ENDPOINT_URL_S3",
        "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS",
        "AWS_USE_FIPS_ENDPOINT",
        "AWS_USE_DUALSTACK_ENDPOINT",
        "AWS_DISABLE_HOST_PREFIX_INJECTION",
        "AWS_DISABLE_CLOCK_SKEW_CORRECTION",
        "AWS_DISABLE_REQUEST_COMPRESSION",
        "AWS_REQUEST_MIN_COMPRESSION_SIZE_BYTES",
        "AWS_ACCOUNT_ID_ENDPOINT_MODE",
        "AWS_RETRY_MODE",
        "AWS_CA_BUNDLE",
        "HTTP_PROXY",
        "http_proxy",
        "HTTPS_PROXY",
        "https_proxy",
        "ALL_PROXY",
        "all_proxy",
        "NO_PROXY",
        "no_proxy",
    ] {
        let caller = Caller::new("not_utf_8", &stub).config(KEYS);
        let error = caller.env_bytes(name, b"d\xffv").error();
        assert_eq!(error, format!("{name} is not UTF-8"));
    }
    let keys = |caller: Caller| {
        let caller = caller.env("AWS_ACCESS_KEY_ID", "AKID");
        caller.env("AWS_SECRET_ACCESS_KEY", "secret")
    };
    let caller = keys(Caller::new("not_utf_8_token", &stub));
    let error = caller.env_bytes("AWS_SESSION_TOKEN", b"\xff").error();
    assert_eq!(error, "AWS_SESSION_TOKEN is not UTF-8");
    let caller = keys(Caller::new("not_utf_8_account", &stub));
    let error = caller.env_bytes("AWS_ACCOUNT_ID", b"\xff").error();
    assert_eq!(error, "AWS_ACCOUNT_ID is not UTF-8");
    let caller = keys(Caller::new("not_utf_8_region", &stub)).without("AWS_REGION");
    let error = caller.env_bytes("AWS_DEFAULT_REGION", b"\xff").error();
    assert_eq!(error, "AWS_DEFAULT_REGION is not UTF-8");
    for name in [
        "AWS_WEB_IDENTITY_TOKEN_FILE",
        "AWS_ROLE_ARN",
        "AWS_ROLE_SESSION_NAME",
        "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI",
        "AWS_CONTAINER_CREDENTIALS_FULL_URI",
        "AWS_CONTAINER_AUTHORIZATION_TOKEN",
        "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE",
        "AWS_EC2_METADATA_DISABLED",
        "AWS_EC2_METADATA_SERVICE_ENDPOINT",
        "AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE",
    ] {
        let mut caller = Caller::new("not_utf_8_source", &stub)
            .env("AWS_WEB_IDENTITY_TOKEN_FILE", "/no/such/token")
            .env("AWS_ROLE_ARN", "arn:aws:iam::123456789012:role/r")
            .env("AWS_CONTAINER_CREDENTIALS_FULL_URI", stub.url());
        if name.starts_with("AWS_EC2_METADATA_SERVICE") {
            caller = caller.env("AWS_EC2_METADATA_DISABLED", "false");
        }
        let error = caller.env_bytes(name, b"\xff").error();
        assert_eq!(error, format!("{name} is not UTF-8"));
    }
    assert_eq!(stub.calls().len(), 0);
    assert_eq!(stub.asked().len(), 0);
}

#[test]
fn a_name_that_only_decorates_is_left_out() {
    let stub = Stub::silent();
    let caller =
        Caller::new("not_utf_8_name", &stub).config(&KEYS.replace("default", "profile default"));
    caller.env_bytes("AWS_SDK_UA_APP_ID", b"\xff").succeeds();
    assert_eq!(stub.calls()[0].access_key_id(), Some("AKIDDEFAULT"));
}

#[test]
fn blank_keys_count_as_not_set() {
    let stub = Stub::silent();
    let caller = Caller::new("blank", &stub).config(KEYS);
    caller
        .env("AWS_ACCESS_KEY_ID", " ")
        .env("AWS_SECRET_ACCESS_KEY", "\t\n")
        .env("AWS_PROFILE", " ")
        .succeeds();
    assert_eq!(stub.calls()[0].access_key_id(), Some("AKIDDEFAULT"));
}

#[test]
fn white_space_around_a_key_is_left_out_and_within_it_is_refused() {
    let stub = Stub::silent();
    let caller = |id: &str, secret: &str, token: &str| {
        Caller::new("trimmed", &stub)
            .env("AWS_ACCESS_KEY_ID", id)
            .env("AWS_SECRET_ACCESS_KEY", secret)
            .env("AWS_SESSION_TOKEN", token)
    };
    caller(" AKIDENV\r\n", "secret\n", "token\n").succeeds();
    let call = stub.calls().remove(0);
    assert_eq!(call.access_key_id(), Some("AKIDENV"));
    assert_eq!(call.header("x-amz-security-token"), Some("token"));
    let why = "has white space, such as a line break in it";
    for (caller, name) in [
        (caller("AK ID", "secret", "token"), "AWS_ACCESS_KEY_ID"),
        (caller("AKID", "secret", "to ken"), "AWS_SESSION_TOKEN"),
        (caller("AKID", "sec\nret", "token"), "AWS_SECRET_ACCESS_KEY"),
        (caller("AKID", "secret", "to\r\nken"), "AWS_SESSION_TOKEN"),
    ] {
        assert_eq!(caller.error(), format!("{name} {why}"));
    }
    let config = format!("{KEYS}aws_session_token = to\n  ken\n");
    let error = Caller::new("continued", &stub).config(&config).error();
    assert_eq!(
        error,
        format!("aws_session_token of profile `default` {why}")
    );
}

#[test]
fn a_containers_uri_is_used_as_it_should_be_and_its_secrets_are_not_told() {
    let stub = Stub::start(|_| (200, json_credentials("AKIDCONTAINER")));
    let address = stub.address;
    let caller = |uri: &str| {
        Caller::new("container_uri", &stub).env("AWS_CONTAINER_CREDENTIALS_FULL_URI", uri)
    };
    for uri in [
        format!(" http://{address}/x\n"),
        format!("http://me:s3cr3t@{address}/x"),
        format!("http://localhost:{}/x", address.port()),
    ] {
        let before = stub.asked().len();
        caller(&uri).succeeds();
        assert_eq!(stub.asked()[before].line(), "GET /x");
    }
    let asked = stub.asked().len();
    for (uri, why) in [
        (
            "http://127.0.0.1:99999/x?s3cr3t",
            "the port in AWS_CONTAINER_CREDENTIALS_FULL_URI is no number",
        ),
        (
            "http://me:s3cr3t@192.0.2.1/x?s3cr3t",
            "192.0.2.1 is neither of this machine nor a container's",
        ),
        (
            "http://me:s3cr3t@192.0.2.1:0/x",
            "the port in AWS_CONTAINER_CREDENTIALS_FULL_URI is no number",
        ),
        (
            "ftp://me:s3cr3t@127.0.0.1/x",
            "has to start with http:// or https://",
        ),
        (
            "/x?s3cr3t",
            "AWS_CONTAINER_CREDENTIALS_FULL_URI has no host",
        ),
        (
            "http://me:s3cr3t@127.0.0.1:1/?s3cr3t",
            "could not connect to 127.0.0.1:1",
        ),
    ] {
        let error = caller(uri).error();
        assert!(error.contains(why), "{error}");
        assert!(!error.contains("s3cr3t"), "{error}");
    }
    let token = "AWS_CONTAINER_AUTHORIZATION_TOKEN";
    let error = caller(&stub.url()).env(token, "s3c\nr3t").error();
    assert!(
        error.contains(&format!("the token of {token} has a character")),
        "{error}"
    );
    assert_eq!(stub.asked().len(), asked);
    caller(&stub.url()).env(token, "Basic token\n").succeeds();
    let asked = stub.asked().pop().unwrap();
    assert_eq!(asked.header("authorization"), Some("Basic token"));
}

#[test]
fn the_secrets_of_endpoints_that_fetch_credentials_are_not_told() {
    let stub = Stub::silent();
    let role = "[default]\nrole_arn = arn:aws:iam::123456789012:role/r\nsource_profile = base\n\
                [profile base]\naws_access_key_id = AKIDBASE\naws_secret_access_key = s\n";
    for url in [
        "http://me:s3cr3t@127.0.0.1:1/?s3cr3t",
        "http://me:s3cr3t@127.0.0.1:99999/?s3cr3t",
        "me:s3cr3t@127.0.0.1:1",
        "http://127.0.0.1:1 /?s3cr3t",
        "ftp://me:s3cr3t@127.0.0.1",
    ] {
        let caller = Caller::new("secret_sts", &stub).config(role);
        let error = caller.env("AWS_ENDPOINT_URL_STS", url).error();
        assert!(!error.contains("s3cr3t"), "{error}");
        let caller = Caller::new("secret_metadata", &stub);
        let caller = caller.env("AWS_EC2_METADATA_DISABLED", "false");
        let error = caller.env("AWS_EC2_METADATA_SERVICE_ENDPOINT", url).error();
        assert!(!error.contains("s3cr3t"), "{error}");
        let caller = Caller::new("secret_endpoint", &stub).config(KEYS);
        let error = caller.env("AWS_ENDPOINT_URL_LAMBDA", url).error();
        assert!(!error.contains("s3cr3t"), "{error}");
    }
}

#[test]
fn a_port_out_of_range_gets_no_request() {
    let stub = Stub::silent();
    let caller = |name: &str| Caller::new(name, &stub).config(KEYS);
    for port in ["99999", "65536", "0"] {
        let url = format!("http://127.0.0.1:{port}");
        let error = caller("port").env("AWS_ENDPOINT_URL_LAMBDA", &url).error();
        let described = format!(
            "the endpoint `{url}` of AWS_ENDPOINT_URL_LAMBDA cannot be used: its port is no number from 1 to 65535"
        );
        assert!(error.contains(&described), "{error}");
        let error = caller("port_of_proxy").env("HTTP_PROXY", &url).error();
        assert!(
            error.contains("HTTP_PROXY is not the URL of a proxy"),
            "{error}"
        );
        let metadata = Caller::new("port_of_metadata", &stub)
            .env("AWS_EC2_METADATA_DISABLED", "false")
            .env("AWS_EC2_METADATA_SERVICE_ENDPOINT", &url);
        let error = metadata.error();
        assert!(
            error.contains("its port is no number from 1 to 65535"),
            "{error}"
        );
        let config = "[default]\nrole_arn = arn:aws:iam::123456789012:role/r\nsource_profile = base\n\
                      [profile base]\naws_access_key_id = AKIDBASE\naws_secret_access_key = s\n";
        let role = Caller::new("port_of_sts", &stub).config(config);
        let error = role.env("AWS_ENDPOINT_URL_STS", &url).error();
        assert!(
            error.contains("its port is no number from 1 to 65535"),
            "{error}"
        );
    }
    assert_eq!(stub.calls().len(), 0);
}
