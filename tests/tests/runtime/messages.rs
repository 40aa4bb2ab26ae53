//! Messages that a service says the MD5 of, as SQS does.

use http::Method;
use serde::Deserialize;
use smithereens::ErrorKind;
use smithereens::codegen::{
    AWS_JSON_1_0, DecodeError, InvalidInput, MessageDigests, Operation, Request, Response,
    SentMessages, Service, endpoint::explicit,
};
use std::convert::Infallible;
use tests::replay::{Outcome, Replay};

static SQS: Service = Service::new("SQS", &AWS_JSON_1_0, explicit).with_signing_name("sqs");

struct SendMessage(&'static str);

#[derive(Debug, Deserialize)]
struct Sent {
    #[serde(rename = "MD5OfMessageBody")]
    md5: Option<String>,
}

impl Operation for SendMessage {
    const NAME: &'static str = "SendMessage";
    const SERVICE: &'static Service = &SQS;
    type Output = Sent;
    type Error = Infallible;

    fn request(self) -> Result<Request, InvalidInput> {
        Ok(Request::new(Method::POST))
    }

    fn output(response: Response) -> Result<Sent, DecodeError> {
        response.json()
    }

    fn error(_code: &str, _response: &Response) -> Result<Option<Infallible>, DecodeError> {
        Ok(None)
    }

    fn sent_messages(&self) -> SentMessages {
        SentMessages::one(MessageDigests::new().body("MD5OfMessageBody", Some(self.0)))
    }

    fn check_messages(output: &Sent, sent: &SentMessages) -> Result<(), DecodeError> {
        sent.check("", "", &[("MD5OfMessageBody", output.md5.as_deref())])
    }
}

#[tokio::test(start_paused = true)]
async fn a_message_that_was_taken_otherwise_than_it_was_sent_is_an_error_and_not_sent_again() {
    let url = || smithereens::Overrides::new().endpoint_url("http://sqs.example");
    let right = r#"{"MD5OfMessageBody": "900150983cd24fb0d6963f7d28e17f72"}"#;
    for (body, is_right) in [
        (right, true),
        ("{}", true),
        (&right.replace('9', "8"), false),
    ] {
        let answer = Outcome::ok(body).header("x-amzn-requestid", "an-id");
        let replay = Replay::new([answer.clone(), answer]);
        let client = replay.client().await.with(url());
        let sent = client.send(SendMessage("abc")).await;
        let also = client.send_with_metadata(SendMessage("abc")).await;
        assert_eq!((sent.is_ok(), also.is_ok()), (is_right, is_right), "{body}");
        assert_eq!(replay.sent().len(), 2);
        if let Err(error) = sent {
            assert_eq!(error.kind(), ErrorKind::Decode);
            assert_eq!(
                error.to_string(),
                "SendMessage: the response (status 200) has a wrong checksum: member `MD5OfMessageBody`: it is not the \
                 MD5 of that part of the message, which was changed on its way [request an-id, 1 attempt]"
            );
        }
    }
}
