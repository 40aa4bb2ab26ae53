//! What the machine has for whoever runs on it: a container's endpoint, and the instance's metadata.

use crate::caller::Caller;
use crate::stub::{Answer, Request, Stub, json_credentials};
use std::time::{Duration, Instant};

const ROLES: &str = "GET /latest/meta-data/iam/security-credentials/";

/// The metadata of an instance with a role.
fn metadata(request: &Request) -> Answer {
    match request.line() {
        "PUT /latest/api/token" => (200, "metadata-token".to_owned()),
        _ if request.header("x-aws-ec2-metadata-token") != Some("metadata-token") => {
            (401, String::new())
        }
        ROLES => (200, "my-role".to_owned()),
        line if line == format!("{ROLES}my-role") => (200, json_credentials("AKIDINSTANCE")),
        _ => (404, String::new()),
    }
}

fn container(_request: &Request) -> Answer {
    (200, json_credentials("AKIDCONTAINER"))
}

#[test]
fn a_containers_endpoint_is_asked_with_its_token() {
    let stub = Stub::start(container);
    let caller = Caller::new("container", &stub);
    let token = caller.write("token", "container-token");
    caller
        .env(
            "AWS_CONTAINER_CREDENTIALS_FULL_URI",
            format!("{}/role?x=1", stub.url()),
        )
        .env("AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE", token)
        .succeeds();
    let [asked] = stub.asked().try_into().unwrap();
    assert_eq!(asked.line(), "GET /role?x=1");
    assert_eq!(asked.header("authorization"), Some("container-token"));
    assert_eq!(stub.calls()[0].access_key_id(), Some("AKIDCONTAINER"));
}

#[test]
fn neither_stands_in_for_a_profile_that_is_nowhere() {
    for (name, is_nowhere) in [("none-such", true), ("default", false), (" ", false)] {
        let stub = Stub::start(container);
        let caller = Caller::new("nowhere", &stub)
            .env("AWS_PROFILE", name)
            .env("AWS_CONTAINER_CREDENTIALS_FULL_URI", stub.url());
        if !is_nowhere {
            caller.succeeds();
            assert_eq!(
                stub.calls()[0].access_key_id(),
                Some("AKIDCONTAINER"),
                "{name}"
            );
            continue;
        }
        let described = caller.error();
        assert!(
            described.contains("AWS_PROFILE: there is no profile `none-such`: "),
            "{described}"
        );
        assert!(
            described.contains("FULL_URI is not asked after AWS_PROFILE"),
            "{described}"
        );
        assert!(
            described
                .contains("Set AWS_PROFILE to a profile that one of the files has, or unset it"),
            "{described}"
        );
        assert_eq!(stub.asked().len(), 0);
    }
}

#[test]
fn the_metadata_give_the_roles_credentials() {
    let stub = Stub::start(metadata);
    Caller::new("metadata", &stub).metadata(&stub).succeeds();
    let lines: Vec<_> = stub
        .asked()
        .into_iter()
        .map(|asked| asked.line().to_owned())
        .collect();
    assert_eq!(
        lines,
        ["PUT /latest/api/token", ROLES, &format!("{ROLES}my-role")]
    );
    assert_eq!(stub.calls()[0].access_key_id(), Some("AKIDINSTANCE"));
}

#[test]
fn neither_is_asked_through_a_proxy() {
    let proxy = Stub::start(|_| (502, "of the proxy".to_owned()));
    let through = |caller: Caller| {
        let caller = caller
            .env("HTTP_PROXY", proxy.url())
            .env("http_proxy", proxy.url());
        caller.errors();
    };
    let stub = Stub::start(metadata);
    through(Caller::new("metadata_and_proxy", &stub).metadata(&stub));
    assert_eq!(stub.asked().len(), 3);
    let stub = Stub::start(container);
    let caller = Caller::new("container_and_proxy", &stub);
    through(caller.env("AWS_CONTAINER_CREDENTIALS_FULL_URI", stub.url()));
    assert_eq!(stub.asked().len(), 1);
    // What went through the proxy were the calls themselves.
    assert_eq!(proxy.asked().len(), 2);
    assert!(
        proxy
            .asked()
            .iter()
            .all(|call| call.line().contains("/2019-09-25/functions/"))
    );
}

#[test]
fn metadata_that_are_turned_off_are_not_asked() {
    let stub = Stub::start(metadata);
    let caller = Caller::new("metadata_off", &stub).metadata(&stub);
    let error = caller.env("AWS_EC2_METADATA_DISABLED", "TRUE").error();
    assert!(
        error.contains("AWS_EC2_METADATA_DISABLED is true"),
        "{error}"
    );
    assert_eq!(stub.asked().len(), 0);
}

#[test]
fn metadata_that_stay_silent_are_waited_for_a_second() {
    let stub = Stub::silent();
    let start = Instant::now();
    let error = Caller::new("metadata_silent", &stub)
        .metadata(&stub)
        .error();
    assert!(
        error.contains("instance metadata: no response within 1s"),
        "{error}"
    );
    assert!(start.elapsed() >= Duration::from_secs(1));
    assert!(
        start.elapsed() < Duration::from_secs(10),
        "{:?}",
        start.elapsed()
    );
}

#[test]
fn an_instance_without_a_role_is_told() {
    let stub = Stub::start(|request| match request.line() {
        "PUT /latest/api/token" => metadata(request),
        _ => (404, String::new()),
    });
    let error = Caller::new("metadata_404", &stub).metadata(&stub).error();
    assert!(
        error.contains("instance metadata: received 404 from IMDS"),
        "{error}"
    );
}
