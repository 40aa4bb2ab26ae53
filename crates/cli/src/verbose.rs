//! What `--verbose` shows: the events of the client and of this program, on stderr.

use crate::stderr::Lines;
use tracing::Level;
use tracing_subscriber::filter::Targets;
use tracing_subscriber::fmt;
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::util::SubscriberInitExt;

/// Shows events from here on.
///
/// The HTTP library's own events stay out: they hold nothing of use to this program's user, and headers hold
/// signatures.
pub fn start() {
    let shown = Targets::new()
        .with_target("smithereens", Level::DEBUG)
        .with_target(env!("CARGO_CRATE_NAME"), Level::DEBUG);
    let lines = fmt::layer()
        // Colours would be escaped with what comes from outside.
        .with_writer(|| Lines)
        .with_ansi(false)
        .with_ansi_sanitization(false)
        .log_internal_errors(false)
        .with_target(false)
        .with_timer(fmt::time::uptime());
    tracing_subscriber::registry()
        .with(shown)
        .with(lines)
        .init();
}
