//! DynamoDB, which speaks awsJson 1.0.

use crate::reference::{Service, assert_same, assert_same_error};
use dynamodb_errors::QueryError;
use dynamodb_operations::{GetItem, PutItem, Query};
use dynamodb_shapes::AttributeValue;
use std::collections::BTreeMap;

/// The query for what boto3 wrote.
fn query(table: &str) -> Query {
    let part = AttributeValue::S("boto3".to_owned());
    let mut query = Query::new(table).limit(2);
    query.key_condition_expression = Some("part = :part".to_owned());
    query.expression_attribute_values = Some(BTreeMap::from([(":part".to_owned(), part)]));
    query
}

#[tokio::test]
async fn an_item_with_attributes_of_every_type_is_written_as_boto3_writes_it() {
    let service = Service::named("dynamodb").await;
    let mut item: BTreeMap<String, AttributeValue> =
        serde_json::from_value(service.boto3["items"][0].clone()).unwrap();
    item.insert("part".to_owned(), AttributeValue::S("ours".to_owned()));
    let mut key = item.clone();
    key.retain(|name, _| ["part", "number"].contains(&name.as_str()));
    service
        .client
        .send(PutItem::new("things", item))
        .await
        .unwrap();

    let mut read = service
        .client
        .send(GetItem::new("things", key))
        .await
        .unwrap()
        .item;
    read.insert("part".to_owned(), AttributeValue::S("boto3".to_owned()));
    assert_same(read, &service.boto3["items"][0]);
}

#[tokio::test]
async fn the_pages_of_a_query_have_the_items_that_boto3_gets() {
    let service = Service::named("dynamodb").await;
    let mut items = Vec::new();
    let mut start = None;
    for page in 0.. {
        let mut query = query("things");
        query.exclusive_start_key = start;
        let output = service.client.send(query).await.unwrap();
        items.extend(output.items);
        if output.last_evaluated_key.is_empty() {
            assert!(page > 1, "there are pages");
            break;
        }
        start = Some(output.last_evaluated_key);
    }
    assert_same(items, &service.boto3["items"]);
}

#[tokio::test]
async fn a_table_that_is_not_there_is_the_modelled_error() {
    let service = Service::named("dynamodb").await;
    let error = service.client.send(query("nothing")).await.unwrap_err();
    assert_same_error(&error, &service.boto3["failure"]);
    assert!(matches!(
        error.service(),
        Some(QueryError::ResourceNotFoundException(_))
    ));
}
