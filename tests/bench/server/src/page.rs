//! A page of event-invoke configurations as a whole response, made once and sent many times.

use std::fmt::Write;
use std::time::{SystemTime, UNIX_EPOCH};

/// The form of a configuration, with everything that Lambda's model has, as the service writes it.
const TAIL: &str = "\"LastModified\":1573254177.5,\"MaximumRetryAttempts\":1,\"MaximumEventAgeInSeconds\":3600,\
    \"DestinationConfig\":{\"OnSuccess\":{\"Destination\":\"arn:aws:sqs:us-east-2:123456789012:done\"},\
    \"OnFailure\":{\"Destination\":\"arn:aws:sqs:us-east-2:123456789012:failed\"}}}";

const DATE: &str = "Date: ";

pub struct Page {
    path: String,
    answer: Vec<u8>,
    date_at: usize,
    /// The second of the response's date. Clients correct their clocks by it, so it has to be right.
    second: u64,
}

impl Page {
    pub fn of(items: usize) -> Self {
        let mut body = String::from("{\"FunctionEventInvokeConfigs\":[");
        for item in 0..items {
            let comma = if item == 0 { "" } else { "," };
            let arn = "arn:aws:lambda:us-east-2:123456789012:function";
            // Writing to a string cannot fail.
            let _ = write!(
                body,
                "{comma}{{\"FunctionArn\":\"{arn}:items-{items}:{item}\",{TAIL}"
            );
        }
        body.push_str("]}");
        let date = httpdate::fmt_http_date(UNIX_EPOCH);
        let head = format!("HTTP/1.1 200 OK\r\n{DATE}{date}\r\n");
        let answer = format!(
            "{head}Content-Type: application/json\r\nContent-Length: {}\r\nConnection: keep-alive\r\n\
             x-amzn-RequestId: 4c62a4a1-5f1b-4b6e-9b1e-6f5d5f0e7c11\r\n\r\n{body}",
            body.len()
        );
        Self {
            path: format!("/functions/items-{items}/"),
            date_at: head.len() - date.len() - 2,
            answer: answer.into_bytes(),
            second: 0,
        }
    }

    /// Whether a request's first line asks for this page.
    pub fn is_asked_for(&self, head: &[u8]) -> bool {
        let line = head.split(|byte| *byte == b'\r').next().unwrap_or_default();
        memchr::memmem::find(line, self.path.as_bytes()).is_some()
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
