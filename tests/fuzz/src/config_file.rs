//! Reading the shared config and credentials files.

use crate::client::{Wire, all_of, block_on};
use lambda_operations::ListFunctionEventInvokeConfigs;
use smithereens::Client;
use smithereens::config::Environment;

const SECRET: &str = "s3cr3t";

/// Between the two files in an input.
const DIVIDER: &str = "\n%%%%\n";

/// Settings whose value an error may show, since it is what the error is about.
const SHOWN: [&str; 4] = ["region", "endpoint_url", "max_attempts", "services"];

/// The same, by the end or the beginning of their names.
const SHOWN_PARTS: [&str; 6] = [
    "use_", "_mode", "disable_", "ignore_", "sdk_ua_", "request_",
];

/// Makes a client of two files and sends a request. Whatever comes of it, no error shows what is in the files,
/// but for the settings that it is about.
pub fn run(data: &[u8]) {
    let text = String::from_utf8_lossy(data).replace(SECRET, "");
    let (config, credentials) = text.split_once(DIVIDER).unwrap_or((&text, &text));
    let environment = Environment::empty()
        .variable("HOME", "/h")
        .file("/h/.aws/config", planted(config))
        .file("/h/.aws/credentials", planted(credentials));
    block_on(async {
        let builder = Client::builder().environment(environment);
        let client = match builder
            .transport(Wire::default())
            .max_attempts(1)
            .build()
            .await
        {
            Ok(client) => client,
            Err(error) => return check(&all_of(&error)),
        };
        check(&format!("{client:?}"));
        let sent = client.send(ListFunctionEventInvokeConfigs::new("f")).await;
        check(&all_of(&sent.expect_err("there is no response")));
    });
}

fn check(text: &str) {
    assert!(!text.contains(SECRET), "what is in a file is shown: {text}");
}

/// The file with a secret at the end of each line that no error may show. Lines that are indented may belong to
/// a setting above them, and names of sections are what errors are about.
fn planted(file: &str) -> String {
    let lines = file.split_inclusive('\n').map(|line| {
        let (line, end) = match line.strip_suffix('\n') {
            Some(line) => (line.strip_suffix('\r').unwrap_or(line), "\n"),
            None => (line, ""),
        };
        let start = line.trim_start_matches('\u{feff}').to_lowercase();
        let is_shown = SHOWN.iter().any(|name| start.contains(name))
            || SHOWN_PARTS.iter().any(|part| start.contains(part))
            || start.starts_with('[')
            || start.trim_start() != start
            || start.is_empty();
        let secret = if is_shown { "" } else { SECRET };
        format!("{line}{secret}{end}")
    });
    lines.collect()
}
