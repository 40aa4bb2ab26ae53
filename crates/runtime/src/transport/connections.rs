//! What the attempts of a call share of the connections that they were made on.

use crate::timeouts::Setting;
use http::HeaderValue;
use hyper_util::client::legacy::connect::{CaptureConnection, Connected};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

tokio::task_local! {
    /// Those of the call whose request is being sent.
    static CURRENT: Connections;
}

/// The connections of a call. Clones share what is known of them.
#[derive(Clone, Default)]
pub(crate) struct Connections(Arc<Known>);

#[derive(Default)]
struct Known {
    /// The connect timeout of the call, where it is another than the client's.
    connect_timeout: Setting,
    /// Whether a connection was made for the request that was sent last.
    is_new: AtomicBool,
    /// Whether the request that was sent last met with a kept connection that was closed.
    is_lost: AtomicBool,
    /// Whether kept connections are no longer to be trusted.
    shuns_kept: AtomicBool,
    /// Where the connection of the request that was sent last is captured, if the transport captures it.
    captured: Mutex<Option<CaptureConnection>>,
    /// What the proxy was shown, if one was: all requests of a call go to the same one.
    proxy_authorization: OnceLock<HeaderValue>,
}

impl Connections {
    /// Those of a call with a connect timeout of its own, if it has one.
    pub(crate) fn new(connect_timeout: Setting) -> Self {
        Self(Arc::new(Known {
            connect_timeout,
            ..Known::default()
        }))
    }

    /// An attempt got no response, or not in full. Unless its connection had been made for it, those that are kept may
    /// lead nowhere all alike, as when a firewall has forgotten them: from now on the call has new ones.
    pub(crate) fn failed(&self) {
        if !self.0.is_new.load(Ordering::Relaxed) {
            self.0.shuns_kept.store(true, Ordering::Relaxed);
        }
    }

    /// The host at the other end of the last request's connection is not well, and others of the same name may be: no
    /// request is sent on that connection any more, of whichever call.
    pub(crate) fn poison(&self) {
        if let Some(captured) = &*self.captured()
            && let Some(connected) = &*captured.connection_metadata()
        {
            Connected::poison(connected);
        }
    }

    /// Whether there was a connection for the request that was sent last, so that it may have gone out. A transport of
    /// the program's own does not say, so that it may always have.
    pub(crate) fn has_connected(&self) -> bool {
        let captured = self.captured();
        captured
            .as_ref()
            .is_none_or(|captured| captured.connection_metadata().is_some())
    }

    /// Whether the request that was sent last met with a kept connection that was closed. True once.
    pub(crate) fn take_loss(&self) -> bool {
        self.0.is_lost.swap(false, Ordering::Relaxed)
    }

    /// What a proxy was shown that passes the requests on.
    pub(crate) fn proxy_authorization(&self) -> Option<&HeaderValue> {
        self.0.proxy_authorization.get()
    }

    pub(super) fn authorized(&self, authorization: &HeaderValue) {
        self.0
            .proxy_authorization
            .get_or_init(|| authorization.clone());
    }

    /// The next request is sent, and its connection is captured here. Gives whether it is to have one of its own.
    pub(super) fn start(&self, captured: CaptureConnection) -> bool {
        *self.captured() = Some(captured);
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

    /// The call's own connect timeout, where it is another than the client's.
    pub(super) fn connect_timeout(&self) -> Setting {
        self.0.connect_timeout
    }

    /// As [`connect_timeout`](Self::connect_timeout), of the call whose request is being sent.
    pub(super) fn current_connect_timeout() -> Setting {
        CURRENT.try_with(Self::connect_timeout).unwrap_or_default()
    }

    fn captured(&self) -> MutexGuard<'_, Option<CaptureConnection>> {
        let captured = &self.0.captured;
        captured.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
