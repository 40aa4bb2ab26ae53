//! What a service's protocol decides while a program runs: how an error response is read, and which header every response
//! has.

use super::{DecodeError, Response};

/// A protocol, as far as it differs while a program runs. Generated services name theirs.
#[derive(Debug)]
pub struct Protocol {
    pub(crate) read_error: fn(&Response) -> ErrorMetadata,
    /// What `smithy-protocol` says in its responses, in Smithy's RPC v2 protocols. A response that says something else was
    /// sent by somebody who does not speak it, and nothing in it is to be interpreted but its status.
    pub(crate) header: Option<&'static str>,
}

/// The header by which Smithy's RPC v2 protocols name themselves.
const HEADER: &str = "smithy-protocol";

/// What an error response says, whichever error it is.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct ErrorMetadata {
    pub(crate) code: Option<String>,
    pub(crate) message: Option<String>,
    /// The id that the body gives the request; headers say it as well.
    pub(crate) request_id: Option<String>,
}

impl Protocol {
    /// Reads a response that is no success.
    pub(crate) fn read_error(&self, response: &Response) -> ErrorMetadata {
        if self.check(response).is_err() {
            return ErrorMetadata::default();
        }
        (self.read_error)(response)
    }

    /// Looks whether a response is one of this protocol.
    ///
    /// # Errors
    ///
    /// The header that has to name the protocol is not there, or names another.
    pub(crate) fn check(&self, response: &Response) -> Result<(), DecodeError> {
        let Some(name) = self.header else {
            return Ok(());
        };
        let reason = match response.headers.get(HEADER) {
            Some(value) if value.as_bytes().eq_ignore_ascii_case(name.as_bytes()) => return Ok(()),
            Some(_) => "names another protocol",
            None => "is missing",
        };
        let text = format!(
            "it {reason}, where {name} is due: no server of this protocol has sent the response"
        );
        Err(DecodeError::header(HEADER, text))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::body::Body;
    use crate::protocol::{AWS_JSON_1_0, AWS_JSON_1_1, REST_JSON_1, RPC_V2_JSON};
    use http::{HeaderMap, HeaderValue, StatusCode};

    fn response(named: Option<&'static str>) -> Response {
        let mut headers = HeaderMap::new();
        if let Some(name) = named {
            headers.insert(HEADER, HeaderValue::from_static(name));
        }
        Response {
            status: StatusCode::BAD_REQUEST,
            headers,
            body: Body::from(r#"{"__type": "NotFound", "message": "m"}"#),
        }
    }

    #[test]
    fn nothing_is_read_of_a_response_that_does_not_name_its_protocol() {
        for (named, described) in [
            (Some("rpc-v2-json"), None),
            (Some("RPC-v2-JSON"), None),
            (Some("rpc-v2-cbor"), Some("names another protocol")),
            (Some(""), Some("names another protocol")),
            (None, Some("is missing")),
        ] {
            let response = response(named);
            let checked = RPC_V2_JSON.check(&response);
            let metadata = RPC_V2_JSON.read_error(&response);
            match described {
                None => assert_eq!(
                    (checked, metadata.code.as_deref()),
                    (Ok(()), Some("NotFound"))
                ),
                Some(described) => {
                    assert_eq!(
                        checked.unwrap_err().to_string(),
                        format!(
                            "header `smithy-protocol`: it {described}, where rpc-v2-json is due: no server of this \
                             protocol has sent the response"
                        )
                    );
                    assert_eq!(metadata, ErrorMetadata::default());
                }
            }
        }
    }

    #[test]
    fn a_protocol_that_does_not_name_itself_is_read_from_any_response() {
        for protocol in [&REST_JSON_1, &AWS_JSON_1_0, &AWS_JSON_1_1] {
            for named in [None, Some("rpc-v2-cbor")] {
                let response = response(named);
                protocol.check(&response).unwrap();
                assert_eq!(protocol.read_error(&response).code.unwrap(), "NotFound");
            }
        }
    }
}
