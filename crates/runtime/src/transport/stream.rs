//! A connection, whatever it is made of.

use super::tls::{MaybeTls, unencrypted};
use hyper::rt::{Read, ReadBufCursor, Write};
use hyper_util::client::legacy::connect::{Connected, Connection};
use hyper_util::rt::TokioIo;
use std::io::{self, IoSlice};
use std::pin::Pin;
use std::task::{Context, Poll};
use tokio::net::TcpStream;

/// To the host that a URL names, with or without TLS.
type Direct = MaybeTls<TokioIo<TcpStream>>;

/// A connection to a server: directly, through a proxy that passes requests on, or through a tunnel of a proxy's.
pub(super) struct Stream {
    io: MaybeTls<Direct>,
    /// Whether requests on it name the host in their first line, as a proxy needs them to.
    is_proxied: bool,
}

impl Stream {
    pub(super) fn direct(direct: Direct) -> Self {
        Self {
            io: unencrypted(direct),
            is_proxied: false,
        }
    }

    pub(super) fn proxied(to_proxy: Direct) -> Self {
        Self {
            io: unencrypted(to_proxy),
            is_proxied: true,
        }
    }

    pub(super) fn tunnelled(through_proxy: MaybeTls<Direct>) -> Self {
        Self {
            io: through_proxy,
            is_proxied: false,
        }
    }

    fn io(self: Pin<&mut Self>) -> Pin<&mut MaybeTls<Direct>> {
        Pin::new(&mut self.get_mut().io)
    }
}

impl Connection for Stream {
    fn connected(&self) -> Connected {
        Connected::new().proxy(self.is_proxied)
    }
}

impl Read for Stream {
    fn poll_read(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buffer: ReadBufCursor<'_>,
    ) -> Poll<io::Result<()>> {
        self.io().poll_read(cx, buffer)
    }
}

impl Write for Stream {
    fn poll_write(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        self.io().poll_write(cx, bytes)
    }

    fn poll_write_vectored(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        slices: &[IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        self.io().poll_write_vectored(cx, slices)
    }

    fn is_write_vectored(&self) -> bool {
        self.io.is_write_vectored()
    }

    fn poll_flush(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        self.io().poll_flush(cx)
    }

    fn poll_shutdown(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        self.io().poll_shutdown(cx)
    }
}
