//! What the attempts of a call tell each other of the connections that they were made on.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

tokio::task_local! {
    /// Those of the call whose request is being sent.
    static CURRENT: Connections;
}

/// The connections of a call. Clones share what is known of them.
#[derive(Clone, Default)]
pub(crate) struct Connections(Arc<Known>);

#[derive(Default)]
struct Known {
    /// Whether a connection was made for the request that was sent last.
    is_new: AtomicBool,
    /// Whether the request that was sent last met with a kept connection that was closed.
    is_lost: AtomicBool,
    /// Whether kept connections are no longer to be trusted.
    shuns_kept: AtomicBool,
}

impl Connections {
    /// An attempt got no answer, or not in full. Unless its connection had been made for it, those that are kept may
    /// lead nowhere all alike, as when a firewall has forgotten them: from now on the call has new ones.
    pub(crate) fn failed(&self) {
        if !self.0.is_new.load(Ordering::Relaxed) {
            self.0.shuns_kept.store(true, Ordering::Relaxed);
        }
    }

    /// Whether the request that was sent last met with a kept connection that was closed. This is told once.
    pub(crate) fn take_loss(&self) -> bool {
        self.0.is_lost.swap(false, Ordering::Relaxed)
    }

    /// The next request is sent. Gives whether it is to have a connection of its own.
    pub(super) fn start(&self) -> bool {
        let shuns_kept = self.0.shuns_kept.load(Ordering::Relaxed);
        self.0.is_new.store(shuns_kept, Ordering::Relaxed);
        shuns_kept
    }

    /// The request's connection is lost. If it was a kept one, the others may be closed as well: from now on the call
    /// has new ones.
    pub(super) fn lost(&self) {
        if !self.0.is_new.load(Ordering::Relaxed) {
            self.0.is_lost.store(true, Ordering::Relaxed);
            self.0.shuns_kept.store(true, Ordering::Relaxed);
        }
    }

    /// Sends a request in this call's name.
    pub(super) async fn during<T>(&self, sent: impl Future<Output = T>) -> T {
        CURRENT.scope(self.clone(), sent).await
    }

    /// A connection was made for the request that is being sent. One that another connection overtook is finished
    /// elsewhere, and is no request's own.
    pub(super) fn made() {
        let _ = CURRENT.try_with(|connections| connections.0.is_new.store(true, Ordering::Relaxed));
    }
}
