//! Operations of a service that takes bearer tokens, written by hand as [`sample`](crate::sample) is.

use smithereens::codegen::endpoint::{Endpoint, EndpointError, EndpointParams, json};
use smithereens::codegen::{
    Auth, AuthScheme, InvalidInput, Method, Operation, REST_JSON_1, Request, Service,
};

/// Bedrock, as far as these need it.
pub static BEDROCK: Service = Service::new("Bedrock Runtime", &REST_JSON_1, |params| {
    Ok(endpoint(params))
})
.with_signing_name("bedrock");

fn endpoint(params: &EndpointParams<'_>) -> Endpoint {
    let url = params.endpoint.unwrap_or("https://bedrock.example");
    Endpoint::new(url)
}

/// Takes a signature or a token, in this order.
#[derive(Clone, Copy, Debug)]
pub struct TakesBoth;

/// Takes a token alone.
#[derive(Clone, Copy, Debug)]
pub struct TakesToken;

/// Takes both, of which the endpoint lists these.
#[derive(Clone, Copy, Debug)]
pub struct AtEndpoint(pub &'static [&'static str]);

impl Operation for TakesBoth {
    const NAME: &'static str = "TakesBoth";
    const SERVICE: &'static Service = &BEDROCK;
    const IDEMPOTENT: bool = true;
    const AUTH: Auth = Auth::FirstOf(&[AuthScheme::SigV4, AuthScheme::Bearer]);
    crate::unit_output!();

    fn request(self) -> Result<Request, InvalidInput> {
        let mut request = Request::new(Method::GET);
        request.path("/models");
        Ok(request)
    }
}

impl Operation for TakesToken {
    const NAME: &'static str = "TakesToken";
    const SERVICE: &'static Service = &BEDROCK;
    const IDEMPOTENT: bool = true;
    const AUTH: Auth = Auth::FirstOf(&[AuthScheme::Bearer]);
    crate::unit_output!();

    fn request(self) -> Result<Request, InvalidInput> {
        TakesBoth.request()
    }
}

impl Operation for AtEndpoint {
    const NAME: &'static str = "AtEndpoint";
    const SERVICE: &'static Service = &BEDROCK;
    const AUTH: Auth = TakesBoth::AUTH;
    crate::unit_output!();

    fn request(self) -> Result<Request, InvalidInput> {
        TakesBoth.request()
    }

    fn endpoint(&self, params: &EndpointParams<'_>) -> Result<Endpoint, EndpointError> {
        let schemes: Vec<_> = self
            .0
            .iter()
            .map(|name| json!({ "name": name, "signingName": "of-the-endpoint" }))
            .collect();
        Ok(endpoint(params).property("authSchemes", schemes))
    }
}
