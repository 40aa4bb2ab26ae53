//! Callers that read lists page by page, take up again where a call failed, and check what they got.

use lambda_errors::ListFunctionEventInvokeConfigsError;
use lambda_operations::ListFunctionEventInvokeConfigs;
use smithereens::{Client, Error, ErrorKind, TimeoutKind};
use std::collections::BTreeMap;
use std::fmt::Write;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;
use tokio::time::timeout;

const PAGES: usize = 5;
const ITEMS_A_PAGE: usize = 3;
/// The items of a list.
pub const ITEMS: usize = PAGES * ITEMS_A_PAGE;

/// One call in this many is followed by another one that is given up, after so long.
const ABANDONED: usize = 100;
const PATIENCE: Duration = Duration::from_micros(500);

/// A page of the list with this name, as JSON.
pub fn page(list: &str, number: usize) -> String {
    let mut items = String::new();
    for item in 0..ITEMS_A_PAGE {
        let comma = if item > 0 { "," } else { "" };
        write!(
            items,
            r#"{comma}{{"FunctionArn":"{list}/{number}/{item}","MaximumRetryAttempts":2}}"#
        )
        .unwrap();
    }
    let next = match number + 1 {
        PAGES => String::new(),
        next => format!(r#","NextMarker":"{next}""#),
    };
    format!(r#"{{"FunctionEventInvokeConfigs":[{items}]{next}}}"#)
}

/// What all callers have done.
pub struct Tally {
    /// How many calls are to be made.
    pub due: usize,
    pub calls: AtomicUsize,
    lists: AtomicUsize,
    failures: Mutex<BTreeMap<String, usize>>,
}

impl Tally {
    pub fn new(due: usize) -> Self {
        Self {
            due,
            calls: AtomicUsize::default(),
            lists: AtomicUsize::default(),
            failures: Mutex::default(),
        }
    }

    pub fn lists(&self) -> usize {
        self.lists.load(Ordering::Relaxed)
    }

    /// How often calls failed, by what.
    pub fn failures(&self) -> BTreeMap<String, usize> {
        self.failures.lock().unwrap().clone()
    }

    pub fn failed(&self) -> usize {
        self.failures.lock().unwrap().values().sum()
    }

    /// Takes note of a failure, which has to be of a sort that the server is the reason for.
    fn failed_with(&self, error: &Error<ListFunctionEventInvokeConfigsError>) {
        let known = match error.kind() {
            ErrorKind::Connection | ErrorKind::Timeout(TimeoutKind::Attempt) => {
                error.attempts() == 3
            }
            ErrorKind::Decode => true,
            ErrorKind::Service => match error.status() {
                Some(429 | 500 | 503) => error.attempts() == 3,
                Some(301 | 404) => true,
                _ => false,
            },
            _ => false,
        };
        assert!(known, "{error:?}");
        let (status, code) = (error.status().unwrap_or(0), error.code().unwrap_or("-"));
        let sort = format!("{:?} {status} {code}", error.kind());
        *self.failures.lock().unwrap().entry(sort).or_default() += 1;
    }
}

/// Reads one list after another, until enough calls have been made.
pub async fn read_lists(client: Client, tally: std::sync::Arc<Tally>) {
    while tally.calls.load(Ordering::Relaxed) < tally.due {
        let list = format!("list-{}", tally.lists.fetch_add(1, Ordering::Relaxed));
        let items = read_list(&client, &list, &tally).await;
        let due = (0..PAGES).flat_map(|page| (0..ITEMS_A_PAGE).map(move |item| (page, item)));
        let due = due.map(|(page, item)| format!("{list}/{page}/{item}"));
        assert!(
            items.iter().eq(due.collect::<Vec<_>>().iter()),
            "{list}: {items:?}"
        );
    }
}

/// The items of a list, in their order.
async fn read_list(client: &Client, list: &str, tally: &Tally) -> Vec<String> {
    let operation = ListFunctionEventInvokeConfigs::new(list);
    let mut items = Vec::new();
    let mut pages = client.pages(operation.clone());
    loop {
        // Some callers do not wait for their responses.
        if tally
            .calls
            .load(Ordering::Relaxed)
            .is_multiple_of(ABANDONED)
        {
            let _ = timeout(PATIENCE, client.send(operation.clone())).await;
        }
        match pages.try_next().await {
            Ok(None) => return items,
            Ok(Some(page)) => {
                let configs = page.function_event_invoke_configs.into_iter();
                items.extend(configs.map(|config| config.function_arn.unwrap_or_default()));
            }
            Err(error) => {
                tally.failed_with(&error);
                let token = pages.next_token().unwrap_or_default().to_owned();
                pages = client.pages(operation.clone()).start_at(token);
            }
        }
        tally.calls.fetch_add(1, Ordering::Relaxed);
    }
}
