//! Which of several authentication schemes a call uses.

use aws_credential_types::Token;
use aws_credential_types::credential_fn::provide_credentials_fn;
use aws_credential_types::provider::error::{CredentialsError, TokenError};
use aws_credential_types::token_fn::provide_token_fn;
use smithereens::codegen::Operation;
use smithereens::{Builder, Client, ErrorKind};
use std::time::Duration;
use tests::bearer::{AtEndpoint, TakesBoth};
use tests::environment::{self, builder, variables};
use tests::replay::{Outcome, Replay};

const TOKEN: &str = "token-of-the-program";

/// What the program gives the client.
type Given = fn(Builder) -> Builder;

fn token() -> Token {
    Token::new(TOKEN, None)
}

/// How a call was authenticated: the first word of the header, and the token if that is one.
async fn authenticated(builder: Builder, operation: impl Operation) -> String {
    let replay = Replay::new([Outcome::ok("{}")]);
    let client = builder.transport(replay.clone()).build().await.unwrap();
    client.send(operation).await.unwrap();
    let sent = replay.sent().pop().unwrap();
    let authorization = sent.header("authorization");
    match authorization.split_once(' ').unwrap() {
        ("AWS4-HMAC-SHA256", _) => "sigv4".to_owned(),
        ("Bearer", token) => {
            assert_eq!(sent.header("x-amz-date"), "");
            assert_eq!(sent.header("x-amz-security-token"), "");
            token.to_owned()
        }
        other => panic!("{other:?}"),
    }
}

const KEYS: [(&str, &str); 2] = [
    ("AWS_ACCESS_KEY_ID", "AKIDOFENVIRONMENT"),
    ("AWS_SECRET_ACCESS_KEY", "secret-of-the-environment"),
];
const VARIABLE: (&str, &str) = ("AWS_BEARER_TOKEN_BEDROCK", "token-of-the-environment");

#[tokio::test]
async fn the_order_is_that_of_program_tokens_of_variables_environment_and_model() {
    let prefers = |list| ("AWS_AUTH_SCHEME_PREFERENCE", list);
    let both = |builder: Builder| {
        let builder = builder.credentials_provider(tests::credentials(None));
        builder.token_provider(token())
    };
    let nothing: Given = |builder| builder;
    let a_token: Given = |builder| builder.token_provider(token());
    let tokens_first: Given = |builder| builder.auth_scheme_preference(["httpBearerAuth"]);
    let signatures_first: Given =
        |builder| builder.auth_scheme_preference(["sigv4a", "aws.auth#sigv4", "httpBearerAuth"]);
    // The model's order, unless something else is said.
    assert_eq!(
        authenticated(both(builder(variables(&[]))), TakesBoth).await,
        "sigv4"
    );
    let explicit = both(builder(variables(&[prefers("sigv4")])));
    assert_eq!(
        authenticated(tokens_first(explicit), TakesBoth).await,
        TOKEN
    );
    for (variables, given, expected) in [
        (vec![KEYS[0], KEYS[1]], nothing, "sigv4"),
        (vec![KEYS[0], KEYS[1], VARIABLE], nothing, VARIABLE.1),
        (
            vec![KEYS[0], KEYS[1], VARIABLE, prefers("sigv4")],
            nothing,
            VARIABLE.1,
        ),
        (vec![KEYS[0], KEYS[1], VARIABLE], signatures_first, "sigv4"),
        (
            vec![KEYS[0], KEYS[1], prefers("httpBearerAuth")],
            nothing,
            "sigv4",
        ),
        (vec![VARIABLE], signatures_first, VARIABLE.1),
        (vec![VARIABLE], a_token, TOKEN),
        // What the program gives, if it gives one of them.
        (vec![KEYS[0], KEYS[1]], a_token, TOKEN),
        (
            vec![KEYS[0], KEYS[1], prefers("sigv4,httpBearerAuth")],
            a_token,
            "sigv4",
        ),
        (
            vec![
                KEYS[0],
                KEYS[1],
                prefers(" other, smithy.api#httpBearerAuth ,sigv4"),
            ],
            a_token,
            TOKEN,
        ),
        (vec![KEYS[0], KEYS[1], prefers("other")], a_token, "sigv4"),
    ] {
        let builder = given(builder(environment::variables(&variables)));
        let names: Vec<_> = variables
            .iter()
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        assert_eq!(
            authenticated(builder, TakesBoth).await,
            expected,
            "{names:?}"
        );
    }
}

#[tokio::test]
async fn a_profile_has_a_preference_as_well() {
    let config = "[default]\nauth_scheme_preference = httpBearerAuth, sigv4\n";
    let environment = variables(&[("HOME", "/h")]).file("/h/.aws/config", config);
    let given = builder(environment)
        .credentials_provider(tests::credentials(None))
        .token_provider(token());
    assert_eq!(authenticated(given, TakesBoth).await, TOKEN);
}

#[tokio::test]
async fn a_scheme_without_an_identity_is_passed_over() {
    let failing = provide_credentials_fn(async || Err(CredentialsError::provider_error("out")));
    let given = builder(variables(&[]))
        .credentials_provider(failing)
        .token_provider(token());
    assert_eq!(authenticated(given, TakesBoth).await, TOKEN);

    let failing = provide_token_fn(async || Err(TokenError::provider_error("out")));
    let given = builder(variables(&[]))
        .credentials_provider(tests::credentials(None))
        .token_provider(failing)
        .auth_scheme_preference(["httpBearerAuth"]);
    assert_eq!(authenticated(given, TakesBoth).await, "sigv4");

    // Without a region nothing can be signed.
    let given = Client::builder()
        .environment(variables(&[]))
        .credentials_provider(tests::credentials(None))
        .token_provider(token());
    assert_eq!(authenticated(given, TakesBoth).await, TOKEN);
}

#[tokio::test]
async fn an_endpoint_says_which_schemes_it_takes_and_in_which_order() {
    let given = || {
        builder(variables(&[]))
            .credentials_provider(tests::credentials(None))
            .token_provider(token())
    };
    for (names, expected) in [
        (&["bearer", "sigv4"][..], TOKEN),
        (&["smithy.api#httpBearerAuth"], TOKEN),
        (&["sigv4a", "sigv4", "bearer"], "sigv4"),
        (&["sigv4"], "sigv4"),
        (&[], "sigv4"),
    ] {
        assert_eq!(
            authenticated(given(), AtEndpoint(names)).await,
            expected,
            "{names:?}"
        );
    }
    let preferred = given().auth_scheme_preference(["sigv4"]);
    assert_eq!(
        authenticated(preferred, AtEndpoint(&["bearer", "sigv4"])).await,
        "sigv4"
    );

    let replay = Replay::new([]);
    let client = given().transport(replay.clone()).build().await.unwrap();
    let error = client
        .send(AtEndpoint(&["sigv4a", "other"]))
        .await
        .unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Configuration);
    assert_eq!(
        error.to_string(),
        "AtEndpoint: none of the authentication schemes of the operation serves: \
         sigv4 (the endpoint takes no such thing, but sigv4a, other); \
         httpBearerAuth (the endpoint takes no such thing, but sigv4a, other)"
    );
    assert!(replay.sent().is_empty());
}

#[tokio::test]
async fn the_signature_has_the_scope_that_the_endpoint_gives_it() {
    let replay = Replay::new([Outcome::ok("{}")]);
    let client = builder(variables(&[]))
        .credentials_provider(tests::credentials(None))
        .transport(replay.clone())
        .build()
        .await
        .unwrap();
    client.send(AtEndpoint(&["sigv4"])).await.unwrap();
    let sent = replay.sent().pop().unwrap();
    assert!(
        sent.header("authorization")
            .contains("/us-east-1/of-the-endpoint/aws4_request")
    );
}

#[tokio::test]
async fn an_error_says_why_each_scheme_does_not_serve() {
    let replay = Replay::new([]);
    let failing = provide_credentials_fn(async || Err(CredentialsError::provider_error("out")));
    let client = builder(variables(&[]))
        .credentials_provider(failing)
        .transport(replay.clone())
        .build()
        .await
        .unwrap();
    let error = client.send(TakesBoth).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Credentials);
    let text = error.to_string();
    assert_eq!(
        text,
        "TakesBoth: none of the authentication schemes of the operation serves: \
         sigv4 (the credentials provider failed); \
         httpBearerAuth (no bearer token found: AWS_BEARER_TOKEN_BEDROCK is not set; profile `default` has no sso_session. \
         Set it, or give the client a token provider)"
    );
    assert!(std::error::Error::source(&error).is_some());

    let no_region = Client::builder()
        .environment(variables(&[]))
        .credentials_provider(tests::credentials(None))
        .build()
        .await
        .unwrap();
    let text = no_region.send(TakesBoth).await.unwrap_err().to_string();
    assert!(text.contains("; sigv4 (no region found: "), "{text}");
    assert!(replay.sent().is_empty());
}

#[tokio::test]
async fn what_can_be_signed_can_be_presigned_whatever_is_preferred() {
    let expires = Duration::from_mins(1);
    let given = builder(variables(&[VARIABLE])).credentials_provider(tests::credentials(None));
    let client = given.build().await.unwrap();
    let presigned = client.presign(TakesBoth, expires).await.unwrap();
    assert!(
        presigned
            .url()
            .contains("us-east-1%2Fbedrock%2Faws4_request")
    );
    for error in [
        client
            .presign(tests::bearer::TakesToken, expires)
            .await
            .unwrap_err(),
        client
            .presign(AtEndpoint(&["bearer"]), expires)
            .await
            .unwrap_err(),
    ] {
        assert_eq!(error.kind(), ErrorKind::Signing);
    }
}
