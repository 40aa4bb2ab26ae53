//! What a profile says of fetching credentials: roles, SSO, processes.

use crate::caller::Caller;
use crate::stub::{Stub, json_credentials, sts_credentials, sts_refusal};

const ROLES: &str = "\
[profile base]
aws_access_key_id = AKIDBASE
aws_secret_access_key = base-secret

[profile middle]
role_arn = arn:aws:iam::123456789012:role/middle
source_profile = base

[profile top]
role_arn = arn:aws:iam::123456789012:role/top
source_profile = middle
role_session_name = me
external_id = them

[profile of-container]
role_arn = arn:aws:iam::123456789012:role/c
credential_source = EcsContainer

[profile of-environment]
role_arn = arn:aws:iam::123456789012:role/e
credential_source = Environment

[profile circle]
role_arn = arn:aws:iam::123456789012:role/o
source_profile = other

[profile lost]
role_arn = arn:aws:iam::123456789012:role/l
source_profile = gone

[profile other]
role_arn = arn:aws:iam::123456789012:role/o
source_profile = circle
";

/// STS, which gives a key named after the role.
fn sts() -> Stub {
    Stub::start(|request| {
        if request.line() == "GET /container" {
            return Some((200, json_credentials("AKIDCONTAINER")));
        }
        let role = request.body().split("role%2F").nth(1)?.split('&').next()?;
        Some(sts_credentials("AssumeRole", &format!("AKID{role}")))
    })
}

fn caller(name: &str, stub: &Stub) -> Caller {
    let caller = Caller::new(name, stub).config(ROLES);
    caller.env("AWS_ENDPOINT_URL_STS", stub.url())
}

#[test]
fn roles_are_assumed_one_with_the_credentials_of_the_other() {
    let stub = sts();
    caller("roles", &stub).env("AWS_PROFILE", "top").succeeds();
    let [middle, top] = stub.asked().try_into().unwrap();
    assert_eq!(middle.access_key_id(), Some("AKIDBASE"));
    assert_eq!(top.access_key_id(), Some("AKIDmiddle"));
    assert!(
        top.header("authorization")
            .unwrap()
            .contains("/eu-west-1/sts/"),
        "{top:?}"
    );
    assert!(top.body().contains("RoleSessionName=me"), "{top:?}");
    assert!(top.body().contains("ExternalId=them"), "{top:?}");
    assert_eq!(stub.calls()[0].access_key_id(), Some("AKIDtop"));
}

#[test]
fn a_roles_source_may_be_what_the_machine_or_the_environment_has() {
    let stub = sts();
    let uri = format!("{}/container", stub.url());
    caller("role_of_container", &stub)
        .env("AWS_PROFILE", "of-container")
        .env("AWS_CONTAINER_CREDENTIALS_FULL_URI", uri)
        .succeeds();
    assert_eq!(stub.asked()[1].access_key_id(), Some("AKIDCONTAINER"));
    assert_eq!(stub.calls()[0].access_key_id(), Some("AKIDc"));
    let stub = sts();
    caller("role_of_environment", &stub)
        .profile("of-environment")
        .env("AWS_ACCESS_KEY_ID", "AKIDENV")
        .env("AWS_SECRET_ACCESS_KEY", "secret")
        .succeeds();
    assert_eq!(stub.asked()[0].access_key_id(), Some("AKIDENV"));
    assert_eq!(stub.calls()[0].access_key_id(), Some("AKIDe"));
}

#[test]
fn a_role_that_is_refused_is_told() {
    let stub = Stub::start(|_| sts_refusal("AccessDenied", "not for you"));
    let error = caller("role_refused", &stub).profile("middle").error();
    insta::assert_snapshot!(error, @"ListConfigs: no credentials found: the environment is not asked, since a profile was chosen; role_arn of profile `middle`: AccessDenied: not for you; AWS_WEB_IDENTITY_TOKEN_FILE is not asked for, since a profile was chosen; AWS_CONTAINER_CREDENTIALS_RELATIVE_URI and AWS_CONTAINER_CREDENTIALS_FULL_URI are not set; instance metadata: AWS_EC2_METADATA_DISABLED is true");
    assert_eq!(stub.asked().len(), 1);
}

#[test]
fn roles_in_a_circle_are_told() {
    let stub = sts();
    let error = caller("role_circle", &stub).profile("circle").error();
    insta::assert_snapshot!(error, @"ListConfigs: no credentials found: the environment is not asked, since a profile was chosen; role_arn of profile `circle`: the profiles `circle`, `other`, `circle` lead in a circle; AWS_WEB_IDENTITY_TOKEN_FILE is not asked for, since a profile was chosen; AWS_CONTAINER_CREDENTIALS_RELATIVE_URI and AWS_CONTAINER_CREDENTIALS_FULL_URI are not set; instance metadata: AWS_EC2_METADATA_DISABLED is true");
}

#[test]
fn a_role_whose_source_is_nowhere_is_told_and_nothing_is_asked_after_it() {
    let stub = sts();
    let error = caller("role_lost", &stub)
        .profile("lost")
        .metadata(&stub)
        .error();
    insta::assert_snapshot!(error, @"ListConfigs: no credentials found: the environment is not asked, since a profile was chosen; role_arn of profile `lost`: profile `lost` has source_profile = gone, which neither file has; AWS_WEB_IDENTITY_TOKEN_FILE is not asked for, since a profile was chosen; AWS_CONTAINER_CREDENTIALS_RELATIVE_URI and AWS_CONTAINER_CREDENTIALS_FULL_URI are not set; instance metadata is not asked after role_arn of profile `lost`");
    assert_eq!(stub.asked().len(), 0);
}

#[test]
fn sso_takes_the_token_that_was_signed_in_for() {
    let config = "[profile s]\nsso_session = corp\nsso_account_id = 123456789012\nsso_role_name = reader\n\
                  [sso-session corp]\nsso_region = eu-north-1\nsso_start_url = https://corp.example/start\n";
    let stub = Stub::start(|_| {
        let (secret, token) = (tests::SECRET_ACCESS_KEY, tests::SESSION_TOKEN);
        let keys = format!(r#""accessKeyId": "AKIDSSO", "secretAccessKey": "{secret}""#);
        let rest = format!(r#""sessionToken": "{token}", "expiration": 4102444800000"#);
        Some((200, format!(r#"{{"roleCredentials": {{{keys}, {rest}}}}}"#)))
    });
    let sso = |name: &str| {
        let caller = Caller::new(name, &stub).config(config).profile("s");
        caller.env("AWS_ENDPOINT_URL_SSO", stub.url())
    };
    // The name of the file is the SHA-1 of the session's.
    let file = ".aws/sso/cache/ee0bfd2552fbd840c02cc48b6e823320543c450f.json";
    let caller = sso("sso");
    let token = r#"{"accessToken": "sso-token", "expiresAt": "2100-01-01T00:00:00Z", "region": "eu-north-1"}"#;
    caller.write(file, token);
    caller.succeeds();
    let [asked] = stub.asked().try_into().unwrap();
    assert_eq!(
        asked.line(),
        "GET /federation/credentials?role_name=reader&account_id=123456789012"
    );
    assert_eq!(asked.header("x-amz-sso_bearer_token"), Some("sso-token"));
    assert_eq!(stub.calls()[0].access_key_id(), Some("AKIDSSO"));

    let caller = sso("sso_expired");
    caller.write(file, &token.replace("2100", "2000"));
    insta::assert_snapshot!(caller.error(), @"ListConfigs: no credentials found: the environment is not asked, since a profile was chosen; sso_session of profile `s`: the SSO token has expired and cannot be refreshed; AWS_WEB_IDENTITY_TOKEN_FILE is not asked for, since a profile was chosen; AWS_CONTAINER_CREDENTIALS_RELATIVE_URI and AWS_CONTAINER_CREDENTIALS_FULL_URI are not set; instance metadata: AWS_EC2_METADATA_DISABLED is true. Sign in again with `aws sso login --profile s`");
    assert_eq!(stub.asked().len(), 1);
}

#[test]
fn an_sso_session_without_an_account_is_for_tokens_and_not_asked() {
    let stub = sts();
    let caller = Caller::new("sso_token", &stub).config("[default]\nsso_session = corp\n");
    let uri = format!("{}/container", stub.url());
    caller
        .env("AWS_CONTAINER_CREDENTIALS_FULL_URI", uri)
        .succeeds();
    assert_eq!(stub.calls()[0].access_key_id(), Some("AKIDCONTAINER"));
}
