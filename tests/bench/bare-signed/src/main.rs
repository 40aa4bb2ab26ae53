//! Lists a function's event-invoke configurations with an HTTP client, a signature for each request and a tower
//! service around both: what a client like this project's has to be built of, and nothing more.

#[path = "../../bare/src/page.rs"]
mod page;
mod sign;

use driver::BoxError;
use page::Page;
use reqwest::{Client, Request, Response};
use rustls::crypto::ring;
use sign::Signer;
use std::process::ExitCode;
use std::sync::Arc;
use tower::{Service, ServiceExt, service_fn};

fn main() -> ExitCode {
    // What someone does who installs a provider; the connections here are without TLS.
    let _ = ring::default_provider().install_default();
    driver::main(async |target| {
        let client = Client::builder().http1_only().build()?;
        let signer = Arc::new(Signer::from_env()?);
        let stack = signed(client.clone(), signer).boxed_clone();
        let url = target.url;
        let path = "2019-09-25/functions";
        let url = format!("{url}/{path}/{}/event-invoke-config/list", target.function);
        Ok(move || {
            let (request, mut stack) = (client.get(&url).build(), stack.clone());
            async move {
                let answer = stack.ready().await?.call(request?).await?;
                let page: Page = serde_json::from_slice(&answer.bytes().await?)?;
                Ok(page.function_event_invoke_configs.len())
            }
        })
    })
}

/// The client, as a service that signs what it sends.
fn signed(
    client: Client,
    signer: Arc<Signer>,
) -> impl Service<Request, Response = Response, Error = BoxError, Future: Send> + Clone + Send {
    service_fn(move |request| {
        let client = client.clone();
        let request = signer.sign(request);
        async move { Ok::<_, BoxError>(client.execute(request?).await?.error_for_status()?) }
    })
}
