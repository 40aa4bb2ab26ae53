//! Whose credentials count, where a profile has more than one kind of them.

use crate::caller::Caller;
use crate::stub::{Stub, json_credentials};

/// The access key that a call is signed with, or its error.
fn key(name: &str, config: &str, credentials: &str) -> Result<String, String> {
    let stub = Stub::start(|_| (200, json_credentials("AKIDCONTAINER")));
    let caller = Caller::new(name, &stub).env(
        "AWS_CONTAINER_CREDENTIALS_FULL_URI",
        format!("{}/container", stub.url()),
    );
    caller.write(".aws/credentials", credentials);
    let mut errors = caller.config(config).errors();
    match stub.calls().first() {
        Some(call) => Ok(call.access_key_id().unwrap().to_owned()),
        None => Err(errors.remove(0)),
    }
}

fn keys(id: &str) -> String {
    format!("aws_access_key_id = {id}\naws_secret_access_key = secret\n")
}

#[cfg(unix)]
#[test]
fn a_process_goes_after_keys_of_the_credentials_file_and_before_those_of_the_config_file() {
    let process = r#"credential_process = echo '{"Version": 1, "AccessKeyId": "AKIDPROC", "SecretAccessKey": "s"}'"#;
    let profile = |more: &str| format!("[default]\n{more}\n{}", keys("AKIDCONFIG"));
    let both = profile(process);
    let with = format!("[default]\n{}", keys("AKIDFILE"));
    assert_eq!(key("order_file", &both, &with).unwrap(), "AKIDFILE");
    assert_eq!(key("order_process", &both, "").unwrap(), "AKIDPROC");
    let in_file = format!("[default]\n{process}\n");
    assert_eq!(
        key("order_other", &profile(""), &in_file).unwrap(),
        "AKIDPROC"
    );
    assert_eq!(key("order_config", &profile(""), "").unwrap(), "AKIDCONFIG");
    // A process that fails has no other identity in its place.
    let error = key("order_fails", &profile("credential_process = exit 3"), "").unwrap_err();
    assert!(
        error.contains("the process ended with exit status: 3"),
        "{error}"
    );
}

#[test]
fn what_sso_lacks_is_told() {
    let session = "[sso-session corp]\nsso_region = eu-north-1\n";
    for (profile, why) in [
        (
            "sso_session = corp\nsso_account_id = 1\n",
            "profile `default` has no sso_role_name, [sso-session corp] has no sso_start_url",
        ),
        (
            "sso_session = gone\nsso_account_id = 1\nsso_role_name = r\n",
            "no section [sso-session gone]",
        ),
        (
            "sso_start_url = https://corp.example\nsso_role_name = r\n",
            "profile `default` has no sso_account_id, profile `default` has no sso_region",
        ),
        (
            "sso_session = corp\nsso_region = eu-west-1\nsso_account_id = 1\nsso_role_name = r\n",
            "profile `default` and [sso-session corp] differ in sso_region",
        ),
    ] {
        let error = key("sso_lacks", &format!("[default]\n{profile}{session}"), "").unwrap_err();
        assert!(error.contains(why), "{error}");
    }
    // Without an account and a role it is for tokens, and others are asked.
    let config = format!("[default]\nsso_session = corp\n{session}");
    assert_eq!(key("sso_tokens", &config, "").unwrap(), "AKIDCONTAINER");
    let stub = Stub::silent();
    let error = Caller::new("sso_tokens_alone", &stub)
        .config(&config)
        .error();
    let described = "profile `default` has sso_session, which is for tokens without sso_account_id and sso_role_name";
    assert!(error.contains(described), "{error}");
}

#[test]
fn a_name_in_quotes_in_the_credentials_file_is_no_profile() {
    let stub = Stub::silent();
    let caller = Caller::new("quoted", &stub).profile("dev");
    caller.write(
        ".aws/credentials",
        &format!("[\"dev\"]\n{}", keys("AKIDQUOTED")),
    );
    let error = caller.error();
    assert!(error.contains("there is no profile `dev`"), "{error}");
    assert_eq!(stub.calls().len(), 0);
}
