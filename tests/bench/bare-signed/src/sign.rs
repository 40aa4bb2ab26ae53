//! A signature of version 4, by the library that the AWS SDK signs with.

use aws_credential_types::Credentials;
use aws_sigv4::http_request::{SignableBody, SignableRequest, SigningSettings, sign};
use aws_sigv4::sign::v4;
use aws_smithy_runtime_api::client::identity::Identity;
use driver::BoxError;
use http::{HeaderValue, header};
use reqwest::Request;
use std::env;
use std::time::SystemTime;

pub struct Signer {
    identity: Identity,
    region: String,
}

impl Signer {
    pub fn from_env() -> Result<Self, BoxError> {
        let variable = |name: &str| env::var(name).map_err(|error| format!("{name}: {error}"));
        let key = variable("AWS_ACCESS_KEY_ID")?;
        let secret = variable("AWS_SECRET_ACCESS_KEY")?;
        Ok(Self {
            identity: Credentials::new(key, secret, None, None, "environment").into(),
            region: variable("AWS_REGION")?,
        })
    }

    /// Adds the headers of a signature to a request without a body.
    pub fn sign(&self, mut request: Request) -> Result<Request, BoxError> {
        let url = request.url();
        let host = url.authority().to_owned();
        let params = v4::SigningParams::builder()
            .identity(&self.identity)
            .region(&self.region)
            .name("lambda")
            .time(SystemTime::now())
            .settings(SigningSettings::default())
            .build()?
            .into();
        let signable = SignableRequest::new(
            request.method().as_str(),
            url.as_str(),
            [("host", host.as_str())].into_iter(),
            SignableBody::Bytes(b""),
        )?;
        let (instructions, _) = sign(signable, &params)?.into_parts();
        let (headers, _) = instructions.into_parts();
        request
            .headers_mut()
            .insert(header::HOST, HeaderValue::from_str(&host)?);
        for header in headers {
            let value = HeaderValue::from_str(header.value())?;
            request.headers_mut().insert(header.name(), value);
        }
        Ok(request)
    }
}
