//! Generates two operations of the model of this repository.

use smithereens_codegen::Config;
use std::error::Error;

fn main() -> Result<(), Box<dyn Error>> {
    Config::new()
        .operations([
            "GetFunctionEventInvokeConfig",
            "PutFunctionEventInvokeConfig",
        ])
        .module("crate::aws::lambda")
        .compile("../../model/lambda.json")?;
    Ok(())
}
