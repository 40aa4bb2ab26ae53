//! The same result, whatever the profile holds: the files are read once, for all that asks.

use crate::caller::Caller;
use crate::stub::{Stub, sts_credentials};

const FORMS: [(&str, &str); 5] = [
    ("plain", "[profile my-dev]"),
    ("quoted", "[profile \"my-dev\"]"),
    ("single", "[profile 'my-dev'] # mine"),
    ("blanks", "[profile \"my dev\"]"),
    ("spaced", "[ profile   my-dev ]"),
];

/// What a profile holds beside its header, and the key that it is called with.
fn contents() -> Vec<(&'static str, String, &'static str)> {
    let keys =
        "aws_access_key_id = AKIDKEYS\n  # note\n\t; another\naws_secret_access_key = secret\n";
    let mut contents = vec![
        ("keys", keys.to_owned(), "AKIDKEYS"),
        (
            "role",
            "role_arn = arn:aws:iam::123456789012:role/r\n  # note\nsource_profile = the base\n".to_owned(),
            "AKIDROLE",
        ),
        (
            "sso",
            "sso_session = the corp\n  # note\nsso_account_id = 123456789012\nsso_role_name = reader\n".to_owned(),
            "AKIDSSO",
        ),
    ];
    let account = "sso_account_id = 123456789012\nsso_role_name = reader\n";
    let legacy = "sso_start_url = https://old.example/start\n  # note\nsso_region = eu-north-1\n";
    contents.push(("legacy_sso", format!("{legacy}{account}"), "AKIDSSO"));
    if cfg!(unix) {
        let process = r#"credential_process = echo '{"Version": 1, "AccessKeyId": "AKIDPROC", "SecretAccessKey": "s"}'"#;
        contents.push(("process", format!("{process}\n  # note\n"), "AKIDPROC"));
    }
    contents
}

#[test]
fn a_profile_is_read_alike_whatever_it_holds() {
    let stub = Stub::start(|request| {
        if request.line().starts_with("GET /federation/") {
            let keys = r#""accessKeyId": "AKIDSSO", "secretAccessKey": "s""#;
            let rest = r#""sessionToken": "t", "expiration": 4102444800000"#;
            return Some((200, format!(r#"{{"roleCredentials": {{{keys}, {rest}}}}}"#)));
        }
        Some(sts_credentials("AssumeRole", "AKIDROLE"))
    });
    for (form, header) in FORMS {
        for (what, contents, key) in contents() {
            let name = if form == "blanks" { "my dev" } else { "my-dev" };
            let config = format!(
                "{header}\n{contents}[profile \"the base\"]\naws_access_key_id = AKIDBASE\n\
                 aws_secret_access_key = secret\n[sso-session 'the corp']\nsso_region = eu-north-1\n  # note\n\
                 sso_start_url = https://corp.example/start\n"
            );
            let caller = Caller::new(&format!("alike_{form}_{what}"), &stub).config(&config);
            // The names of the files are the SHA-1 of the session's name and of the URL.
            for name in [
                "53b3f11c223f8eb84c0d81e638f6275f57fc0ced",
                "103c764598c7bfb84492cce4b625216b27775ddd",
            ] {
                caller.write(
                    &format!(".aws/sso/cache/{name}.json"),
                    r#"{"accessToken": "t", "expiresAt": "2100-01-01T00:00:00Z", "region": "eu-north-1"}"#,
                );
            }
            let before = stub.calls().len();
            caller
                .env("AWS_PROFILE", name)
                .env("AWS_ENDPOINT_URL_STS", stub.url())
                .env("AWS_ENDPOINT_URL_SSO", stub.url())
                .succeeds();
            assert_eq!(
                stub.calls()[before].access_key_id(),
                Some(key),
                "{form} {what}"
            );
        }
    }
}

#[test]
fn endpoints_of_the_profile_count_for_what_fetches_its_credentials() {
    let stub = Stub::start(|_| sts_credentials("AssumeRole", "AKIDROLE"));
    let config = format!(
        "[default]\nservices = local\nrole_arn = arn:aws:iam::123456789012:role/r\nsource_profile = base\n\
         [services local]\nsts =\n  endpoint_url = {}\n\
         [profile base]\naws_access_key_id = AKIDBASE\naws_secret_access_key = secret\n",
        stub.url()
    );
    Caller::new("services_sts", &stub)
        .config(&config)
        .succeeds();
    assert_eq!(stub.asked()[0].access_key_id(), Some("AKIDBASE"));
    assert_eq!(stub.calls()[0].access_key_id(), Some("AKIDROLE"));
}

#[test]
fn the_region_may_be_that_of_the_source_profile() {
    let stub = Stub::start(|_| sts_credentials("AssumeRole", "AKIDROLE"));
    let config = "[default]\nrole_arn = arn:aws:iam::123456789012:role/r\nsource_profile = base\n\
                  [profile base]\nsource_profile = last\naws_access_key_id = AKIDBASE\naws_secret_access_key = s\n\
                  [profile last]\nregion = eu-north-1\n";
    let caller = Caller::new("region_of_source", &stub).config(config);
    let caller = caller.env("AWS_ENDPOINT_URL_STS", stub.url());
    caller.without("AWS_REGION").succeeds();
    let call = stub.calls().remove(0);
    let authorization = call.header("authorization").unwrap();
    assert!(
        authorization.contains("/eu-north-1/lambda/"),
        "{authorization}"
    );
}

#[cfg(unix)]
fn pipe(caller: &Caller, path: &str) -> String {
    let path = caller.path(path);
    let made = std::process::Command::new("mkfifo").arg(&path).status();
    assert!(made.unwrap().success());
    path
}

#[cfg(unix)]
#[test]
fn a_pipe_in_the_place_of_a_file_is_refused() {
    let stub = Stub::silent();
    let check = |error: String| {
        let described = error.contains("it is no regular file") || error.contains("cannot be read");
        assert!(described, "{error}");
    };
    for path in [".aws/config", ".aws/credentials"] {
        let caller = Caller::new("pipe_default", &stub);
        pipe(&caller, path);
        check(caller.error());
    }
    for variable in [
        "AWS_CONFIG_FILE",
        "AWS_SHARED_CREDENTIALS_FILE",
        "AWS_CA_BUNDLE",
    ] {
        let caller = Caller::new("pipe_named", &stub);
        let path = pipe(&caller, "pipe");
        check(caller.env(variable, path).error());
    }
    let caller = Caller::new("pipe_token", &stub);
    let path = pipe(&caller, "pipe");
    let caller = caller.env("AWS_ROLE_ARN", "arn:aws:iam::123456789012:role/r");
    check(caller.env("AWS_WEB_IDENTITY_TOKEN_FILE", path).error());
    let caller = Caller::new("pipe_container", &stub);
    let path = pipe(&caller, "pipe");
    let caller = caller.env("AWS_CONTAINER_CREDENTIALS_FULL_URI", stub.url());
    check(
        caller
            .env("AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE", path)
            .error(),
    );
    let config = "[default]\nsso_session = corp\nsso_account_id = 1\nsso_role_name = reader\n\
                  [sso-session corp]\nsso_region = eu-north-1\nsso_start_url = https://corp.example/start\n";
    let caller = Caller::new("pipe_sso", &stub).config(config);
    caller.write(".aws/sso/cache/x", "");
    pipe(
        &caller,
        ".aws/sso/cache/ee0bfd2552fbd840c02cc48b6e823320543c450f.json",
    );
    check(caller.error());
    assert_eq!(stub.calls().len(), 0);
}

#[cfg(unix)]
#[test]
fn a_file_that_cannot_be_reached_is_an_error_only_where_it_was_named() {
    let stub = Stub::silent();
    let caller = |name: &str| {
        let caller = Caller::new(name, &stub).env("AWS_ACCESS_KEY_ID", "AKIDENV");
        caller.env("AWS_SECRET_ACCESS_KEY", "secret")
    };
    for home in [
        "/dev/null",
        "/no/such/home",
        &format!("/{}", "x".repeat(5_000)),
    ] {
        caller("unreached_home").env("HOME", home).succeeds();
    }
    caller("no_home").without("HOME").succeeds();
    // The null device is an empty file, by which the files are turned off.
    caller("null_files")
        .env("AWS_CONFIG_FILE", "/dev/null")
        .env("AWS_SHARED_CREDENTIALS_FILE", "/dev/null")
        .succeeds();
    for variable in ["AWS_CONFIG_FILE", "AWS_SHARED_CREDENTIALS_FILE"] {
        for path in ["/no/such/file", "/dev/null/file", "/", "/dev/zero"] {
            let error = caller("unreached_named").env(variable, path).error();
            assert!(error.contains(&format!("{path} of {variable}")), "{error}");
        }
    }
}
