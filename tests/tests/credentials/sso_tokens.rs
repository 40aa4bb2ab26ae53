//! The token of a session of SSO, sent as it is to a service that takes bearer tokens.

use crate::caller::Caller;
use crate::stub::{Answer, Request, Stub};

/// By the SHA-1 of the session's name.
const FILE: &str = ".aws/sso/cache/ee0bfd2552fbd840c02cc48b6e823320543c450f.json";
const CONFIG: &str = "[default]\nsso_session = corp\n[sso-session corp]\nsso_region = eu-north-1\n\
                      sso_start_url = https://corp.example/start\n";

/// Gives another token where the one that is kept has expired, and takes any.
fn service(request: &Request) -> Answer {
    if request.line() == "POST /token" {
        assert!(request.body().contains("secret-sso-token-for-renewal"));
        let renewed = r#"{"accessToken": "secret-sso-token-renewed", "expiresIn": 3600}"#;
        return (200, renewed.to_owned());
    }
    (200, "{}".to_owned())
}

fn caller(name: &str, stub: &Stub) -> Caller {
    Caller::new(name, stub).config(CONFIG).sends_a_token(stub)
}

#[test]
fn a_token_that_a_user_signed_in_for_is_sent() {
    let stub = Stub::start(service);
    let caller = caller("sso_token", &stub);
    caller.write(
        FILE,
        r#"{"accessToken": "secret-sso-token", "expiresAt": "2100-01-01T00:00:00Z", "region": "eu-north-1"}"#,
    );
    caller.calls(3).succeeds();
    let asked = stub.asked();
    assert_eq!(asked.len(), 3);
    for request in asked {
        assert_eq!(
            request.header("authorization"),
            Some("Bearer secret-sso-token")
        );
    }
}

#[test]
fn a_token_that_has_expired_is_renewed() {
    let stub = Stub::start(service);
    let caller = caller("sso_token_renewed", &stub);
    caller.write(
        FILE,
        r#"{"accessToken": "secret-sso-token", "expiresAt": "2020-01-01T00:00:00Z", "region": "eu-north-1",
            "clientId": "id", "clientSecret": "secret-sso-token-of-client",
            "refreshToken": "secret-sso-token-for-renewal", "registrationExpiresAt": "2100-01-01T00:00:00Z"}"#,
    );
    caller
        .env("AWS_ENDPOINT_URL_SSO_OIDC", stub.url())
        .succeeds();
    let last = stub.asked().pop().unwrap();
    assert_eq!(
        last.header("authorization"),
        Some("Bearer secret-sso-token-renewed")
    );
}

#[test]
fn an_error_says_what_to_do_where_nobody_signed_in() {
    let stub = Stub::silent();
    let error = caller("sso_token_missing", &stub).error();
    let start = "TakesToken: no bearer token found: sso_session of profile `default`: ";
    assert!(error.starts_with(start), "{error}");
    assert!(
        error.ends_with("Sign in again with `aws sso login --profile default`"),
        "{error}"
    );
}

#[test]
fn what_a_session_lacks_is_told() {
    for (config, why) in [
        (
            "[default]\nregion = eu-west-1\n",
            "profile `default` has no sso_session",
        ),
        (
            "[default]\nsso_session = gone\n",
            "no section [sso-session gone]",
        ),
        (
            "[default]\nsso_session = corp\n[sso-session corp]\nsso_region = eu-north-1\n",
            "[sso-session corp] has no sso_start_url",
        ),
    ] {
        let stub = Stub::silent();
        let caller = Caller::new("sso_token_lacks", &stub).config(config);
        let error = caller.sends_a_token(&stub).error();
        let start = "TakesToken: no bearer token found: AWS_BEARER_TOKEN_BEDROCK is not set; ";
        assert!(error.starts_with(start), "{error}");
        assert!(error.contains(why), "{error}");
        assert!(stub.asked().is_empty());
    }
}
