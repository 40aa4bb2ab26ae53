//! Secrets Manager, which speaks awsJson 1.1.

use crate::reference::{Service, assert_same, assert_same_error};
use secrets_manager_errors::GetSecretValueError;
use secrets_manager_operations::{CreateSecret, GetSecretValue, ListSecrets};
use secrets_manager_shapes::{Filter, FilterNameStringType};
use serde_json::json;
use smithereens_types::Blob;

#[tokio::test]
async fn a_secret_is_written_as_boto3_writes_it() {
    let service = Service::named("secrets_manager").await;
    let secret = Blob::from(vec![0, 255, 1]);
    service
        .client
        .send(CreateSecret::new("ours").secret_binary(secret))
        .await
        .unwrap();
    let read = service
        .client
        .send(GetSecretValue::new("ours"))
        .await
        .unwrap();
    assert_eq!(
        json!(read)["SecretBinary"],
        service.boto3["value"]["SecretBinary"]
    );
    assert_same(
        read.version_stages,
        &service.boto3["value"]["VersionStages"],
    );
}

#[tokio::test]
async fn the_pages_of_a_list_have_the_secrets_that_boto3_gets() {
    let service = Service::named("secrets_manager").await;
    let mut name = Filter::default();
    name.key = Some(FilterNameStringType::Name);
    name.values = Some(vec!["list-".to_owned()]);
    let list = ListSecrets::new().filters([name]).max_results(2);
    let mut pages = service.client.pages(list);
    let mut secrets = Vec::new();
    while let Some(page) = pages.try_next().await.unwrap() {
        secrets.extend(page.secret_list);
    }
    assert!(secrets.len() > 2, "there are pages");
    assert_same(secrets, &service.boto3["secrets"]);
}

#[tokio::test]
async fn a_secret_is_read_as_boto3_reads_it() {
    let service = Service::named("secrets_manager").await;
    let read = service
        .client
        .send(GetSecretValue::new("theirs"))
        .await
        .unwrap();
    assert_same(read, &service.boto3["value"]);
}

#[tokio::test]
async fn a_secret_that_is_not_there_is_the_modelled_error() {
    let service = Service::named("secrets_manager").await;
    let error = service
        .client
        .send(GetSecretValue::new("nothing"))
        .await
        .unwrap_err();
    assert_same_error(&error, &service.boto3["failure"]);
    assert!(matches!(
        error.service(),
        Some(GetSecretValueError::ResourceNotFoundException(_))
    ));
}
