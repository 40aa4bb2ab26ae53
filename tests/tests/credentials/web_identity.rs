//! A token of the environment that STS exchanges for a role's credentials, as on EKS.

use crate::caller::Caller;
use crate::stub::{Stub, sts_credentials, sts_refusal};

const TOKEN: &str = "header.web-identity.of-the-test";

fn caller(name: &str, stub: &Stub) -> Caller {
    let caller = Caller::new(name, stub);
    let token = caller.write("token", TOKEN);
    caller
        .env("AWS_WEB_IDENTITY_TOKEN_FILE", token)
        .env("AWS_ROLE_ARN", "arn:aws:iam::123456789012:role/r")
        .env("AWS_ENDPOINT_URL_STS", stub.url())
}

#[test]
fn sts_takes_the_token() {
    let stub = Stub::start(|_| sts_credentials("AssumeRoleWithWebIdentity", "AKIDWEB"));
    let caller = caller("web_identity", &stub);
    caller.env("AWS_ROLE_SESSION_NAME", "my-session").succeeds();
    let [asked] = stub.asked().try_into().unwrap();
    assert!(
        asked.body().contains("Action=AssumeRoleWithWebIdentity"),
        "{asked:?}"
    );
    assert!(
        asked.body().contains("RoleSessionName=my-session"),
        "{asked:?}"
    );
    assert!(asked.body().contains(TOKEN), "{asked:?}");
    assert_eq!(asked.header("authorization"), None);
    assert_eq!(stub.calls()[0].access_key_id(), Some("AKIDWEB"));
}

#[test]
fn a_token_that_is_refused_is_told_and_nothing_is_asked_after_it() {
    let stub = Stub::start(|_| {
        Some(sts_refusal(
            "InvalidIdentityToken",
            "the token is of no use",
        ))
    });
    let error = caller("web_identity_refused", &stub)
        .metadata(&stub)
        .error();
    insta::assert_snapshot!(error, @"ListConfigs: no credentials found: AWS_ACCESS_KEY_ID is not set; ~/.aws/credentials: no such file; ~/.aws/config: no such file; AWS_WEB_IDENTITY_TOKEN_FILE: InvalidIdentityTokenException: the token is of no use; AWS_CONTAINER_CREDENTIALS_RELATIVE_URI and AWS_CONTAINER_CREDENTIALS_FULL_URI are not set; instance metadata is not asked after AWS_WEB_IDENTITY_TOKEN_FILE");
    assert_eq!(stub.asked().len(), 1);
    assert!(!error.contains(TOKEN));
}

#[test]
fn a_profile_that_was_chosen_leaves_the_token_out() {
    let stub = Stub::silent();
    let caller = caller("web_identity_profile", &stub).config("[profile p]\nregion = eu-west-1\n");
    let error = caller.profile("p").error();
    assert!(
        error.contains("AWS_WEB_IDENTITY_TOKEN_FILE is not asked for"),
        "{error}"
    );
    assert_eq!(stub.asked().len(), 0);
}

#[test]
fn a_profile_may_name_the_token_and_white_space_around_it_is_left_out() {
    let stub = Stub::start(|_| sts_credentials("AssumeRoleWithWebIdentity", "AKIDWEB"));
    let caller = Caller::new("web_identity_of_profile", &stub);
    let token = caller.write("token", &format!("{TOKEN}\n"));
    let config = format!(
        "[default]\nweb_identity_token_file = {token}\nrole_arn = arn:aws:iam::123456789012:role/r\n\
         role_session_name = my-session\naws_access_key_id = AKIDBESIDE\naws_secret_access_key = s\n"
    );
    let caller = caller.config(&config);
    caller.env("AWS_ENDPOINT_URL_STS", stub.url()).succeeds();
    let [asked] = stub.asked().try_into().unwrap();
    assert!(
        asked.body().contains("RoleSessionName=my-session"),
        "{asked:?}"
    );
    let token = asked.body().split("WebIdentityToken=").nth(1).unwrap();
    assert_eq!(token.split('&').next(), Some(TOKEN));
    assert_eq!(stub.calls()[0].access_key_id(), Some("AKIDWEB"));
}

#[test]
fn a_token_that_is_none_is_not_sent_and_not_told() {
    let stub = Stub::silent();
    for (text, why) in [
        ("s3c\nr3t", "the token in the file has white space"),
        (" \n", "is empty"),
    ] {
        let caller = Caller::new("web_identity_none", &stub);
        let token = caller.write("token", text);
        let error = caller
            .env("AWS_WEB_IDENTITY_TOKEN_FILE", token)
            .env("AWS_ROLE_ARN", "arn:aws:iam::123456789012:role/r")
            .env("AWS_ENDPOINT_URL_STS", stub.url())
            .error();
        assert!(error.contains(why), "{error}");
        assert!(!error.contains("r3t"), "{error}");
    }
    assert_eq!(stub.asked().len(), 0);
}
