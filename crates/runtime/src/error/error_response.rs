//! A service's error response: what its protocol finds in it, its request id, and how it is shown.

use crate::operation::{ErrorMetadata, Response, Service};
use http::HeaderMap;
use http::header::CONTENT_ENCODING;
use std::fmt;
use std::time::Duration;

/// A service's error response, with what every one of them may have.
pub(crate) struct ErrorResponse {
    pub(crate) code: Option<String>,
    /// The name of the error's shape, where the code is another one.
    pub(crate) shape: Option<String>,
    pub(crate) message: Option<String>,
    /// The request's id where the body says it.
    pub(crate) request_id: Option<String>,
    pub(crate) response: Response,
}

/// Messages are shown up to this many characters, bodies without a message up to the second.
const MAX_MESSAGE: usize = 600;
const MAX_BODY: usize = 160;
/// The ids of S3 are the longest, with 76 characters.
const MAX_ID: usize = 128;

/// Where services put the id of a request; the last is Amazon S3's second one.
const REQUEST_ID_HEADERS: [&str; 4] = [
    "x-amzn-requestid",
    "x-amzn-request-id",
    "x-amz-request-id",
    "x-amz-id-2",
];

impl ErrorResponse {
    /// Reads a response of this service that is no success.
    pub(crate) fn read(service: &Service, response: Response) -> Self {
        let ErrorMetadata {
            code,
            message,
            request_id,
        } = service.protocol.read_error(&response);
        let keeps_code = service.query_error_codes && service.protocol.check(&response).is_ok();
        let query_code = keeps_code.then(|| query_code(&response.headers)).flatten();
        let (code, shape) = match query_code {
            Some(query_code) => (Some(query_code), code),
            None => (code, None),
        };
        Self {
            code,
            shape,
            message,
            request_id,
            response,
        }
    }

    /// What the operation knows the error by.
    pub(crate) fn modelled_code(&self) -> Option<&str> {
        self.shape.as_deref().or(self.code.as_deref())
    }

    pub(crate) fn request_id(&self) -> Option<String> {
        request_id(&self.response.headers).or_else(|| self.request_id.clone())
    }

    fn location(&self) -> Option<&str> {
        if !self.response.status.is_redirection() {
            return None;
        }
        self.response
            .headers
            .get(http::header::LOCATION)?
            .to_str()
            .ok()
    }
}

/// The code of the query protocol in `x-amzn-query-error: Code;Fault` (Smithy's `awsQueryCompatible` trait).
fn query_code(headers: &HeaderMap) -> Option<String> {
    let value = headers.get("x-amzn-query-error")?.to_str().ok()?;
    let code = value.split(';').next()?.trim();
    (!code.is_empty()).then(|| code.to_owned())
}

/// The id that the service gave the request, as it came.
pub(crate) fn request_id(headers: &HeaderMap) -> Option<String> {
    REQUEST_ID_HEADERS
        .iter()
        .filter_map(|name| headers.get(*name)?.to_str().ok())
        .find(|id| !id.is_empty())
        .map(str::to_owned)
}

/// An id as it is shown, and given to programs: no id of a service is that long.
pub(crate) fn shown_id(id: &str) -> String {
    crate::excerpt::one_line(id, MAX_ID)
}

/// The encoding of a response's body, as a message shows it, if it has one: no request asks for any.
pub(crate) fn content_encoding(headers: &HeaderMap) -> Option<String> {
    let encoding = headers.get(CONTENT_ENCODING)?.to_str().ok()?;
    let is_plain = encoding.is_empty() || encoding.eq_ignore_ascii_case("identity");
    (!is_plain).then(|| crate::excerpt::one_line(encoding, 80))
}

/// `ResourceNotFoundException (404): Function not found`, or what there is of it.
impl fmt::Display for ErrorResponse {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        use crate::excerpt::{of_bytes, one_line};
        let status = self.response.status.as_u16();
        match &self.code {
            // An exception that came after the head of a success.
            Some(code) if self.response.status.is_success() => {
                write!(f, "{} in the stream of events", one_line(code, 80))?;
            }
            Some(code) => write!(f, "{} ({status})", one_line(code, 80))?,
            None => write!(f, "HTTP status {status} without an error code")?,
        }
        if let Some(message) = &self.message {
            return write!(f, ": {}", one_line(message, MAX_MESSAGE));
        }
        if let Some(location) = self.location() {
            let location = crate::uri::shown(location, MAX_BODY);
            return write!(f, ": a redirect to {location}, which is not followed");
        }
        match self.response.buffered() {
            [] => f.write_str(" and with an empty body"),
            body => match content_encoding(&self.response.headers) {
                Some(name) => write!(f, ", with a body in {name}, which was not asked for"),
                None => write!(f, ", with the body: {}", of_bytes(body, MAX_BODY)),
            },
        }
    }
}

/// The wait that a response asks for: `x-amz-retry-after`, in milliseconds.
pub(crate) fn retry_after(headers: &HeaderMap) -> Option<Duration> {
    let millis = headers.get("x-amz-retry-after")?.to_str().ok()?;
    millis.trim().parse().ok().map(Duration::from_millis)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::body::Body;
    use crate::protocol::REST_JSON_1;
    use http::{HeaderName, HeaderValue, StatusCode};

    fn error(status: u16, headers: &[(&'static str, &'static str)], body: &str) -> ErrorResponse {
        let mut map = HeaderMap::new();
        for (name, value) in headers {
            map.append(
                HeaderName::from_static(name),
                HeaderValue::from_static(value),
            );
        }
        let response = Response {
            status: StatusCode::from_u16(status).unwrap(),
            headers: map,
            body: Body::from(body.to_owned()),
        };
        ErrorResponse::read(&SERVICE, response)
    }

    static SERVICE: Service = Service::new("Test", &REST_JSON_1, crate::endpoint::explicit);
    static QUERY_COMPATIBLE: Service =
        Service::new("Test", &REST_JSON_1, crate::endpoint::explicit).with_query_error_codes();

    #[test]
    fn the_code_of_the_query_protocol_is_that_of_services_that_keep_it() {
        let body = r#"{"__type": "com.amazonaws.sqs#QueueDoesNotExist"}"#;
        let old = "AWS.SimpleQueueService.NonExistentQueue";
        for (header, service, code, shape) in [
            (
                "AWS.SimpleQueueService.NonExistentQueue;Sender",
                &QUERY_COMPATIBLE,
                old,
                Some("QueueDoesNotExist"),
            ),
            (
                " AWS.SimpleQueueService.NonExistentQueue",
                &QUERY_COMPATIBLE,
                old,
                Some("QueueDoesNotExist"),
            ),
            (";Sender", &QUERY_COMPATIBLE, "QueueDoesNotExist", None),
            (
                "AWS.SimpleQueueService.NonExistentQueue;Sender",
                &SERVICE,
                "QueueDoesNotExist",
                None,
            ),
        ] {
            let response = error(400, &[("x-amzn-query-error", header)], body).response;
            let error = ErrorResponse::read(service, response);
            assert_eq!(error.code.as_deref(), Some(code), "{header}");
            assert_eq!(error.shape.as_deref(), shape, "{header}");
            assert_eq!(error.modelled_code(), Some("QueueDoesNotExist"), "{header}");
        }
    }

    #[test]
    fn request_ids_are_found_under_several_names() {
        let ids = [("x-amz-request-id", "2"), ("x-amzn-requestid", "1")];
        assert_eq!(error(400, &ids, "").request_id().unwrap(), "1");
        assert_eq!(error(400, &ids[..1], "").request_id().unwrap(), "2");
        assert_eq!(error(400, &[], "").request_id(), None);
    }

    #[test]
    fn an_error_response_is_described_on_one_line() {
        for (error, line) in [
            (
                error(
                    404,
                    &[],
                    r#"{"__type": "NotFound", "message": "a\n b\u001b[1m"}"#,
                ),
                r"NotFound (404): a b\u{1b}[1m",
            ),
            (
                error(502, &[], "<html>\r\n<h1>Bad Gateway</h1>"),
                "HTTP status 502 without an error code, with the body: <html> <h1>Bad Gateway</h1>",
            ),
            (
                error(503, &[], ""),
                "HTTP status 503 without an error code and with an empty body",
            ),
            (
                error(400, &[("x-amzn-errortype", "Bad")], r#"{"mess"#),
                r#"Bad (400), with the body: {"mess"#,
            ),
            (
                error(301, &[("location", "https://b.example/")], ""),
                "HTTP status 301 without an error code: a redirect to https://b.example/, which is not followed",
            ),
        ] {
            assert_eq!(error.to_string(), line);
        }
    }

    #[test]
    fn only_whole_milliseconds_are_understood() {
        for (value, expected) in [
            ("1500", Some(1_500)),
            (" 7 ", Some(7)),
            ("-1", None),
            ("1.5", None),
            ("soon", None),
        ] {
            let mut headers = HeaderMap::new();
            headers.insert("x-amz-retry-after", value.parse().unwrap());
            let expected = expected.map(Duration::from_millis);
            assert_eq!(retry_after(&headers), expected, "{value}");
        }
        assert_eq!(retry_after(&HeaderMap::new()), None);
    }
}
