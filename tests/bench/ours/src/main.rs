//! Lists a function's event-invoke configurations with Smithereens.

use lambda_operations::ListFunctionEventInvokeConfigs;
use smithereens::Client;
use std::process::ExitCode;

fn main() -> ExitCode {
    driver::main(async |target| {
        let client = Client::builder().endpoint_url(target.url).build().await?;
        let function = target.function;
        Ok(move || {
            let (client, function) = (client.clone(), function.clone());
            async move {
                let operation = ListFunctionEventInvokeConfigs::new(function);
                let page = client.send(operation).await?;
                Ok(page.function_event_invoke_configs.len())
            }
        })
    })
}
