//! Processes that print credentials.

use crate::caller::Caller;
use crate::stub::Stub;
use std::path::Path;
use std::time::{Duration, Instant};

/// A process that runs this script.
fn process(name: &str, stub: &Stub, script: &str) -> Caller {
    let caller = Caller::new(name, stub);
    let script = caller.write("credentials.sh", script);
    caller.config(&format!(
        "[default]\ncredential_process = sh '{script}' secret-argument\n"
    ))
}

fn credentials(rest: &str) -> String {
    let secret = tests::SECRET_ACCESS_KEY;
    format!(r#"{{"Version": 1, "AccessKeyId": "AKIDPROC", "SecretAccessKey": "{secret}"{rest}}}"#)
}

#[test]
fn a_process_is_run() {
    let stub = Stub::silent();
    let json = credentials("");
    process("process", &stub, &format!("echo '{json}'\n")).succeeds();
    assert_eq!(stub.calls()[0].access_key_id(), Some("AKIDPROC"));
    let script = "echo 'the vault is locked' >&2\nexit 3\n";
    let failing = process("process_fails", &stub, script);
    insta::assert_snapshot!(failing.error(), @"ListConfigs: no credentials found: AWS_ACCESS_KEY_ID is not set; credential_process of profile `default`: the process ended with exit status: 3: the vault is locked; AWS_WEB_IDENTITY_TOKEN_FILE is not set; AWS_CONTAINER_CREDENTIALS_RELATIVE_URI and AWS_CONTAINER_CREDENTIALS_FULL_URI are not set; instance metadata: AWS_EC2_METADATA_DISABLED is true");
    let secret = tests::SECRET_ACCESS_KEY;
    let error = process("process_babbles", &stub, &format!("echo '{secret}'\n")).error();
    assert!(!error.contains("secret-argument"), "{error}");
}

#[test]
fn an_empty_session_token_is_none() {
    for token in [r#""""#, r#"" ""#, "null"] {
        let stub = Stub::silent();
        let json = credentials(&format!(r#", "SessionToken": {token}"#));
        process("process_token", &stub, &format!("echo '{json}'\n")).succeeds();
        assert_eq!(stub.calls()[0].header("x-amz-security-token"), None);
    }
}

#[test]
fn what_is_printed_for_credentials_and_is_none_is_told() {
    let stub = Stub::silent();
    for (json, why) in [
        (credentials("").replace("1,", "2,"), "its Version is not 1"),
        ("{}".to_owned(), "it has no Version"),
        (
            r#"{"Version": 1, "AccessKeyId": "AKID"}"#.to_owned(),
            "it has no SecretAccessKey",
        ),
        (
            "nothing".to_owned(),
            "it is no JSON object (line 1, column 2)",
        ),
    ] {
        let error = process("process_none", &stub, &format!("echo '{json}'\n")).error();
        let described = format!("the process did not print credentials: {why};");
        assert!(error.contains(&described), "{error}");
    }
    assert_eq!(stub.calls().len(), 0);
}

#[test]
fn secrets_in_what_a_process_says_of_its_failure_are_left_out() {
    let stub = Stub::silent();
    let (secret, token) = (tests::SECRET_ACCESS_KEY, tests::SESSION_TOKEN);
    let script = format!(
        "echo '{{\"SessionToken\": \"{token}\"}}'\n\
         echo \"no secret=hunter22hunter $1 {token} AWS_SECRET_ACCESS_KEY={secret}\" >&2\nexit 1\n"
    );
    let error = process("process_secrets", &stub, &script).error();
    assert!(
        error.contains("exit status: 1: no secret=[redacted]"),
        "{error}"
    );
    for secret in ["secret-argument", "hunter22hunter"] {
        assert!(!error.contains(secret), "{error}");
    }
}

#[test]
fn a_process_that_prints_without_end_is_ended() {
    let stub = Stub::silent();
    let start = Instant::now();
    for (name, script, why) in [
        (
            "process_endless",
            "while :; do echo 0123456789; done\n",
            "more than 64 KiB",
        ),
        (
            "process_loud",
            "yes | head -c 100000000 >&2\nexit 4\n",
            "the process ended with exit status: 4",
        ),
    ] {
        let error = process(name, &stub, script).error();
        assert!(error.contains(why), "{error}");
        assert!(error.len() < 2_000, "{error}");
    }
    assert!(start.elapsed() < Duration::from_secs(15));
}

#[test]
fn a_process_that_never_ends_is_ended_with_all_that_it_runs() {
    let stub = Stub::silent();
    let caller = process(
        "process_hangs",
        &stub,
        "sleep 600 &\necho $! >\"$0.child\"\necho $$ >\"$0.parent\"\nwait\n",
    );
    let files = ["child", "parent"].map(|name| caller.path(&format!("credentials.sh.{name}")));
    let start = Instant::now();
    let error = caller.operation_timeout(Duration::from_secs(2)).error();
    assert!(start.elapsed() < Duration::from_secs(15), "{error}");
    for file in files {
        let id = std::fs::read_to_string(&file).unwrap();
        let path = format!("/proc/{}/stat", id.trim());
        let until = Instant::now() + Duration::from_secs(5);
        while is_running(Path::new(&path)) {
            assert!(Instant::now() < until, "{file}: process {id} lives on");
            std::thread::sleep(Duration::from_millis(20));
        }
    }
}

/// Whether a process is there, and is not only waited for.
fn is_running(stat: &Path) -> bool {
    let stat = std::fs::read_to_string(stat).unwrap_or_default();
    let state = stat.rsplit(')').next().unwrap_or_default().trim_start();
    !state.is_empty() && !state.starts_with('Z')
}
