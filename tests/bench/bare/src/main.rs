//! Lists a function's event-invoke configurations with an HTTP client and nothing else: the floor.

mod page;

use page::Page;
use reqwest::{Client, header};
use rustls::crypto::ring;
use std::process::ExitCode;

fn main() -> ExitCode {
    // What someone does who installs a provider; the connections here are without TLS.
    let _ = ring::default_provider().install_default();
    driver::main(async |target| {
        let client = Client::builder().http1_only().build()?;
        let url = target.url;
        let path = "2019-09-25/functions";
        let url = format!("{url}/{path}/{}/event-invoke-config/list", target.function);
        Ok(move || {
            let request = client.get(&url);
            let request = request.header(header::AUTHORIZATION, "Bearer of-no-secret");
            async move {
                let answer = request.send().await?.error_for_status()?;
                let page: Page = serde_json::from_slice(&answer.bytes().await?)?;
                Ok(page.function_event_invoke_configs.len())
            }
        })
    })
}
