//! How responses are read: the good, and the ugly.

use smithereens::{Error, ErrorKind};
use smithereens_types::Timestamp;
use tests::replay::{Outcome, Replay};
use tests::sample::{ListConfigs, ListConfigsError, ListConfigsResponse, NotFound};

async fn outcome(answer: Outcome) -> Result<ListConfigsResponse, Error<ListConfigsError>> {
    let replay = Replay::new([answer]);
    let client = tests::builder()
        .max_attempts(1)
        .transport(replay)
        .build()
        .await
        .unwrap();
    client.send(ListConfigs::new("f")).await
}

async fn error(answer: Outcome) -> Error<ListConfigsError> {
    outcome(answer).await.unwrap_err()
}

#[tokio::test]
async fn a_page_is_read() {
    let body = r#"{"FunctionEventInvokeConfigs": [{"FunctionArn": "arn:x", "LastModified": 1577824406.719,
        "OnSuccess": {}, "NotInTheModel": [null]}], "NextMarker": "m"}"#;
    let page = outcome(Outcome::ok(body)).await.unwrap();
    assert_eq!(page.next_marker.as_deref(), Some("m"));
    let config = &page.function_event_invoke_configs[0];
    assert_eq!(config.function_arn.as_deref(), Some("arn:x"));
    let modified = Timestamp::from_epoch_millis(1_577_824_406_719);
    assert_eq!(config.last_modified, modified);
}

#[tokio::test]
async fn the_content_type_of_a_response_does_not_matter() {
    let answer = Outcome::ok(r#"{"NextMarker": "m"}"#).header("content-type", "text/html");
    assert_eq!(
        outcome(answer).await.unwrap().next_marker.as_deref(),
        Some("m")
    );
}

#[tokio::test]
async fn a_success_that_cannot_be_read_is_an_error() {
    let ugly =
        |status, body| error(Outcome::status(status, body).header("x-amzn-requestid", "r-1"));
    let truncated = ugly(200, r#"{"FunctionEventInvokeConfigs": [{"Fun"#).await;
    assert_eq!(truncated.kind(), ErrorKind::Decode);
    assert_eq!(truncated.status(), Some(200));
    assert_eq!(truncated.request_id(), Some("r-1"));
    insta::assert_snapshot!(truncated, @"ListConfigs: the response (status 200) does not match the model: the body: no JSON: EOF while parsing a string at line 1 column 37 [request r-1, 1 attempt]");
    insta::assert_snapshot!(ugly(200, "<html>").await, @"ListConfigs: the response (status 200) does not match the model: the body: no JSON: expected value at line 1 column 1 [request r-1, 1 attempt]");
    insta::assert_snapshot!(ugly(200, r#"{"FunctionEventInvokeConfigs": [{}, {"FunctionArn": 7}]}"#).await, @"ListConfigs: the response (status 200) does not match the model: member `FunctionEventInvokeConfigs[1].FunctionArn`: invalid type: integer, expected a string at line 1 column 53 [request r-1, 1 attempt]");
}

#[tokio::test]
async fn a_success_with_an_empty_body_has_nothing_in_it() {
    for answer in [
        Outcome::ok(""),
        Outcome::status(204, ""),
        Outcome::status(202, ""),
    ] {
        assert_eq!(
            outcome(answer).await.unwrap(),
            ListConfigsResponse::default()
        );
    }
    // What was to come and did not is another matter: a transport need not look at lengths.
    let cut = error(Outcome::ok("").header("content-length", "17")).await;
    insta::assert_snapshot!(cut, @"ListConfigs: the response (status 200) does not match the model: the body: it is empty, and was to be of 17 bytes [1 attempt]");
}

#[tokio::test]
async fn the_typed_error_says_what_the_error_says() {
    for body in [
        r#"{"message": "m"}"#,
        r#"{"Message": "m"}"#,
        r#"{"errorMessage": "m"}"#,
        r#"{"Message": "other", "message": "m", "errorMessage": "another"}"#,
        r#"{"message": null, "Message": "", "errorMessage": "m"}"#,
    ] {
        let answer =
            Outcome::status(404, body).header("x-amzn-errortype", "ResourceNotFoundException");
        let error = error(answer).await;
        assert_eq!(error.message(), Some("m"), "{body}");
        let Some(ListConfigsError::NotFound(typed)) = error.service() else {
            panic!("{error}");
        };
        assert_eq!(typed.message.as_deref(), Some("m"), "{body}");
    }
}

#[tokio::test]
async fn a_modelled_error_is_read() {
    let body = r#"{"Type": "User", "Message": "Function not found: arn:x"}"#;
    let answer = Outcome::status(404, body)
        .header(
            "x-amzn-errortype",
            "ResourceNotFoundException:http://internal.amazon.com/",
        )
        .header("x-amzn-requestid", "4c62");
    let error = error(answer).await;
    assert_eq!(error.kind(), ErrorKind::Service);
    assert_eq!(error.code(), Some("ResourceNotFoundException"));
    assert_eq!(error.message(), Some("Function not found: arn:x"));
    assert_eq!((error.status(), error.attempts()), (Some(404), 1));
    let expected = NotFound {
        kind: Some("User".to_owned()),
        message: Some("Function not found: arn:x".to_owned()),
    };
    assert_eq!(error.service(), Some(&ListConfigsError::NotFound(expected)));
    insta::assert_snapshot!(error, @"ListConfigs: ResourceNotFoundException (404): Function not found: arn:x [request 4c62, 1 attempt]");
}

#[tokio::test]
async fn an_error_that_the_model_does_not_list_keeps_what_it_says() {
    let body = r#"{"code": "com.example#AccessDeniedException", "errorMessage": "no"}"#;
    let error = error(Outcome::status(403, body)).await;
    assert_eq!(error.code(), Some("AccessDeniedException"));
    assert_eq!(error.service(), None);
    insta::assert_snapshot!(error, @"ListConfigs: AccessDeniedException (403): no [1 attempt]");
    insta::assert_snapshot!(error.hint().unwrap(), @"these credentials do not allow the operation: check the policies of their user or role");
}

#[tokio::test]
async fn a_body_that_is_no_json_is_shown_in_part() {
    let html = format!(
        "<html>\n<h1>502 Bad\tGateway</h1>\x1b[31m{}",
        "x".repeat(9_000)
    );
    let answer = Outcome::status(502, &html).header("x-amz-request-id", "r-2");
    let error = error(answer).await;
    assert_eq!(
        (error.status(), error.code(), error.message()),
        (Some(502), None, None)
    );
    assert_eq!(error.request_id(), Some("r-2"));
    let text = error.to_string();
    assert!(text.starts_with(
        r"ListConfigs: HTTP status 502 without an error code, with the body: <html> <h1>502 Bad Gateway</h1>\u{1b}[31mxxx"
    ));
    assert!(text.len() < 300 && text.contains('…') && !text.contains('\n'));
}

#[tokio::test]
async fn an_error_whose_body_is_cut_keeps_the_code_of_the_header() {
    let answer =
        Outcome::status(404, r#"{"Mess"#).header("x-amzn-errortype", "ResourceNotFoundException");
    let error = error(answer).await;
    assert_eq!(error.code(), Some("ResourceNotFoundException"));
    assert_eq!(error.service(), None);
    insta::assert_snapshot!(error, @r#"ListConfigs: ResourceNotFoundException (404), with the body: {"Mess [1 attempt]"#);
}

#[tokio::test]
async fn an_error_may_have_no_body_at_all() {
    let answer = Outcome::status(404, "").header("x-amzn-errortype", "ResourceNotFoundException");
    let error = error(answer).await;
    assert_eq!(
        error.service(),
        Some(&ListConfigsError::NotFound(NotFound::default()))
    );
    insta::assert_snapshot!(error, @"ListConfigs: ResourceNotFoundException (404) and with an empty body [1 attempt]");
}

#[tokio::test]
async fn a_redirect_is_told_and_not_followed() {
    let answer =
        Outcome::status(307, "").header("location", "https://me:s3cr3t@elsewhere.example/?s3cr3t");
    insta::assert_snapshot!(error(answer).await, @"ListConfigs: HTTP status 307 without an error code: a redirect to …@elsewhere.example/?…, which is not followed [1 attempt]");
}

#[tokio::test]
async fn a_deeply_nested_body_is_an_error_and_no_overflow() {
    let deep = "[".repeat(200_000);
    let body = format!(r#"{{"FunctionEventInvokeConfigs": {deep}"#);
    assert_eq!(error(Outcome::ok(&body)).await.kind(), ErrorKind::Decode);
    assert_eq!(
        error(Outcome::status(400, &body)).await.kind(),
        ErrorKind::Service
    );
}

/// So that `?` takes it into a boxed error, and a task can hand it over.
#[test]
fn an_error_can_go_anywhere() {
    fn goes_anywhere<E: std::error::Error + Send + Sync + 'static>() {}
    goes_anywhere::<Error<ListConfigsError>>();
}

#[tokio::test]
async fn a_call_is_a_small_future() {
    let client = tests::builder()
        .transport(Replay::new([]))
        .build()
        .await
        .unwrap();
    let size = size_of_val(&client.send(ListConfigs::new("f")));
    assert!(size <= 256, "{size} bytes");
}

#[tokio::test]
async fn an_error_says_nothing_that_its_source_says() {
    let replay = Replay::new([]);
    let client = tests::builder()
        .max_attempts(1)
        .transport(replay)
        .build()
        .await
        .unwrap();
    let error = client.send(ListConfigs::new("f")).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Connection);
    let mut source = std::error::Error::source(&error);
    assert!(source.is_some());
    while let Some(error_below) = source {
        assert!(!error.to_string().contains(&error_below.to_string()));
        source = error_below.source();
    }
}

#[test]
fn a_typed_error_shows_its_message_as_text_and_no_more() {
    let body = r#"{"Message": "a\n\u001b[2J\u202e\u009b"}"#;
    let error: lambda_errors::ResourceNotFoundException = serde_json::from_str(body).unwrap();
    assert_eq!(error.message.as_deref(), Some("a\n\u{1b}[2J\u{202e}\u{9b}"));
    assert_eq!(
        error.to_string(),
        r"ResourceNotFoundException: a\n\u{1b}[2J\u{202e}\u{9b}"
    );
}
