//! Many calls, 256 at a time, against a server that fails one in twenty of them in all manner of ways: nothing is
//! lost, nothing comes twice, and nothing is left behind.
//!
//! It is a program of its own, so that memory, tasks and file descriptors are its own. `SOAK_CALLS` says how many
//! calls are made; a million take a release build some minutes.
#![cfg(test)]
// Memory and descriptors are read from `/proc`.
#![cfg(target_os = "linux")]

mod faults;
mod left;
mod lists;

use faults::{FAULTS, Mix};
use left::{Sample, Watch};
use lists::{Tally, read_lists};
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::{Duration, Instant};
use tests::server::Server;
use tokio::runtime::{Builder, Runtime};

const AT_A_TIME: usize = 256;
/// The number of calls unless the environment says otherwise: as many as a debug build makes in some seconds.
const CALLS: usize = 8_000;
/// What memory may grow by after the warm-up, in KiB. A leak of 100 bytes a call shows in a million calls, one of
/// a kilobyte in the short run.
const GROWTH: u64 = 12 * 1024;

fn runtime(threads: usize) -> Runtime {
    Builder::new_multi_thread()
        .worker_threads(threads)
        .enable_all()
        .build()
        .unwrap()
}

#[test]
fn nothing_is_lost_or_left_behind() {
    let calls = std::env::var("SOAK_CALLS").map_or(CALLS, |calls| calls.parse().unwrap());
    // What the first runtime of a process opens for signals stays open.
    drop(runtime(1));
    let before = Sample::now();
    let (service, program) = (runtime(1), runtime(2));
    let mix = Arc::<Mix>::default();
    let answer = Arc::clone(&mix);
    let server = service.block_on(Server::forgetting(move |_, request| {
        answer.script(request.head())
    }));
    let url = format!("http://{}", server.address());
    let tally = Arc::new(Tally::new(calls));

    let start = Instant::now();
    let watch = Watch::start(Arc::clone(&tally));
    program.block_on(read_all(&url, &tally));
    let took = start.elapsed();
    let memory = watch.end();

    let tasks = tasks_left(&program);
    drop((server, service, program));
    let after = Sample::now();

    let made = tally.calls.load(Ordering::Relaxed);
    let requests = mix.requests.load(Ordering::Relaxed);
    let per_second = f64::from(u32::try_from(made).unwrap()) / took.as_secs_f64();
    println!("{made} calls in {took:.1?}, {per_second:.0} a second; {requests} requests");
    println!("{} lists of {} items each", tally.lists(), lists::ITEMS);
    println!("failures: {:#?}", tally.failures());
    println!("memory in KiB, at the start {}: {memory:?}", before.memory);
    println!(
        "tasks left {tasks}; descriptors {} and {}",
        before.descriptors, after.descriptors
    );

    assert!(made >= calls, "{made}");
    assert_eq!(
        mix.given(),
        requests / Mix::ONE_IN,
        "the faults that were due"
    );
    assert!(
        made < 20 * FAULTS.len() || mix.kinds() == FAULTS.len(),
        "a fault is missing"
    );
    // All but those that an attempt made good.
    assert!(tally.failed() < made / 20, "{}", tally.failed());
    assert_eq!(tasks, 0, "tasks left behind");
    assert_eq!(
        after.descriptors, before.descriptors,
        "file descriptors left behind"
    );
    let (warm, last) = (memory[0], memory[memory.len() - 1]);
    assert!(last < warm + GROWTH, "memory grew: {memory:?}");
}

async fn read_all(url: &str, tally: &Arc<Tally>) {
    let client = tests::builder()
        .endpoint_url(url)
        .attempt_timeout(Duration::from_secs(1))
        .jitter(|| 0.02)
        .build()
        .await
        .unwrap();
    let mut callers = tokio::task::JoinSet::new();
    for _ in 0..AT_A_TIME {
        callers.spawn(read_lists(client.clone(), Arc::clone(tally)));
    }
    while let Some(caller) = callers.join_next().await {
        caller.unwrap();
    }
}

/// The tasks that live on once there is no client any more. Connections take a moment to end.
fn tasks_left(program: &Runtime) -> usize {
    let start = Instant::now();
    loop {
        let left = program.metrics().num_alive_tasks();
        if left == 0 || start.elapsed() > Duration::from_secs(10) {
            return left;
        }
        std::thread::sleep(Duration::from_millis(10));
    }
}
