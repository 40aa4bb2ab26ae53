//! Receives what a model says event by event, with the AWS SDK, of which the manifest says how much.

use aws_config::BehaviorVersion;
use aws_sdk_bedrockruntime::Client;
use driver::BoxError;
use std::process::ExitCode;

fn main() -> ExitCode {
    driver::main(async |target| {
        let config = aws_config::defaults(BehaviorVersion::latest())
            .endpoint_url(target.url)
            .load()
            .await;
        let client = Client::new(&config);
        let model = target.function;
        Ok(move || {
            let (client, model) = (client.clone(), model.clone());
            async move {
                let answer = client.converse_stream().model_id(model).send().await?;
                let mut stream = answer.stream;
                let mut deltas = 0;
                while let Some(event) = stream.recv().await? {
                    deltas += usize::from(event.is_content_block_delta());
                }
                Ok::<_, BoxError>(deltas)
            }
        })
    })
}
