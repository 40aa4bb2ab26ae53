//! IAM, which speaks awsQuery.

use crate::reference::{Service, assert_same, assert_same_error};
use iam_errors::GetUserError;
use iam_operations::{CreateUser, GetUser, ListUsers};
use iam_shapes::{Tag, User};
use serde_json::{Value, json};

/// A user from its typed values, one by one.
fn user(user: &User) -> Value {
    let tags = user.tags.iter().flatten();
    let tags = tags.map(|tag| json!({ "Key": tag.key, "Value": tag.value }));
    json!({
        "Path": user.path,
        "UserName": user.user_name,
        "UserId": user.user_id,
        "Arn": user.arn,
        "CreateDate": user.create_date,
        "Tags": tags.collect::<Vec<_>>(),
    })
}

#[tokio::test]
async fn a_user_is_written_as_boto3_writes_it() {
    let service = Service::named("iam").await;
    let boto3 = &service.boto3["created"];
    let tags = boto3["Tags"].as_array().unwrap().iter();
    let tags = tags.map(|tag| {
        let text = |name: &str| tag[name].as_str().unwrap().to_owned();
        Tag::new(text("Key"), text("Value"))
    });
    let create = CreateUser::new("ours").path("/ours/").tags(tags);
    let created = service.client.send(create).await.unwrap();

    let mut written = user(&created.user.unwrap());
    assert_eq!(written["Arn"], "arn:aws:iam::000000000000:user/ours/ours");
    for of_its_own in ["Path", "UserName", "UserId", "Arn", "CreateDate"] {
        written[of_its_own] = boto3[of_its_own].clone();
    }
    assert_same(written, boto3);
}

#[tokio::test]
async fn the_pages_of_a_list_have_the_users_that_boto3_gets() {
    let service = Service::named("iam").await;
    let list = ListUsers::new().path_prefix("/list/").max_items(2);
    let mut items = service.client.items(list);
    let mut users = Vec::new();
    while let Some(item) = items.try_next().await.unwrap() {
        users.push(user(&item));
    }
    assert!(users.len() > 2, "there are pages");
    assert_same(users, &service.boto3["users"]);
}

#[tokio::test]
async fn a_user_that_is_not_there_is_the_modelled_error() {
    let service = Service::named("iam").await;
    let operation = GetUser::new().user_name("nothing");
    let error = service.client.send(operation).await.unwrap_err();
    assert_same_error(&error, &service.boto3["failure"]);
    assert!(matches!(
        error.service(),
        Some(GetUserError::NoSuchEntityException(_))
    ));
}
