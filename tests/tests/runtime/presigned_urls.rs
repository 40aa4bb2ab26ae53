//! Presigned URLs, byte by byte, against those that another implementation made.

use serde::Deserialize;
use serde_json::Value;
use smithereens::codegen::endpoint::{Endpoint, EndpointParams, partition};
use smithereens::codegen::{InvalidInput, Method, Operation, REST_JSON_1, Request, Service};
use smithereens::{Client, ErrorKind, Overrides, PresignedRequest};
use std::collections::BTreeMap;
use std::time::{Duration, UNIX_EPOCH};
use tests::replay::Replay;
use tests::sample::SERVICE;

#[derive(Deserialize)]
struct Fixture {
    urls: BTreeMap<String, Case>,
}

#[derive(Deserialize)]
struct Case {
    region: String,
    endpoint_url: Option<String>,
    session_token: Option<String>,
    expires: u64,
    #[serde(default)]
    headers: BTreeMap<String, String>,
    request: Facts,
    url: String,
}

/// What a request is made of.
#[derive(Deserialize)]
#[serde(tag = "service", rename_all = "lowercase")]
enum Facts {
    Lambda(Plain),
    Sts { form: Vec<(String, String)> },
    Polly { json: Value },
}

#[derive(Deserialize)]
struct Plain {
    method: String,
    path: String,
    label: String,
    #[serde(default)]
    rest: String,
    query: Vec<(String, String)>,
}

struct Form(Vec<(String, String)>);

struct Json(Value);

static STS: Service = Service::new("STS", &REST_JSON_1, |params| Ok(endpoint("sts", params)))
    .with_signing_name("sts");
static POLLY: Service = Service::new("Polly", &REST_JSON_1, |params| {
    Ok(endpoint("polly", params))
})
.with_signing_name("polly");

fn endpoint(service: &str, params: &EndpointParams<'_>) -> Endpoint {
    let region = params.region.unwrap();
    let url = format!(
        "https://{service}.{region}.{}",
        partition(region).unwrap().dns_suffix
    );
    Endpoint::new(params.endpoint.unwrap_or(&url))
}

impl Operation for Plain {
    const NAME: &'static str = "Plain";
    const SERVICE: &'static Service = &SERVICE;
    tests::unit_output!();

    fn request(self) -> Result<Request, InvalidInput> {
        let mut request = Request::new(self.method.parse().unwrap());
        request.path(&self.path);
        request.label("Label", &self.label)?;
        request.path(&self.rest);
        for (name, value) in &self.query {
            request.query(name, Some(value));
        }
        Ok(request)
    }
}

impl Operation for Form {
    const NAME: &'static str = "Form";
    const SERVICE: &'static Service = &STS;
    tests::unit_output!();

    fn request(self) -> Result<Request, InvalidInput> {
        let mut request = Request::new(Method::POST);
        request.path("/");
        // As forms are written that browsers send.
        let encoded = |text: &str| -> String {
            let bytes = text.bytes().map(|byte| match byte {
                b' ' => "+".to_owned(),
                byte if byte.is_ascii_alphanumeric() || b"-._".contains(&byte) => {
                    char::from(byte).to_string()
                }
                byte => format!("%{byte:02X}"),
            });
            bytes.collect()
        };
        let fields = self.0.iter();
        let fields: Vec<_> = fields
            .map(|(name, value)| format!("{}={}", encoded(name), encoded(value)))
            .collect();
        request.payload("application/x-www-form-urlencoded", fields.join("&"));
        Ok(request)
    }
}

impl Operation for Json {
    const NAME: &'static str = "Json";
    const SERVICE: &'static Service = &POLLY;
    const BODY_IN_PRESIGNED_QUERY: bool = true;
    tests::unit_output!();

    fn request(self) -> Result<Request, InvalidInput> {
        let mut request = Request::new(Method::POST);
        request.path("/v1/speech");
        request.json(&self.0)?;
        Ok(request)
    }
}

async fn presigned(client: &Client, request: Facts, expires: Duration) -> PresignedRequest {
    match request {
        Facts::Lambda(plain) => client.presign(plain, expires).await.unwrap(),
        Facts::Sts { form } => client.presign(Form(form), expires).await.unwrap(),
        Facts::Polly { json } => client.presign(Json(json), expires).await.unwrap(),
    }
}

#[tokio::test]
async fn urls_are_those_that_botocore_makes() {
    let fixture: Fixture =
        serde_json::from_str(include_str!("../../fixtures/presigned.json")).unwrap();
    assert_eq!(fixture.urls.len(), 23);
    for (name, case) in fixture.urls {
        let replay = Replay::new([]);
        let mut builder = tests::builder()
            .region(&case.region)
            .credentials_provider(tests::credentials(case.session_token.as_deref()))
            .transport(replay.clone());
        if let Some(url) = &case.endpoint_url {
            builder = builder.endpoint_url(url);
        }
        let mut overrides = Overrides::new();
        for (name, value) in &case.headers {
            overrides = overrides.header(name, value);
        }
        let client = builder.build().await.unwrap().with(overrides);
        let method = match &case.request {
            Facts::Lambda(plain) => plain.method.clone(),
            _ => "GET".to_owned(),
        };
        let expires = Duration::from_secs(case.expires);
        let presigned = presigned(&client, case.request, expires).await;
        assert_eq!(presigned.url(), case.url, "{name}");
        assert_eq!(presigned.method().as_str(), method, "{name}");
        assert_eq!(
            presigned.expires_at(),
            UNIX_EPOCH + Duration::from_secs(tests::NEW_YEAR) + expires,
            "{name}"
        );
        let headers: BTreeMap<_, _> = presigned
            .headers()
            .iter()
            .map(|(name, value)| (name.to_string(), value.to_str().unwrap().to_owned()))
            .collect();
        assert_eq!(headers, case.headers, "{name}");
        assert!(replay.sent().is_empty(), "{name}: something was sent");
    }
}

#[tokio::test]
async fn a_form_that_is_too_long_for_a_url_is_refused() {
    let client = Replay::new([]).client().await;
    for length in [65_500, 70_000] {
        let form = Form(vec![("Text".to_owned(), "secret".repeat(length / 6))]);
        let error = client
            .presign(form, Duration::from_mins(1))
            .await
            .unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Signing);
        let text = format!("{error} {error:?}");
        assert!(text.contains("bytes"), "{text}");
        assert!(!text.contains("secret"), "{text}");
    }
}
