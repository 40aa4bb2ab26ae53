//! How an error response whose body is XML is decoded, and what every such response may say.
//!
//! Services put the error into an element `Error` that stands in `ErrorResponse` (restXml and awsQuery), in `Errors` of
//! `Response` (ec2Query), or alone (restXml's `noErrorWrapping`). What wraps it is read off the response, so that a service
//! which does otherwise than its model says is understood as well. Route 53 has one error that is a root element of its own
//! name.

use super::response::{decode_error, text};
use crate::operation::{DecodeError, Response};
use crate::protocol::ErrorMetadata;
use smithereens_types::SetMessage;
use smithereens_types::xml::{self, Element, Read, Structure};

impl Response {
    /// Decodes the body of an error. An error may come without one: an empty body reads as an element with nothing in it.
    ///
    /// # Errors
    ///
    /// As for [`xml`](Self::xml).
    pub fn xml_error<T: Read>(&self) -> Result<T, DecodeError> {
        let body = text(self.buffered())?;
        if body.is_empty() {
            return self.xml(&[]);
        }
        let root = xml::root(body).map_err(|error| decode_error(&error))?;
        self.xml(match &*root {
            "ErrorResponse" => &["ErrorResponse", "Error"],
            "Response" => &["Response", "Errors", "Error"],
            _ => &[],
        })
    }

    /// As [`xml_error`](Self::xml_error), for an error that has a place for what the service says of it. What the body says
    /// goes there, as it does to [`Error::message`](crate::Error::message).
    ///
    /// # Errors
    ///
    /// As for [`xml_error`](Self::xml_error).
    pub fn modelled_xml_error<T: Read + SetMessage>(&self) -> Result<T, DecodeError> {
        let mut error: T = self.xml_error()?;
        if let Some(message) = read_error(self).message {
            error.set_message(message);
        }
        Ok(error)
    }
}

/// The code, the message and the request id of an error response. None of them has to be there or to be text, and a body
/// that is no XML to its end has none.
pub(in crate::protocol) fn read_error(response: &Response) -> ErrorMetadata {
    let body = text(response.buffered()).unwrap_or_default();
    let found: Found = xml::from_str(body, &[]).unwrap_or_default();
    let root = || {
        let root = xml::root(body).ok();
        // Without these it is no error but, say, a page of HTML.
        root.filter(|_| found.request_id.is_some() || found.lists_messages)
    };
    ErrorMetadata {
        code: found.code.clone().or_else(root),
        message: found.message,
        request_id: found.request_id,
    }
}

/// What stands in an error, or in what wraps it. The first of each counts.
#[derive(Default)]
struct Found {
    code: Option<String>,
    message: Option<String>,
    request_id: Option<String>,
    /// Whether there is a list of messages, as in Route 53's `InvalidChangeBatch`.
    lists_messages: bool,
}

impl Read for Found {
    fn read(element: Element<'_, '_>) -> Result<Self, xml::Error> {
        xml::read_structure(Self::default(), element)
    }
}

impl Structure for Found {
    fn read(&mut self, name: &str, member: Element<'_, '_>) -> Result<(), xml::Error> {
        match name {
            "Code" => word_of(&mut self.code, member),
            "Message" | "message" => text_of(&mut self.message, member),
            "RequestId" | "RequestID" | "requestId" => word_of(&mut self.request_id, member),
            "Error" | "Errors" | "Messages" => {
                self.lists_messages |= name == "Messages";
                let mut inner = Self::default();
                member.plain(&mut inner)?;
                let Self {
                    code,
                    message,
                    request_id,
                    lists_messages: _,
                } = inner;
                self.code = self.code.take().or(code);
                self.message = self.message.take().or(message);
                self.request_id = self.request_id.take().or(request_id);
                Ok(())
            }
            _ => member.skip(),
        }
    }
}

/// Reads what has no white space around it, if there is none yet: where elements stand on lines of their own, so may this.
fn word_of(field: &mut Option<String>, member: Element<'_, '_>) -> Result<(), xml::Error> {
    if field.is_some() {
        return member.skip();
    }
    text_of(field, member)?;
    let trimmed = field.take().map(|text| text.trim().to_owned());
    *field = trimmed.filter(|text| !text.is_empty());
    Ok(())
}

/// Reads a text that is not empty, if there is none yet.
fn text_of(field: &mut Option<String>, member: Element<'_, '_>) -> Result<(), xml::Error> {
    if field.is_some() {
        return member.skip();
    }
    member.text_alone(field)?;
    *field = field.take().filter(|text| !text.is_empty());
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::body::Body;
    use http::{HeaderMap, StatusCode};

    fn response(body: &'static str) -> Response {
        Response {
            status: StatusCode::BAD_REQUEST,
            headers: HeaderMap::new(),
            body: Body::from(body),
        }
    }

    const WRAPPED: &str = "<?xml version='1.0'?><ErrorResponse xmlns='urn:x'>
        <Error><Type>Sender</Type><Code>Bad</Code><Message>so &amp; so</Message><Size>7</Size></Error>
        <RequestId>id</RequestId></ErrorResponse>";
    const BARE: &str = "<Error><Code> Bad\n</Code><Message>so &amp; so</Message><Size>7</Size><RequestId>id</RequestId></Error>";
    const EC2: &str = "<Response><Errors>
        <Error><Code>Bad</Code><Message>so &amp; so</Message><Size>7</Size></Error>
        <Error><Code>Second</Code><Message>second</Message><Size>8</Size></Error>
        </Errors><RequestID>id</RequestID></Response>";
    const ROOT: &str =
        "<Bad><message>so &amp; so</message><Size>7</Size><RequestId>id</RequestId></Bad>";

    #[test]
    fn code_message_and_request_id_are_found_in_every_wrapping() {
        for body in [WRAPPED, BARE, EC2, ROOT] {
            let ErrorMetadata {
                code,
                message,
                request_id,
            } = read_error(&response(body));
            assert_eq!(code.as_deref(), Some("Bad"), "{body}");
            assert_eq!(message.as_deref(), Some("so & so"), "{body}");
            assert_eq!(request_id.as_deref(), Some("id"), "{body}");
        }
    }

    #[test]
    fn what_is_no_text_hides_nothing_else() {
        let error = response(
            "<Error><RequestId/><Message>Rate <b>exceeded<i/></b></Message><Code>Throttling</Code></Error>",
        );
        let ErrorMetadata { code, message, .. } = read_error(&error);
        assert_eq!(code.as_deref(), Some("Throttling"));
        assert_eq!(message, None);
    }

    #[test]
    fn a_message_is_given_as_it_came() {
        let error = response("<Error><Code> Bad\n</Code><Message>\n so\n</Message></Error>");
        let ErrorMetadata { code, message, .. } = read_error(&error);
        assert_eq!(code.as_deref(), Some("Bad"));
        assert_eq!(message.as_deref(), Some("\n so\n"));
    }

    #[test]
    fn the_first_of_several_messages_is_given_and_the_root_is_the_code() {
        for body in [
            "<InvalidChangeBatch xmlns='urn:x'><Messages><Message>one</Message><Message>two</Message></Messages>
             </InvalidChangeBatch>",
            "<InvalidChangeBatch><RequestId>id</RequestId><Messages><Message>one</Message></Messages></InvalidChangeBatch>",
        ] {
            let found = read_error(&response(body));
            assert_eq!(found.code.as_deref(), Some("InvalidChangeBatch"), "{body}");
            assert_eq!(found.message.as_deref(), Some("one"), "{body}");
        }
    }

    #[test]
    fn what_is_no_error_of_a_service_has_no_code() {
        let none = ErrorMetadata {
            code: None,
            message: None,
            request_id: None,
        };
        for body in [
            "",
            "<html><head><title>502</title></head></html>",
            "<!DOCTYPE html><html><Code>x</Code></html>",
            "{\"code\": \"x\"}",
            "<ErrorResponse><Error><Code>Cut",
            "<Error><Code> </Code><Message/></Error>",
            "<Error><Code><a/></Code></Error>",
        ] {
            assert_eq!(read_error(&response(body)), none, "{body}");
        }
    }

    #[derive(Debug, Default)]
    struct Modelled {
        message: Option<String>,
        size: Option<i32>,
    }

    impl SetMessage for Modelled {
        fn set_message(&mut self, message: String) {
            self.message = Some(message);
        }
    }

    impl Read for Modelled {
        fn read(element: Element<'_, '_>) -> Result<Self, xml::Error> {
            xml::read_structure(Self::default(), element)
        }
    }

    impl Structure for Modelled {
        fn read(&mut self, name: &str, member: Element<'_, '_>) -> Result<(), xml::Error> {
            match name {
                "message" => member.optional(&mut self.message),
                "Size" => member.optional(&mut self.size),
                _ => member.skip(),
            }
        }
    }

    #[test]
    fn a_modelled_error_is_read_from_every_wrapping_with_its_message_under_any_name() {
        for body in [WRAPPED, BARE, EC2, ROOT] {
            let error: Modelled = response(body).modelled_xml_error().unwrap();
            assert_eq!(error.message.as_deref(), Some("so & so"), "{body}");
            assert_eq!(error.size, Some(7), "{body}");
        }
        for body in ["", "<ErrorResponse/>", "<Error></Error>"] {
            let error: Modelled = response(body).modelled_xml_error().unwrap();
            assert_eq!((error.message, error.size), (None, None), "{body}");
        }
        let error = response("<Error><Size>x</Size></Error>").modelled_xml_error::<Modelled>();
        let described = "member `Size`: invalid text, expected i32 at line 1 column 22";
        assert_eq!(error.unwrap_err().to_string(), described);
    }
}
