//! The limiter as a whole, by the published sequence and in virtual time.

use super::*;
use aws_smithy_async::rt::sleep::TokioSleep;
use std::sync::Arc;
use std::time::Duration;

fn sleep() -> SharedAsyncSleep {
    SharedAsyncSleep::new(TokioSleep::new())
}

/// An attempt every fifth of a second, as the reference tests of the AWS SDKs have it: whether it was throttled,
/// the rate that is measured after it, and the one of the bucket.
#[test]
fn rates_follow_the_published_sequence() {
    let mut rates = Rates::new();
    for (fifths, is_throttled, measured, rate) in [
        (1, false, 0.0, 0.5),
        (2, false, 0.0, 0.5),
        (3, false, 4.8, 0.5),
        (4, false, 4.8, 0.5),
        (5, false, 4.16, 0.5),
        (6, false, 4.16, 0.6912),
        (7, false, 4.16, 1.0976),
        (8, false, 5.632, 1.6384),
        (9, false, 5.632, 2.3328),
        (10, true, 4.3264, 3.028_48),
        (11, false, 4.3264, 3.486_639),
        (12, false, 4.3264, 3.821_874),
        (13, false, 5.665_28, 4.053_386),
        (14, false, 5.665_28, 4.200_373),
        (15, false, 4.333_056, 4.282_037),
        (16, true, 4.333_056, 2.997_426),
        (17, false, 4.333_056, 3.452_226),
    ] {
        rates.ended(f64::from(fifths) / 5.0, is_throttled);
        let close = |left: f64, right: f64| (left - right).abs() < 1e-6;
        assert!(
            close(rates.measure.rate(), measured),
            "{fifths}: {:?}",
            rates.measure
        );
        assert!(
            close(rates.bucket.rate(), rate),
            "{fifths}: {:?}",
            rates.bucket
        );
        assert_eq!(rates.is_limiting, fifths >= 10);
    }
}

/// A limiter whose bucket is empty, and gets a token every two seconds.
fn slow() -> Arc<RateLimiter> {
    let limiter = RateLimiter::new();
    limiter.ended(true);
    assert!(limiter.is_limiting());
    Arc::new(limiter)
}

#[tokio::test(start_paused = true)]
async fn attempts_go_one_by_one_in_the_order_in_which_they_came() {
    let limiter = slow();
    let start = Instant::now();
    let waiting: Vec<_> = (0..4)
        .map(|_| {
            let limiter = Arc::clone(&limiter);
            tokio::spawn(async move {
                limiter.acquire(&sleep()).await;
                start.elapsed().as_secs()
            })
        })
        .collect();
    for (attempt, expected) in waiting.into_iter().zip([2, 4, 6, 8]) {
        assert_eq!(attempt.await.unwrap(), expected);
    }
}

#[tokio::test(start_paused = true)]
async fn an_attempt_that_is_given_up_takes_no_token() {
    let limiter = slow();
    let start = Instant::now();
    for _ in 0..5 {
        let impatient = Duration::from_millis(100);
        let sleep = sleep();
        let given_up = tokio::time::timeout(impatient, limiter.acquire(&sleep));
        given_up.await.unwrap_err();
    }
    limiter.acquire(&sleep()).await;
    assert_eq!(start.elapsed(), Duration::from_secs(2));
}
