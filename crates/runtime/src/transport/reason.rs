//! Why an exchange failed, found in the errors of the libraries below.
//!
//! The texts here are our own: the errors of those libraries are kept as the source of the error, with theirs.

use super::connector::{ConnectTimeout, InvalidPort, NoProxyConnection};
use super::proxies::UnusableProxy;
#[cfg(feature = "reqwest")]
use super::reqwest_client::ReqwestFailure;
use super::resolver::UnresolvedName;
use super::tls::TlsFailure;
use crate::byte_stream::StreamError;
use crate::error::ErrorKind;
use std::borrow::Cow;
use std::error::Error;
use std::io;

/// Why there is no response, or no more of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reason {
    Tls(TlsFailure),
    /// With the proxy itself, rather than through it.
    TlsOfProxy(TlsFailure),
    RequestStream,
    /// The variable that names the proxy holds no URL.
    MalformedProxy(&'static str),
    /// The variable that names the proxy has one of a kind that is not supported.
    OtherKindOfProxy(&'static str),
    /// The proxy makes tunnels for those alone who show who they are.
    ProxyAuthorization,
    /// The proxy makes no tunnel.
    NoTunnel,
    InvalidPort,
    UnknownName,
    ConnectionRefused,
    Unreachable,
    /// What was sent was not taken by the other side for too long.
    Unacknowledged,
    /// The connection was broken off.
    Dropped,
    /// The connection was closed in order.
    Closed,
    /// What came does not begin as HTTP does.
    NotHttp,
    MalformedHead,
    /// Something came before there was a request.
    UnexpectedData,
    /// The head of the response has no end.
    HeadTooLarge,
    /// It is the program's client that has none.
    #[cfg(feature = "reqwest")]
    Reqwest(ReqwestFailure),
}

impl Reason {
    /// The reason for an error, where it is known.
    pub(super) fn of(error: &(dyn Error + 'static)) -> Option<Self> {
        // Looked for one after another: a TLS error, for one, stands within an error of input and output.
        let reasons: [fn(&(dyn Error + 'static)) -> Option<Self>; 8] = [
            of_tls, of_stream, of_proxy, of_port, of_dns, of_http, of_io, of_reqwest,
        ];
        let reason = reasons
            .into_iter()
            .find_map(|reason| chain(error).find_map(reason))?;
        Some(match reason {
            Self::Tls(tls) if chain(error).any(<dyn Error>::is::<NoProxyConnection>) => {
                Self::TlsOfProxy(tls)
            }
            reason => reason,
        })
    }

    /// Whether it is what was sent or answered that failed, rather than the connection.
    pub(super) fn is_of_exchange(self) -> bool {
        matches!(
            self,
            Self::RequestStream | Self::NotHttp | Self::MalformedHead | Self::HeadTooLarge
        )
    }

    /// What sort of failure it is.
    pub(super) fn kind(self) -> ErrorKind {
        match self {
            // The client is not made for such a request, and nothing was sent.
            Self::Tls(_) | Self::TlsOfProxy(_) if TlsFailure::IS_MISSING => {
                ErrorKind::Configuration
            }
            #[cfg(feature = "reqwest")]
            Self::Reqwest(failure) => failure.kind(),
            _ => ErrorKind::Connection,
        }
    }

    /// Whether the next attempt would meet with it as well: a certificate that is refused now is refused next time, and so
    /// is who may not use the proxy.
    pub(super) fn is_lasting(self) -> bool {
        match self {
            Self::Tls(_)
            | Self::TlsOfProxy(_)
            | Self::MalformedProxy(_)
            | Self::OtherKindOfProxy(_)
            | Self::ProxyAuthorization
            | Self::InvalidPort => true,
            #[cfg(feature = "reqwest")]
            Self::Reqwest(failure) => failure.is_lasting(),
            _ => false,
        }
    }

    /// The reason in words, which a message has in parentheses.
    pub(super) fn text(self) -> Cow<'static, str> {
        Cow::Borrowed(match self {
            Self::Tls(failure) => failure.text(),
            Self::TlsOfProxy(failure) => failure.text_of_proxy(),
            #[cfg(feature = "reqwest")]
            Self::Reqwest(failure) => failure.text(),
            Self::RequestStream => "the stream of the request's body failed",
            Self::MalformedProxy(variable) => {
                return format!("{variable} is not the URL of a proxy").into();
            }
            Self::OtherKindOfProxy(variable) => {
                return format!("{variable} names a proxy of a kind that is not supported").into();
            }
            Self::ProxyAuthorization => "the proxy asks for a user name and a password",
            Self::NoTunnel => "the proxy refused",
            Self::InvalidPort => "its port is no number from 1 to 65535",
            Self::UnknownName => "the name is not known",
            Self::ConnectionRefused => "nothing listens there",
            Self::Unreachable => "there is no route to it",
            Self::Unacknowledged => {
                "the connection timed out: what was sent last was not acknowledged, or not read"
            }
            Self::Dropped => "the connection was dropped",
            Self::Closed => "the connection was closed",
            Self::NotHttp => "what came is not HTTP",
            Self::UnexpectedData => "it sent data before it was asked, as no HTTP server does",
            Self::MalformedHead => "what came is malformed HTTP",
            Self::HeadTooLarge => "the head of the response is too large",
        })
    }

    /// What may be done, where it is something particular.
    pub(super) fn hint(self) -> Option<&'static str> {
        Some(match self {
            Self::Tls(failure) => return failure.hint(),
            Self::TlsOfProxy(failure) => return failure.hint_of_proxy(),
            #[cfg(feature = "reqwest")]
            Self::Reqwest(failure) => return failure.hint(),
            Self::MalformedProxy(_) => {
                "it has the form http://host:port or http://user:password@host:port, with the user name and the password percent-encoded"
            }
            Self::OtherKindOfProxy(_) => {
                "name one with http:// or https:// in it, or in HTTPS_PROXY, HTTP_PROXY or ALL_PROXY"
            }
            Self::ProxyAuthorization => {
                "check the user name and the password in HTTPS_PROXY or ALL_PROXY, percent-encoded: http://user:password@host:port"
            }
            Self::NotHttp | Self::UnexpectedData => {
                "check the endpoint's port, and whether it has to start with http:// or https://"
            }
            _ => return None,
        })
    }
}

/// Whether what came of the body is not HTTP, as a chunk without a size is.
pub(super) fn is_malformed(error: &(dyn Error + 'static)) -> bool {
    let is_invalid = |error: &io::Error| {
        matches!(
            error.kind(),
            io::ErrorKind::InvalidData | io::ErrorKind::InvalidInput
        )
    };
    chain(error).find_map(of_tls).is_none()
        && chain(error).any(<dyn Error>::is::<hyper::Error>)
        && chain(error).any(|error| error.downcast_ref().is_some_and(is_invalid))
}

/// Whether something that was waited for did not come in time.
pub(super) fn is_timeout(error: &(dyn Error + 'static)) -> bool {
    let is_io = |error: &io::Error| error.kind() == io::ErrorKind::TimedOut;
    chain(error).any(|error| {
        error.is::<ConnectTimeout>()
            || error.downcast_ref().is_some_and(is_io)
            || is_timeout_of_reqwest(error)
    })
}

/// Whether a timeout passed that a transport of the program's own has, once there was a connection.
pub(super) fn is_timeout_of_transport(error: &(dyn Error + 'static)) -> bool {
    chain(error).find_map(of_io).is_none() && chain(error).any(is_timeout_of_reqwest)
}

#[cfg(feature = "reqwest")]
fn is_timeout_of_reqwest(error: &(dyn Error + 'static)) -> bool {
    let error: Option<&reqwest::Error> = error.downcast_ref();
    error.is_some_and(reqwest::Error::is_timeout)
}

#[cfg(not(feature = "reqwest"))]
fn is_timeout_of_reqwest(_error: &(dyn Error + 'static)) -> bool {
    false
}

#[cfg(feature = "reqwest")]
fn of_reqwest(error: &(dyn Error + 'static)) -> Option<Reason> {
    ReqwestFailure::of(error).map(Reason::Reqwest)
}

#[cfg(not(feature = "reqwest"))]
fn of_reqwest(_error: &(dyn Error + 'static)) -> Option<Reason> {
    None
}

fn of_tls(error: &(dyn Error + 'static)) -> Option<Reason> {
    TlsFailure::of(error).map(Reason::Tls)
}

fn of_stream(error: &(dyn Error + 'static)) -> Option<Reason> {
    error.is::<StreamError>().then_some(Reason::RequestStream)
}

fn of_proxy(error: &(dyn Error + 'static)) -> Option<Reason> {
    if let Some(unusable) = error.downcast_ref::<UnusableProxy>() {
        let variable = unusable.variable;
        return Some(if unusable.is_of_other_kind() {
            Reason::OtherKindOfProxy(variable)
        } else {
            Reason::MalformedProxy(variable)
        });
    }
    // hyper-util has no name for this error.
    match error.to_string().strip_prefix("tunnel error: ")? {
        "proxy authorization required" => Some(Reason::ProxyAuthorization),
        "unexpected end of file" => Some(Reason::Closed),
        "unsuccessful" | "proxy response headers too long" => Some(Reason::NoTunnel),
        _ => None,
    }
}

fn of_port(error: &(dyn Error + 'static)) -> Option<Reason> {
    error.is::<InvalidPort>().then_some(Reason::InvalidPort)
}

fn of_dns(error: &(dyn Error + 'static)) -> Option<Reason> {
    error.is::<UnresolvedName>().then_some(Reason::UnknownName)
}

fn of_http(error: &(dyn Error + 'static)) -> Option<Reason> {
    let http: &hyper::Error = error.downcast_ref()?;
    // For some, hyper has no predicate, or one of its server alone.
    let words = http.to_string();
    if http.is_parse() {
        Some(if words.contains("too large") {
            Reason::HeadTooLarge
        } else if words.contains("version") {
            Reason::NotHttp
        } else {
            Reason::MalformedHead
        })
    } else if http.is_incomplete_message() {
        Some(Reason::Closed)
    } else if words.contains("unexpected message") {
        Some(Reason::UnexpectedData)
    } else {
        None
    }
}

fn of_io(error: &(dyn Error + 'static)) -> Option<Reason> {
    let io: &io::Error = error.downcast_ref()?;
    match io.kind() {
        io::ErrorKind::ConnectionRefused => Some(Reason::ConnectionRefused),
        io::ErrorKind::ConnectionReset
        | io::ErrorKind::ConnectionAborted
        | io::ErrorKind::BrokenPipe
        | io::ErrorKind::UnexpectedEof => Some(Reason::Dropped),
        io::ErrorKind::TimedOut => Some(Reason::Unacknowledged),
        io::ErrorKind::HostUnreachable | io::ErrorKind::NetworkUnreachable => {
            Some(Reason::Unreachable)
        }
        _ => None,
    }
}

/// An error and all below it. An `io::Error` gives its inside's source as its own, so that its inside itself
/// would be passed over.
pub(super) fn chain<'a>(
    error: &'a (dyn Error + 'static),
) -> impl Iterator<Item = &'a (dyn Error + 'static)> {
    let mut next = Some(error);
    std::iter::from_fn(move || {
        let error = next?;
        let inside = error.downcast_ref().and_then(io::Error::get_ref);
        next = match inside {
            Some(inside) => Some(inside),
            None => error.source(),
        };
        Some(error)
    })
}
