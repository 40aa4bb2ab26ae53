//! The response, as far as the model says what is in it, in types that someone wrote for one program.

use serde::Deserialize;

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Page {
    pub function_event_invoke_configs: Vec<Entry>,
    #[expect(dead_code, reason = "read as the other programs read it")]
    pub next_marker: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
#[expect(dead_code, reason = "read as the other programs read it")]
pub struct Entry {
    pub last_modified: Option<f64>,
    pub function_arn: Option<String>,
    pub maximum_retry_attempts: Option<i32>,
    pub maximum_event_age_in_seconds: Option<i32>,
    pub destination_config: Option<Destinations>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
#[expect(dead_code, reason = "read as the other programs read it")]
pub struct Destinations {
    pub on_success: Option<Destination>,
    pub on_failure: Option<Destination>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
#[expect(dead_code, reason = "read as the other programs read it")]
pub struct Destination {
    pub destination: Option<String>,
}
