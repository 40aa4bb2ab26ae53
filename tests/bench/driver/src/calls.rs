//! The calls: some to warm up, then those that are measured, as many at a time as the arguments say.

use crate::BoxError;
use crate::arguments::Arguments;
use crate::latency::Latency;
use crate::process;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;

/// Makes the calls. Gives the figures as a line of JSON: times in nanoseconds, memory in bytes.
pub async fn run<Call, Answer>(arguments: &Arguments, call: Call) -> Result<String, BoxError>
where
    Call: Fn() -> Answer + Clone + Send + 'static,
    Answer: Future<Output = Result<usize, BoxError>> + Send,
{
    some(arguments, arguments.warmup, call.clone()).await?;
    let cpu = process::cpu_ns()?;
    let start = Instant::now();
    let latency = some(arguments, arguments.calls, call).await?;
    let wall = start.elapsed().as_nanos();
    let cpu = process::cpu_ns()? - cpu;
    let peak = process::peak_memory()?;
    let [p50, p90, p99, most] = [0.5, 0.9, 0.99, 1.0].map(|share| latency.quantile(share));
    let calls = arguments.calls;
    Ok(format!(
        "{{\"calls\":{calls},\"wall_ns\":{wall},\"cpu_ns\":{cpu},\"peak_bytes\":{peak},\
         \"p50_ns\":{p50},\"p90_ns\":{p90},\"p99_ns\":{p99},\"max_ns\":{most}}}"
    ))
}

/// Makes `calls` calls in as many tasks as there are to be at a time. Each task takes the next call that is left,
/// so that none ends early.
async fn some<Call, Answer>(
    arguments: &Arguments,
    calls: usize,
    call: Call,
) -> Result<Arc<Latency>, BoxError>
where
    Call: Fn() -> Answer + Clone + Send + 'static,
    Answer: Future<Output = Result<usize, BoxError>> + Send,
{
    let left = Arc::new(AtomicUsize::new(calls));
    let latency = Arc::new(Latency::new());
    let wanted = arguments.items;
    let tasks: Vec<_> = (0..arguments.concurrency)
        .map(|_| {
            let (left, latency, call) = (left.clone(), latency.clone(), call.clone());
            tokio::spawn(async move {
                while take_one(&left) {
                    let start = Instant::now();
                    let items = call().await?;
                    latency.add(start.elapsed());
                    if items != wanted {
                        return Err(format!("{items} items came, not {wanted}").into());
                    }
                }
                Ok::<_, BoxError>(())
            })
        })
        .collect();
    for task in tasks {
        task.await??;
    }
    Ok(latency)
}

fn take_one(left: &AtomicUsize) -> bool {
    let less = |left: usize| left.checked_sub(1);
    left.fetch_update(Ordering::Relaxed, Ordering::Relaxed, less)
        .is_ok()
}
