//! How operations are used that a build script generates.

/// The services.
pub mod aws {
    smithereens::include_service!(pub lambda);
}

use aws::lambda::errors::GetFunctionEventInvokeConfigError;
use aws::lambda::{GetFunctionEventInvokeConfig, PutFunctionEventInvokeConfig};
use smithereens::{Client, Error};

/// How often a function is tried again.
///
/// # Errors
///
/// The call fails.
pub async fn retries(
    client: &Client,
    function: &str,
) -> Result<Option<i32>, Error<GetFunctionEventInvokeConfigError>> {
    let get = GetFunctionEventInvokeConfig::new(function);
    Ok(client.send(get).await?.maximum_retry_attempts)
}

/// A call that has a function tried again this often.
#[must_use]
pub fn set_retries(function: &str, attempts: i32) -> PutFunctionEventInvokeConfig {
    PutFunctionEventInvokeConfig::new(function).maximum_retry_attempts(attempts)
}
