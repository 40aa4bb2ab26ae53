//! Lists a function's event-invoke configurations with the AWS SDK, of which the manifest says how much.

use aws_config::BehaviorVersion;
use aws_sdk_lambda::Client;
use std::process::ExitCode;

fn main() -> ExitCode {
    driver::main(async |target| {
        let config = aws_config::defaults(BehaviorVersion::latest())
            .endpoint_url(target.url)
            .load()
            .await;
        let client = Client::new(&config);
        let function = target.function;
        Ok(move || {
            let (client, function) = (client.clone(), function.clone());
            async move {
                let operation = client.list_function_event_invoke_configs();
                let page = operation.function_name(function).send().await?;
                Ok(page.function_event_invoke_configs().len())
            }
        })
    })
}
