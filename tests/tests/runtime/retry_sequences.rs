//! The sequences that AWS's SDKs are tested with for the standard mode in its 2.1 form: for each, what the service
//! answers, how long each wait is, and how many tokens are left of the quota in the end.

use smithereens::{Client, Overrides};
use tests::replay::{Outcome, Replay};
use tests::sample::ListConfigs;

const CAPACITY: u32 = 500;

/// How a call ends.
#[derive(Clone, Copy, Debug, PartialEq)]
enum End {
    Success,
    /// The attempts it may make are used up.
    MaxAttempts,
    /// The quota is.
    Quota,
}

/// A sequence: the quota at its start, the number of attempts, and calls one after the other, each with the statuses
/// that it meets with, the waits in milliseconds, and how it ends; then the quota at its end.
struct Sequence {
    name: &'static str,
    tokens: u32,
    max_attempts: u32,
    calls: &'static [(&'static [u16], &'static [u128], End)],
    tokens_left: u32,
}

const SEQUENCES: [Sequence; 10] = [
    Sequence {
        name: "a retry succeeds in the end",
        tokens: 500,
        max_attempts: 3,
        calls: &[(&[500, 500, 200], &[50, 100], End::Success)],
        tokens_left: 486,
    },
    Sequence {
        name: "the attempts are used up",
        tokens: 500,
        max_attempts: 3,
        calls: &[(&[502, 502, 502], &[50, 100], End::MaxAttempts)],
        tokens_left: 472,
    },
    Sequence {
        name: "the quota is for one retry",
        tokens: 14,
        max_attempts: 3,
        calls: &[(&[500, 500], &[50], End::Quota)],
        tokens_left: 0,
    },
    Sequence {
        name: "there is no quota",
        tokens: 0,
        max_attempts: 3,
        calls: &[(&[500], &[], End::Quota)],
        tokens_left: 0,
    },
    Sequence {
        name: "waits double",
        tokens: 500,
        max_attempts: 5,
        calls: &[(&[500; 5], &[50, 100, 200, 400], End::MaxAttempts)],
        tokens_left: 444,
    },
    Sequence {
        name: "waits double up to a bound",
        tokens: 500,
        max_attempts: 12,
        calls: &[(
            &[500; 12],
            &[
                50, 100, 200, 400, 800, 1_600, 3_200, 6_400, 12_800, 20_000, 20_000,
            ],
            End::MaxAttempts,
        )],
        tokens_left: 346,
    },
    Sequence {
        name: "the quota does not reach for a second retry",
        tokens: 20,
        max_attempts: 5,
        calls: &[(&[500, 502], &[50], End::Quota)],
        tokens_left: 6,
    },
    Sequence {
        name: "a success gives back what its last retry cost",
        tokens: 30,
        max_attempts: 5,
        calls: &[
            (&[500, 502, 200], &[50, 100], End::Success),
            (&[500, 200], &[50], End::Success),
        ],
        tokens_left: 16,
    },
    Sequence {
        name: "throttling costs less and waits longer",
        tokens: 500,
        max_attempts: 5,
        calls: &[
            (&[THROTTLED, 200], &[1_000], End::Success),
            (
                &[THROTTLED; 5],
                &[1_000, 2_000, 4_000, 8_000],
                End::MaxAttempts,
            ),
        ],
        tokens_left: 480,
    },
    Sequence {
        name: "a success without a retry gives back one",
        tokens: 30,
        max_attempts: 3,
        calls: &[(&[200], &[], End::Success), (&[404], &[], End::MaxAttempts)],
        tokens_left: 31,
    },
];

/// Stands for an error with a throttling code, whatever its status.
const THROTTLED: u16 = 400;

fn answer(status: u16) -> Outcome {
    match status {
        THROTTLED => Outcome::error(THROTTLED, "Throttling"),
        _ => Outcome::status(status, "{}"),
    }
}

/// Sends once, with these responses: when each attempt was made, counted from the first, and how the call ended.
async fn send(client: &Client, replay: &Replay, statuses: &[u16]) -> (Vec<u128>, End) {
    replay.go_on_with(statuses.iter().copied().map(answer));
    let outcome = client.send(ListConfigs::new("f")).await;
    let times = replay.times();
    let end = match outcome {
        Ok(_) => End::Success,
        Err(error) if error.to_string().contains("retry quota is used up") => End::Quota,
        Err(_) => End::MaxAttempts,
    };
    let waits = times.windows(2).map(|pair| pair[1] - pair[0]).collect();
    (waits, end)
}

fn with_attempts(client: &Client, max_attempts: u32) -> Client {
    client.with(Overrides::new().max_attempts(max_attempts))
}

/// Uses up the quota but for this many tokens: 14 for each transient error, 5 for each throttling.
async fn leave(client: &Client, replay: &Replay, tokens: u32) {
    let spent = CAPACITY - tokens;
    let transient = (0..=spent / 14)
        .rev()
        .find(|transient| (spent - transient * 14).is_multiple_of(5));
    let transient = transient.unwrap();
    let throttled = (spent - transient * 14) / 5;
    let mut statuses = vec![500; transient as usize];
    statuses.extend(vec![THROTTLED; throttled as usize]);
    // The last failure is not paid for.
    statuses.push(500);
    let client = with_attempts(client, transient + throttled + 1);
    let (_, end) = send(&client, replay, &statuses).await;
    assert_eq!(end, End::MaxAttempts);
}

/// How many tokens are left, which uses them up: by fives, and then by how many successes it takes to make up for
/// what is missing of five.
async fn left(client: &Client, replay: &Replay) -> u32 {
    let many = with_attempts(client, CAPACITY);
    let (waits, end) = send(&many, replay, &[THROTTLED; 102]).await;
    assert_eq!(end, End::Quota);
    let fives = u32::try_from(waits.len()).unwrap();
    for missing in 1..=5 {
        send(client, replay, &[200]).await;
        let (waits, _) = send(&with_attempts(client, 2), replay, &[THROTTLED; 2]).await;
        if waits.len() == 1 {
            return fives * 5 + (5 - missing);
        }
    }
    panic!("a success gives back one token");
}

#[tokio::test(start_paused = true)]
async fn each_sequence_is_as_published() {
    for sequence in SEQUENCES {
        let name = sequence.name;
        let replay = Replay::new([]);
        let client = tests::builder()
            .operation_timeout(None)
            .max_attempts(sequence.max_attempts)
            .transport(replay.clone())
            .build()
            .await
            .unwrap();
        leave(&client, &replay, sequence.tokens).await;
        for (statuses, waits, end) in sequence.calls {
            let expected = (waits.to_vec(), *end);
            assert_eq!(send(&client, &replay, statuses).await, expected, "{name}");
        }
        assert_eq!(left(&client, &replay).await, sequence.tokens_left, "{name}");
    }
}
