//! A page of JSON: made into the shapes that are generated, or into the same as serde derives it.

use lambda_shapes::FunctionEventInvokeConfig;
use serde::Deserialize;
use smithereens_types::Timestamp;
use std::fmt::Write;

pub const ITEMS: usize = 1_000;

/// A page of so many configurations, as the service writes them.
pub fn page() -> String {
    let mut page = String::from("[");
    for item in 0..ITEMS {
        let separator = if item == 0 { "" } else { "," };
        let _ = write!(
            page,
            r#"{separator}{{"LastModified":1700000000.{item:03},"FunctionArn":"arn:aws:lambda:eu-west-1:123456789012:function:my-function:{item}","MaximumRetryAttempts":2,"MaximumEventAgeInSeconds":{item},"DestinationConfig":{{"OnSuccess":{{"Destination":"arn:aws:sqs:eu-west-1:123456789012:queue-{item}"}},"OnFailure":{{}}}}}}"#
        );
    }
    page.push(']');
    page
}

/// How many there are in the page, read as the generated shape.
pub fn values(page: &str) -> usize {
    let items: Vec<FunctionEventInvokeConfig> = serde_json::from_str(page).unwrap_or_default();
    items.len()
}

/// The same, read as serde derives it.
pub fn derived(page: &str) -> usize {
    let items: Vec<Derived> = serde_json::from_str(page).unwrap_or_default();
    items.iter().filter(|item| item.is_whole()).count()
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Derived {
    last_modified: Option<Timestamp>,
    function_arn: Option<String>,
    maximum_retry_attempts: Option<i32>,
    maximum_event_age_in_seconds: Option<i32>,
    destination_config: Option<Destinations>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Destinations {
    on_success: Option<Destination>,
    on_failure: Option<Destination>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Destination {
    destination: Option<String>,
}

impl Derived {
    fn is_whole(&self) -> bool {
        let destinations = self.destination_config.as_ref();
        let destinations = destinations.map(|it| (&it.on_success, &it.on_failure));
        self.last_modified.is_some()
            && self.function_arn.is_some()
            && self.maximum_retry_attempts.is_some()
            && self.maximum_event_age_in_seconds.is_some()
            && matches!(destinations, Some((Some(one), Some(other))) if one.destination.is_some() && other.destination.is_none())
    }
}
