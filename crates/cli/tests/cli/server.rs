//! A server on loopback that plays Lambda: real paging over some configurations, or whatever else a test says.

use serde_json::{Value, json};
use smithereens_testing::{Script, Server};

pub use smithereens_testing::{Request, Response};

/// A response with this document for its body.
pub fn answer(status: u16, body: &Value) -> Response {
    Response::new(status, body.to_string())
}

/// The page of `items` that a request asks for, two items long unless it says otherwise. Markers are `after 2`.
pub fn page(items: &[Value], request: &Request) -> Response {
    let start: usize = match request.query("Marker") {
        Some(marker) => marker.strip_prefix("after ").unwrap().parse().unwrap(),
        None => 0,
    };
    let size: usize = request.query("MaxItems").map_or(2, |n| n.parse().unwrap());
    let end = items.len().min(start + size);
    let mut body = json!({ "FunctionEventInvokeConfigs": items[start..end] });
    if end < items.len() {
        body["NextMarker"] = json!(format!("after {end}"));
    }
    answer(200, &body)
}

/// Configurations with versions 1 to `count` of a function.
pub fn configs(count: usize) -> Vec<Value> {
    let arn = "arn:aws:lambda:eu-west-1:123456789012:function:my-function";
    let config = |version| json!({ "LastModified": 1_577_824_406.719, "FunctionArn": format!("{arn}:{version}") });
    (1..=count).map(config).collect()
}

/// Answers the request of this number, from 0, with what the function gives.
pub fn serve(mut respond: impl FnMut(usize, &Request) -> Response + Send + 'static) -> Server {
    Server::on_thread(move |number, request| {
        Script::new().write(respond(number, request).header("connection", "close"))
    })
}

/// A server with this many configurations.
pub fn serve_all(items: Vec<Value>) -> Server {
    serve(move |_, request| page(&items, request))
}
