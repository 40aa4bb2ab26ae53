//! Tests of the chain over sources of their own, in virtual time.

use super::*;
use aws_credential_types::provider::future;
use aws_smithy_async::rt::sleep::TokioSleep;
use std::error::Error;

/// A source that answers so, or never.
#[derive(Clone, Debug)]
enum Answers {
    Keys,
    None,
    Fails,
    Never,
}

impl ProvideCredentials for Answers {
    fn provide_credentials<'a>(&'a self) -> future::ProvideCredentials<'a>
    where
        Self: 'a,
    {
        future::ProvideCredentials::new(async {
            match self {
                Self::Keys => Ok(Credentials::new("AKID", "secret", None, None, "test")),
                Self::None => Err(CredentialsError::not_loaded("nothing here")),
                Self::Fails => Err(CredentialsError::provider_error("out of order")),
                Self::Never => std::future::pending().await,
            }
        })
    }
}

fn chain(answers: &[Answers]) -> Chain {
    let sources = answers.iter().enumerate().map(|(number, answers)| {
        Step::Asked(Source {
            name: format!("source {number}"),
            provider: SharedCredentialsProvider::new(answers.clone()),
            limit: Duration::from_secs(20),
            remedy: None,
        })
    });
    Chain {
        steps: std::iter::once(Step::Idle("not set".to_owned()))
            .chain(sources)
            .collect(),
        sleep: SharedAsyncSleep::new(TokioSleep::new()),
    }
}

async fn error(chain: &Chain) -> String {
    let error = chain.provide_credentials().await.unwrap_err();
    error.source().unwrap().to_string()
}

#[tokio::test(start_paused = true)]
async fn the_first_source_is_asked() {
    let chain = chain(&[Answers::Keys, Answers::Never]);
    let credentials = chain.provide_credentials().await.unwrap();
    assert_eq!(credentials.access_key_id(), "AKID");
}

#[tokio::test(start_paused = true)]
async fn no_source_takes_the_place_of_one_that_fails() {
    for (first, why) in [
        (Answers::Fails, "out of order"),
        (Answers::None, "nothing here"),
    ] {
        let described = format!(
            "no credentials found: not set; source 0: {why}; source 1 is not asked after source 0"
        );
        assert_eq!(error(&chain(&[first, Answers::Keys])).await, described);
    }
}

#[tokio::test(start_paused = true)]
async fn a_source_that_never_answers_meets_its_bound() {
    let start = tokio::time::Instant::now();
    let error = error(&chain(&[Answers::Never, Answers::Keys])).await;
    assert!(
        error.contains("source 0: no response within 20s"),
        "{error}"
    );
    assert_eq!(start.elapsed(), Duration::from_secs(20));
}
