//! What TLS failed for, found in the errors of rustls.

use rustls::{AlertDescription, CertificateError};
use std::error::Error;

/// What TLS failed for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::transport) enum TlsFailure {
    OtherProtocol,
    UnknownAuthority,
    Expired,
    NotYetValid,
    WrongName,
    OtherCertificate,
    /// It speaks none of the versions of HTTP that were offered.
    NoHttpVersion,
    Other,
}

impl TlsFailure {
    /// Whether it is that there is no TLS.
    pub(in crate::transport) const IS_MISSING: bool = false;

    /// What this error says of TLS, if it does.
    pub(in crate::transport) fn of(error: &(dyn Error + 'static)) -> Option<Self> {
        use CertificateError as Of;
        use rustls::Error as Tls;
        Some(match error.downcast_ref()? {
            Tls::InvalidCertificate(error) => match error {
                Of::UnknownIssuer => Self::UnknownAuthority,
                Of::Expired | Of::ExpiredContext { .. } => Self::Expired,
                Of::NotValidYet | Of::NotValidYetContext { .. } => Self::NotYetValid,
                Of::NotValidForName | Of::NotValidForNameContext { .. } => Self::WrongName,
                _ => Self::OtherCertificate,
            },
            Tls::InvalidMessage(_) => Self::OtherProtocol,
            Tls::NoApplicationProtocol
            | Tls::AlertReceived(AlertDescription::NoApplicationProtocol) => Self::NoHttpVersion,
            _ => Self::Other,
        })
    }

    /// It in words.
    pub(in crate::transport) const fn text(self) -> &'static str {
        match self {
            Self::OtherProtocol => "it does not speak TLS",
            Self::UnknownAuthority => "its certificate is of an authority that is not trusted",
            Self::Expired => "its certificate has expired",
            Self::NotYetValid => "its certificate is not valid yet",
            Self::WrongName => "its certificate is for another name",
            Self::OtherCertificate => "its certificate is not accepted",
            Self::NoHttpVersion => "it does not speak the version of HTTP that the operation needs",
            Self::Other => "TLS was refused",
        }
    }

    /// It in words, where it is with a proxy, rather than through it.
    pub(in crate::transport) const fn text_of_proxy(self) -> &'static str {
        match self {
            Self::OtherProtocol => "the proxy does not speak TLS",
            Self::UnknownAuthority => {
                "the proxy's certificate is of an authority that is not trusted"
            }
            Self::Expired => "the proxy's certificate has expired",
            Self::NotYetValid => "the proxy's certificate is not valid yet",
            Self::WrongName => "the proxy's certificate is for another name",
            Self::OtherCertificate => "the proxy's certificate is not accepted",
            Self::NoHttpVersion | Self::Other => "the proxy refused TLS",
        }
    }

    /// What may be done, where it is something particular.
    pub(in crate::transport) const fn hint(self) -> Option<&'static str> {
        Some(match self {
            Self::OtherProtocol => "check the endpoint's port, or use http:// if it has no TLS",
            Self::UnknownAuthority => {
                "if the authority is your own, or your proxy's, name its certificate in AWS_CA_BUNDLE"
            }
            Self::Expired | Self::NotYetValid => {
                "check the server's certificate, and that this machine's clock is right"
            }
            Self::WrongName => "check the endpoint's name against the server's certificate",
            _ => return None,
        })
    }

    /// As [`hint`](Self::hint), where it is with a proxy.
    pub(in crate::transport) const fn hint_of_proxy(self) -> Option<&'static str> {
        Some(match self {
            Self::OtherProtocol => {
                "check the proxy's port, or name it with http:// if it is not spoken to over TLS itself: URLs with https:// go through such a proxy all the same"
            }
            Self::Expired | Self::NotYetValid => {
                "check the proxy's certificate, and that this machine's clock is right"
            }
            Self::WrongName => "check the proxy's name against the proxy's certificate",
            Self::UnknownAuthority => return self.hint(),
            _ => return None,
        })
    }
}
