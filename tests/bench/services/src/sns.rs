//! SNS, which speaks awsQuery.

use crate::reference::{Service, assert_same, assert_same_error};
use sns_errors::PublishError;
use sns_operations::{CreateTopic, GetTopicAttributes, Publish};

#[tokio::test]
async fn a_topic_is_written_as_boto3_writes_it() {
    let service = Service::named("sns").await;
    let boto3 = &service.boto3["attributes"];
    let attributes = ["DisplayName", "DeliveryPolicy"];
    let attributes = attributes.map(|name| (name, boto3[name].as_str().unwrap()));
    let create = CreateTopic::new("ours").attributes(attributes);
    let created = service.client.send(create).await.unwrap();

    let get = GetTopicAttributes::new(created.topic_arn.unwrap());
    let read = service.client.send(get).await.unwrap().attributes;
    for (name, value) in attributes {
        assert_eq!(read[name], value);
    }
}

#[tokio::test]
async fn a_topic_is_read_as_boto3_reads_it() {
    let service = Service::named("sns").await;
    let get = GetTopicAttributes::new(service.boto3["arn"].as_str().unwrap());
    let read = service.client.send(get).await.unwrap();
    assert_same(read.attributes, &service.boto3["attributes"]);
}

#[tokio::test]
async fn a_topic_that_is_not_there_is_the_modelled_error() {
    let service = Service::named("sns").await;
    let arn = service.boto3["arn"].as_str().unwrap();
    let publish = Publish::new("a").topic_arn(format!("{arn}-nothing"));
    let error = service.client.send(publish).await.unwrap_err();
    assert_same_error(&error, &service.boto3["failure"]);
    assert!(matches!(
        error.service(),
        Some(PublishError::NotFoundException(_))
    ));
}
