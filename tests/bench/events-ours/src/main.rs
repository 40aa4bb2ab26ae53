//! Receives what a model says event by event, with Smithereens.

use bedrock_runtime_operations::{ConverseStream, ConverseStreamOutput};
use driver::BoxError;
use smithereens::Client;
use std::process::ExitCode;

fn main() -> ExitCode {
    driver::main(async |target| {
        let client = Client::builder().endpoint_url(target.url).build().await?;
        let model = target.function;
        Ok(move || {
            let (client, model) = (client.clone(), model.clone());
            async move {
                let mut stream = client.send(ConverseStream::new(model)).await?.stream;
                let mut deltas = 0;
                while let Some(event) = stream.recv().await? {
                    deltas += usize::from(matches!(
                        event,
                        ConverseStreamOutput::ContentBlockDelta(_)
                    ));
                }
                Ok::<_, BoxError>(deltas)
            }
        })
    })
}
