//! How the requests of an operation are authenticated.

/// How the requests of an operation are authenticated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Auth {
    /// Signed with AWS Signature Version 4.
    SigV4,
    /// Sent without a signature.
    None,
    /// By the first of these that there is an identity for (Smithy's `auth` trait). The client's settings and the
    /// endpoint may have another order.
    #[cfg(feature = "bearer-auth")]
    FirstOf(&'static [AuthScheme]),
}

/// An authentication scheme of Smithy.
#[cfg(feature = "bearer-auth")]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum AuthScheme {
    /// AWS Signature Version 4 (`aws.auth#sigv4`).
    SigV4,
    /// A bearer token (`smithy.api#httpBearerAuth`).
    Bearer,
}

impl Auth {
    /// Whether requests are, or may be, signed.
    pub(crate) fn may_sign(self) -> bool {
        match self {
            Self::SigV4 => true,
            Self::None => false,
            #[cfg(feature = "bearer-auth")]
            Self::FirstOf(schemes) => schemes.contains(&AuthScheme::SigV4),
        }
    }
}

#[cfg(feature = "bearer-auth")]
impl AuthScheme {
    /// The name that settings have for it: its trait's, without the namespace.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::SigV4 => "sigv4",
            Self::Bearer => "httpBearerAuth",
        }
    }

    /// Whether it is the scheme of this name, with or without a namespace. Endpoint rules call a bearer token `bearer`.
    pub(crate) fn is_named(self, name: &str) -> bool {
        let name = name.rsplit('#').next().unwrap_or_default();
        name == self.name() || (self == Self::Bearer && name == "bearer")
    }
}
