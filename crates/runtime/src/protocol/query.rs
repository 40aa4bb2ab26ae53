//! The protocols whose requests are forms, and whose responses are XML.

use super::{Protocol, xml};
use crate::operation::{Operation, Request};
use smithereens_types::query::{Form, Write};

/// AWS's awsQuery: a form with the operation's name, the service's version and all members, and XML in return.
pub static AWS_QUERY: Protocol = Protocol {
    read_error: xml::read_error,
    header: None,
};

/// AWS's ec2Query, which is [`AWS_QUERY`] as Amazon EC2 has it.
pub static EC2_QUERY: Protocol = Protocol {
    read_error: xml::read_error,
    header: None,
};

impl Request {
    /// Makes the form of this operation the body, and `application/x-www-form-urlencoded` the content type: the operation's
    /// name, the version of its service, and its members.
    pub fn form<O: Operation + Write>(&mut self, operation: &O) {
        let mut form = Form::new(O::NAME, O::SERVICE.version);
        operation.write(&mut form);
        self.payload("application/x-www-form-urlencoded", String::from(form));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::operation::{DecodeError, InvalidInput, Response, Service};
    use http::Method;
    use http::header::CONTENT_TYPE;
    use std::convert::Infallible;

    struct DescribeRegions {
        all: bool,
    }

    static SERVICE: Service =
        Service::new("EC2", &EC2_QUERY, crate::endpoint::explicit).with_version("2016-11-15");

    impl Write for DescribeRegions {
        fn write(&self, form: &mut Form) {
            form.plain("AllRegions", &self.all);
        }
    }

    impl Operation for DescribeRegions {
        const NAME: &'static str = "DescribeRegions";
        const SERVICE: &'static Service = &SERVICE;
        type Output = ();
        type Error = Infallible;

        fn request(self) -> Result<Request, InvalidInput> {
            let mut request = Request::new(Method::POST);
            request.path("/");
            request.form(&self);
            Ok(request)
        }

        fn output(_: Response) -> Result<(), DecodeError> {
            Ok(())
        }

        fn error(_: &str, _: &Response) -> Result<Option<Infallible>, DecodeError> {
            Ok(None)
        }
    }

    #[test]
    fn a_form_names_the_operation_and_the_version_of_its_service() {
        let request = DescribeRegions { all: true }.request().unwrap();
        assert_eq!(
            request.body.as_bytes().unwrap(),
            "Action=DescribeRegions&Version=2016-11-15&AllRegions=true"
        );
        assert_eq!(
            request.headers[CONTENT_TYPE],
            "application/x-www-form-urlencoded"
        );
    }
}
