//! One call of a real client, with a prepared response: what it sent, and what came of it.

use aws_credential_types::Token;
use smithereens::codegen::{Auth, Operation};
use smithereens::{Client, Error, Waiter, WaiterErrorKind};
use smithereens_testing::replay::{Outcome, Replay, Sent};
use std::time::Duration;

/// The token that cases expect where the caller leaves it out.
const IDEMPOTENCY_TOKEN: &str = "00000000-0000-4000-8000-000000000000";

/// What was sent, if anything was, and what the client made of the response.
pub(super) struct Exchange<O: Operation> {
    pub(super) sent: Option<Sent>,
    pub(super) outcome: Result<O::Output, Error<O::Error>>,
}

/// A client that sends to `https://` and this host, which may have a path.
async fn client(host: &str, replay: &Replay) -> Result<Client, String> {
    smithereens_testing::builder()
        .endpoint_url(format!("https://{host}"))
        .token_provider(Token::new("token", None))
        .idempotency_token(|| IDEMPOTENCY_TOKEN.to_owned())
        .max_attempts(1)
        .transport(replay.clone())
        .build()
        .await
        .map_err(|error| format!("the client cannot be made: {error}"))
}

/// Sends an operation to `https://` and this host, which may have a path, and answers so.
pub(super) async fn exchange<O: Operation>(
    host: &str,
    operation: O,
    answer: Outcome,
) -> Result<Exchange<O>, String> {
    let replay = Replay::new([answer]);
    let client = client(host, &replay).await?;
    let outcome = client.send(operation).await;
    Ok(Exchange {
        sent: replay.sent().pop(),
        outcome,
    })
}

/// What a waiter ends with when it meets with these responses, and after how many requests.
pub(super) async fn wait<W: Waiter>(
    waiter: W,
    answers: impl IntoIterator<Item = Outcome>,
) -> Result<(&'static str, u32), String> {
    let replay = Replay::new(answers);
    let client = client("example.com", &replay).await?;
    match client.wait(waiter).max_wait(Duration::from_hours(1)).await {
        Ok(waited) => Ok(("success", waited.requests())),
        Err(error) => match error.kind() {
            WaiterErrorKind::Failure => Ok(("failure", error.requests())),
            WaiterErrorKind::Error if matches!(error.outcome(), Some(Err(error)) if error.code().is_none()) => {
                Ok(("timeout", error.requests() - 1))
            }
            WaiterErrorKind::Error => Ok(("error", error.requests())),
            kind => Err(format!("{kind:?}: {error}")),
        },
    }
}

impl<O: Operation> Exchange<O> {
    /// The request, or why there is none.
    pub(super) fn sent(&self) -> Result<&Sent, String> {
        self.sent.as_ref().ok_or_else(|| match &self.outcome {
            Ok(_) => "nothing was sent".to_owned(),
            Err(error) => format!("nothing was sent: {error}"),
        })
    }

    /// Whether the request carries a signature or a bearer token, if its operation has one.
    pub(super) fn check_signature(&self) -> Result<(), String> {
        let authorization = self.sent()?.header("authorization");
        let is_signed = authorization.starts_with("AWS4-HMAC-SHA256 ");
        match O::AUTH {
            Auth::SigV4 if !is_signed => Err("the request is not signed".to_owned()),
            Auth::FirstOf(_) if !is_signed && authorization != "Bearer token" => {
                Err("the request has neither a signature nor the token".to_owned())
            }
            _ => Ok(()),
        }
    }
}
