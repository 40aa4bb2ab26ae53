//! SQS, which speaks awsJson 1.0, with the error codes of its query protocol.

use crate::reference::{Service, assert_same, assert_same_error};
use sqs_errors::GetQueueUrlError;
use sqs_operations::{GetQueueUrl, ListQueues, ReceiveMessage, SendMessage};

#[tokio::test]
async fn a_message_is_written_as_boto3_writes_it() {
    let service = Service::named("sqs").await;
    let boto3 = &service.boto3["received"];
    let queue = service.client.send(GetQueueUrl::new("ours")).await.unwrap();
    let url = queue.queue_url.unwrap();

    let mut message = SendMessage::new(url.clone(), boto3["Body"].as_str().unwrap());
    message.message_attributes =
        serde_json::from_value(boto3["MessageAttributes"].clone()).unwrap();
    let sent = service.client.send(message).await.unwrap();
    assert_same(
        sent.md5_of_message_body,
        &service.boto3["sent"]["MD5OfMessageBody"],
    );
    assert_same(
        sent.md5_of_message_attributes,
        &service.boto3["sent"]["MD5OfMessageAttributes"],
    );

    let mut receive = ReceiveMessage::new(url);
    receive.message_attribute_names = Some(vec!["All".to_owned()]);
    let mut received = service.client.send(receive).await.unwrap().messages;
    let mut message = serde_json::to_value(received.remove(0)).unwrap();
    for of_its_own in ["MessageId", "ReceiptHandle"] {
        assert!(message[of_its_own].is_string());
        message[of_its_own] = boto3[of_its_own].clone();
    }
    assert_same(message, boto3);
}

#[tokio::test]
async fn the_pages_of_a_list_have_the_queues_that_boto3_gets() {
    let service = Service::named("sqs").await;
    let mut items = service
        .client
        .items(ListQueues::new().queue_name_prefix("list-").max_results(2));
    let mut urls = Vec::new();
    while let Some(url) = items.try_next().await.unwrap() {
        urls.push(url);
    }
    assert!(urls.len() > 2, "there are pages");
    assert_same(urls, &service.boto3["queues"]);
}

#[tokio::test]
async fn a_queue_that_is_not_there_is_the_modelled_error_with_the_code_of_the_query_protocol() {
    let service = Service::named("sqs").await;
    let error = service
        .client
        .send(GetQueueUrl::new("nothing"))
        .await
        .unwrap_err();
    assert_same_error(&error, &service.boto3["failure"]);
    assert_eq!(
        error.code(),
        Some("AWS.SimpleQueueService.NonExistentQueue")
    );
    assert!(matches!(
        error.service(),
        Some(GetQueueUrlError::QueueDoesNotExist(_))
    ));
}
