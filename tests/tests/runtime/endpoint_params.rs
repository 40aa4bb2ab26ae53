//! What an operation's endpoint rules get to see.

use smithereens::Builder;
use smithereens::codegen::endpoint::{Endpoint, EndpointError, EndpointParams};
use smithereens::codegen::{
    DecodeError, InvalidInput, Method, Operation, REST_JSON_1, Request, Response, Service,
};
use smithereens::config::Environment;
use tests::replay::{Answer, Replay};

/// Rules that show what they are given, in the URL's path.
static SHOWING: Service = Service::new("Showing", &REST_JSON_1, show)
    .with_signing_name("showing")
    .with_version("1");

fn show(params: &EndpointParams<'_>) -> Result<Endpoint, EndpointError> {
    let bucket = params
        .string("Bucket")
        .ok_or(EndpointError::missing("Bucket"))?;
    let style = params.boolean("ForcePathStyle").unwrap_or_default();
    let mode = params.account_id_endpoint_mode.unwrap_or("none");
    Ok(Endpoint::new(format!(
        "https://a.example/{bucket}/{style}/{mode}"
    )))
}

/// Has a member that is a parameter of the rules.
struct Show(Option<String>);

impl Operation for Show {
    const NAME: &'static str = "Show";
    const SERVICE: &'static Service = &SHOWING;
    type Output = ();
    type Error = EndpointError;

    fn request(self) -> Result<Request, InvalidInput> {
        Ok(Request::new(Method::GET))
    }

    fn output(_response: Response) -> Result<(), DecodeError> {
        Ok(())
    }

    fn error(_code: &str, _response: &Response) -> Result<Option<EndpointError>, DecodeError> {
        Ok(None)
    }

    fn endpoint(&self, params: &EndpointParams<'_>) -> Result<Endpoint, EndpointError> {
        let params = params.clone().with_optional("Bucket", self.0.as_ref());
        (Self::SERVICE.endpoint)(&params)
    }
}

async fn path(builder: Builder, bucket: Option<&str>) -> Result<String, String> {
    let replay = Replay::new([Answer::ok("")]);
    let client = builder.transport(replay.clone()).build().await.unwrap();
    let sent = client.send(Show(bucket.map(str::to_owned))).await;
    sent.map_err(|error| error.to_string())?;
    Ok(replay.sent()[0].request.uri().path().to_owned())
}

#[tokio::test]
async fn what_the_operation_says_wins_over_what_the_client_says() {
    let builder = || {
        tests::builder()
            .endpoint_param("Bucket", "client")
            .endpoint_param("ForcePathStyle", true)
    };
    let client = path(builder(), None).await.unwrap();
    assert_eq!(client, "/client/true/preferred/");
    let operation = path(builder(), Some("operation")).await.unwrap();
    assert_eq!(operation, "/operation/true/preferred/");
}

#[tokio::test]
async fn a_parameter_that_is_required_is_missed_by_name() {
    let error = path(tests::builder(), None).await.unwrap_err();
    assert_eq!(
        error,
        "Show: no endpoint: the endpoint rules require the parameter `Bucket`, which has no value"
    );
}

#[tokio::test]
async fn the_mode_of_account_endpoints_is_a_setting() {
    let mode = |value: &str| {
        let variable = Environment::empty().variable("AWS_ACCOUNT_ID_ENDPOINT_MODE", value);
        tests::builder().environment(variable)
    };
    let disabled = path(mode("disabled"), Some("b")).await.unwrap();
    assert_eq!(disabled, "/b/false/disabled/");
    let error = mode("never").build().await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "AWS_ACCOUNT_ID_ENDPOINT_MODE is `never`, which is none of preferred, disabled and required"
    );
}
