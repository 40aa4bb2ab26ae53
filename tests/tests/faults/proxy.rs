//! A proxy that is down. The process names it, so that the call is made in one of its own.

use lambda_operations::ListFunctionEventInvokeConfigs;
use smithereens::config::Environment;
use std::process::Command;
use tests::server::nowhere;

#[test]
fn a_proxy_that_is_down_is_named_and_its_password_is_not() {
    let proxy = nowhere();
    let authority = proxy.strip_prefix("http://").unwrap();
    let url = format!(
        "http://me:{}@{authority}",
        tests::SECRET_ACCESS_KEY.replace('/', "%2F")
    );
    let child = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "--ignored", "--nocapture", "proxy::call"])
        .env_remove("NO_PROXY")
        .env_remove("no_proxy")
        .env("HTTPS_PROXY", &url)
        .env("https_proxy", &url)
        .env("AWS_CONFIG_FILE", "/nowhere")
        .env("AWS_SHARED_CREDENTIALS_FILE", "/nowhere")
        .output()
        .unwrap();
    let told = String::from_utf8(child.stdout).unwrap();
    let due = format!(
        "could not connect to lambda.example through the proxy {authority} (nothing listens there) [1 attempt]\n\
         check the proxy,"
    );
    assert!(told.contains(&due), "{told}");
    assert!(!told.contains("wJalrXUtnFEMI"), "{told}");
}

#[tokio::test]
#[ignore = "another test runs it, in a process that has a proxy"]
async fn call() {
    if std::env::var_os("HTTPS_PROXY").is_none() {
        return;
    }
    let client = tests::builder()
        .environment(Environment::process())
        .endpoint_url("https://lambda.example")
        .max_attempts(1)
        .build()
        .await
        .unwrap();
    let call = client.send(ListFunctionEventInvokeConfigs::new("f"));
    let error = call.await.unwrap_err();
    println!("{error}\n{}\n{error:?}", error.hint().unwrap());
}
