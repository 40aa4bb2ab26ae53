//! A whole response, made once and sent many times.

use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};

/// The form of a configuration, with everything that Lambda's model has, as the service writes it.
const TAIL: &str = "\"LastModified\":1573254177.5,\"MaximumRetryAttempts\":1,\"MaximumEventAgeInSeconds\":3600,\
    \"DestinationConfig\":{\"OnSuccess\":{\"Destination\":\"arn:aws:sqs:us-east-2:123456789012:done\"},\
    \"OnFailure\":{\"Destination\":\"arn:aws:sqs:us-east-2:123456789012:failed\"}}}";

const DATE: &str = "Date: ";

/// So many items, each made of its number, as an array of JSON.
pub fn list(items: usize, item: impl Fn(usize) -> String) -> String {
    let items: Vec<_> = (0..items).map(item).collect();
    format!("[{}]", items.join(","))
}

#[derive(Clone)]
pub struct Page {
    /// What the head of a request has that asks for it.
    asked_by: String,
    answer: Vec<u8>,
    /// What follows it, and how often.
    rest: (Arc<[u8]>, usize),
    date_at: usize,
    /// The second of the response's date. Clients correct their clocks by it, so it has to be right.
    second: u64,
}

impl Page {
    /// Configurations of a Lambda function, so many of them.
    pub fn of(items: usize) -> Self {
        let arn = "arn:aws:lambda:us-east-2:123456789012:function";
        let configs = list(items, |item| {
            format!("{{\"FunctionArn\":\"{arn}:items-{items}:{item}\",{TAIL}")
        });
        Self::new(
            &format!("/functions/items-{items}/"),
            "Content-Type: application/json\r\n",
            &format!("{{\"FunctionEventInvokeConfigs\":{configs}}}"),
        )
    }

    /// A success with these headers, each of which ends its line, for the requests that have this in their head.
    pub fn new(asked_by: &str, headers: &str, body: &str) -> Self {
        let mut page = Self::repeated(asked_by, headers, body.as_bytes(), 1);
        // One write for each response.
        page.answer.extend_from_slice(body.as_bytes());
        page.rest.1 = 0;
        page
    }

    /// As [`new`](Self::new), with the body so many times in a row.
    pub fn repeated(asked_by: &str, headers: &str, body: &[u8], times: usize) -> Self {
        let date = httpdate::fmt_http_date(UNIX_EPOCH);
        let head = format!("HTTP/1.1 200 OK\r\n{DATE}{date}\r\n");
        let answer = format!(
            "{head}{headers}Content-Length: {}\r\nConnection: keep-alive\r\n\
             x-amzn-RequestId: 4c62a4a1-5f1b-4b6e-9b1e-6f5d5f0e7c11\r\n\r\n",
            body.len() * times
        );
        Self {
            asked_by: asked_by.to_owned(),
            date_at: head.len() - date.len() - 2,
            answer: answer.into_bytes(),
            rest: (body.into(), times),
            second: 0,
        }
    }

    /// What comes after [`answer`](Self::answer), and how often.
    pub fn rest(&self) -> (&[u8], usize) {
        (&self.rest.0, self.rest.1)
    }

    /// Whether a request with this head asks for this page.
    pub fn is_asked_for(&self, head: &[u8]) -> bool {
        memchr::memmem::find(head, self.asked_by.as_bytes()).is_some()
    }

    /// The response, with the date of now.
    pub fn answer(&mut self) -> &[u8] {
        let now = SystemTime::now();
        let second = now
            .duration_since(UNIX_EPOCH)
            .map_or(0, |time| time.as_secs());
        if second != self.second {
            let date = httpdate::fmt_http_date(now);
            if let Some(place) = self.answer.get_mut(self.date_at..self.date_at + date.len()) {
                place.copy_from_slice(date.as_bytes());
            }
            self.second = second;
        }
        &self.answer
    }
}
