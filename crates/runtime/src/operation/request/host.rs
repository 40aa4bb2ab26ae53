//! What an operation puts before the host of its endpoint.

use super::{InvalidInput, Request};
use crate::endpoint::is_valid_host_label;
use std::fmt::{Display, Write};

impl Request {
    /// Appends to what goes before the endpoint's host a literal part of the prefix, such as `data.` (the
    /// `hostPrefix` of Smithy's `endpoint` trait). Before an IP address, which has no subdomains, nothing goes.
    pub fn host_prefix(&mut self, literal: &str) {
        self.host_prefix.push_str(literal);
    }

    /// Appends to what goes before the endpoint's host the value of a label (Smithy's `hostLabel` trait).
    ///
    /// # Errors
    ///
    /// The value is no label of a host name: 1 to 63 letters, digits, and dashes between them. Anything else
    /// could make it a request to another host.
    pub fn host_label<T: Display + ?Sized>(
        &mut self,
        member: &'static str,
        value: &T,
    ) -> Result<(), InvalidInput> {
        let start = self.host_prefix.len();
        // Writing into a String does not fail.
        let _ = write!(self.host_prefix, "{value}");
        let label = self.host_prefix.get(start..).unwrap_or_default();
        if is_valid_host_label(label, false) {
            return Ok(());
        }
        self.host_prefix.truncate(start);
        Err(InvalidInput::new(
            member,
            "is part of the host name, which takes 1 to 63 letters, digits, and dashes between them",
        ))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use http::Method;

    #[test]
    fn literals_and_labels_make_the_prefix() {
        let mut request = Request::new(Method::GET);
        request.host_prefix("data-");
        request.host_label("Name", "my-1").unwrap();
        request.host_prefix(".");
        assert_eq!(request.host_prefix, "data-my-1.");
    }

    #[test]
    fn a_label_cannot_lead_to_another_host() {
        for label in ["", "a.b", "evil.example/", "a@", "a:80", "-a", "a b", "é"] {
            let mut request = Request::new(Method::GET);
            let error = request.host_label("Name", label).unwrap_err();
            assert_eq!(error.member(), "Name");
            assert!(!error.to_string().contains("evil"));
            assert_eq!(request.host_prefix, "");
        }
    }
}
