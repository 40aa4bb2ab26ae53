//! Responses as they stand on the wire.

/// A page with one configuration, whose function ARN is this.
pub fn page(arn: &str) -> String {
    format!(r#"{{"FunctionEventInvokeConfigs": [{{"FunctionArn": "{arn}"}}]}}"#)
}

/// A response with this status line, these headers (each line ends with `\r\n`), and a body with its length.
pub fn answer(status: &str, headers: &str, body: impl AsRef<[u8]>) -> Vec<u8> {
    let body = body.as_ref();
    let length = body.len();
    let head = format!("HTTP/1.1 {status}\r\n{headers}Content-Length: {length}\r\n\r\n");
    [head.as_bytes(), body].concat()
}

/// A success with this body.
pub fn ok(body: impl AsRef<[u8]>) -> Vec<u8> {
    answer("200 OK", "Content-Type: application/json\r\n", body)
}

/// A success with a page of one configuration.
pub fn ok_page(arn: &str) -> Vec<u8> {
    ok(page(arn))
}

/// A head without a length, and what follows it.
pub fn raw(headers: &str, body: &str) -> String {
    format!("HTTP/1.1 200 OK\r\n{headers}\r\n{body}")
}

/// As many lists of JSON within each other.
pub fn nested_lists(depth: usize) -> String {
    "[".repeat(depth) + &"]".repeat(depth)
}

/// As many elements of this name within each other.
pub fn nested_elements(name: &str, depth: usize) -> String {
    format!("<{name}>").repeat(depth) + &format!("</{name}>").repeat(depth)
}

/// The beginning of a response, up to this many bytes.
pub fn cut(mut answer: Vec<u8>, length: usize) -> Vec<u8> {
    answer.truncate(length);
    answer
}
