//! What is said where no source serves.

use crate::caller::Caller;
use crate::stub::Stub;
use smithereens::Client;
use smithereens::config::Environment;
use tests::replay::Replay;
use tests::sample::ListConfigs;

#[test]
fn every_source_is_listed_in_order() {
    let stub = Stub::silent();
    insta::assert_snapshot!(Caller::new("nothing", &stub).error(), @"ListConfigs: no credentials found: AWS_ACCESS_KEY_ID is not set; ~/.aws/credentials: no such file; ~/.aws/config: no such file; AWS_WEB_IDENTITY_TOKEN_FILE is not set; AWS_CONTAINER_CREDENTIALS_RELATIVE_URI and AWS_CONTAINER_CREDENTIALS_FULL_URI are not set; instance metadata: AWS_EC2_METADATA_DISABLED is true. Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, name a profile, or give the client a credentials provider");
    let gone = tests::server::nowhere();
    let port = gone.rsplit(':').next().unwrap();
    let error = Caller::new("gone", &stub)
        .env("AWS_EC2_METADATA_DISABLED", "false")
        .env("AWS_EC2_METADATA_SERVICE_ENDPOINT", &gone)
        .error();
    insta::assert_snapshot!(error.replace(port, "PORT"), @"ListConfigs: no credentials found: AWS_ACCESS_KEY_ID is not set; ~/.aws/credentials: no such file; ~/.aws/config: no such file; AWS_WEB_IDENTITY_TOKEN_FILE is not set; AWS_CONTAINER_CREDENTIALS_RELATIVE_URI and AWS_CONTAINER_CREDENTIALS_FULL_URI are not set; instance metadata: could not communicate with IMDS: could not connect to 127.0.0.1:PORT (nothing listens there). Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, name a profile, or give the client a credentials provider");
}

#[test]
fn a_container_whose_address_is_not_its_own_is_refused() {
    let stub = Stub::silent();
    let uri = "http://192.0.2.1/credentials";
    let caller =
        Caller::new("container_elsewhere", &stub).env("AWS_CONTAINER_CREDENTIALS_FULL_URI", uri);
    insta::assert_snapshot!(caller.error(), @"ListConfigs: no credentials found: AWS_ACCESS_KEY_ID is not set; ~/.aws/credentials: no such file; ~/.aws/config: no such file; AWS_WEB_IDENTITY_TOKEN_FILE is not set; AWS_CONTAINER_CREDENTIALS_FULL_URI: 192.0.2.1 is neither of this machine nor a container's, and http:// is for those alone; instance metadata: AWS_EC2_METADATA_DISABLED is true");
}

#[test]
fn a_container_that_fails_ends_the_search() {
    let stub = Stub::start(|_| (403, String::new()));
    let error = Caller::new("container_fails", &stub)
        .metadata(&stub)
        .env("AWS_CONTAINER_CREDENTIALS_FULL_URI", stub.url())
        .error();
    insta::assert_snapshot!(error, @"ListConfigs: no credentials found: AWS_ACCESS_KEY_ID is not set; ~/.aws/credentials: no such file; ~/.aws/config: no such file; AWS_WEB_IDENTITY_TOKEN_FILE is not set; AWS_CONTAINER_CREDENTIALS_FULL_URI: the response has status 403; instance metadata is not asked after AWS_CONTAINER_CREDENTIALS_FULL_URI");
    assert_eq!(stub.asked().len(), 1);
}

#[tokio::test]
async fn an_environment_that_is_given_reaches_nothing_of_the_machine() {
    let environment = Environment::empty()
        .variable("AWS_REGION", "eu-west-1")
        .variable("AWS_CONTAINER_CREDENTIALS_FULL_URI", "http://127.0.0.1:1");
    let replay = Replay::new([]);
    let builder = Client::builder().environment(environment);
    let client = builder.transport(replay).build().await.unwrap();
    let error = client.send(ListConfigs::new("f")).await.unwrap_err();
    insta::assert_snapshot!(error, @"ListConfigs: no credentials found: AWS_ACCESS_KEY_ID is not set; ~/.aws/credentials: the home directory is not known; ~/.aws/config: the home directory is not known; AWS_WEB_IDENTITY_TOKEN_FILE is not set; AWS_CONTAINER_CREDENTIALS_FULL_URI counts in the process's environment only; instance metadata: AWS_EC2_METADATA_SERVICE_ENDPOINT is not in the environment given. Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, name a profile, or give the client a credentials provider");
}
