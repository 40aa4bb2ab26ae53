//! The keys that signatures are made with. One is good for a day, a region and a service, and is kept as long.

use super::Scope;
use crate::digest::hex;
use aws_credential_types::Credentials;
use aws_sigv4::sign::v4::generate_signing_key;
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use std::sync::{PoisonError, RwLock};

/// A key, with what an HMAC hashes of it before any text: a signature starts from there.
#[derive(Clone)]
pub(super) struct SigningKey(Hmac<Sha256>);

impl SigningKey {
    /// A key of 32 bytes. What an HMAC has for a key is filled up with zeros.
    fn new(key: &[u8]) -> Self {
        let mut filled = hmac::digest::Key::<Hmac<Sha256>>::default();
        for (to, from) in filled.iter_mut().zip(key) {
            *to = *from;
        }
        Self(Hmac::new(&filled))
    }

    /// The signature of a text, in hexadecimal digits.
    pub(super) fn sign(self, text: &str) -> String {
        hex(&self.bytes_of(text))
    }

    /// The signature of a text.
    pub(super) fn bytes_of(self, text: &str) -> [u8; 32] {
        self.0.chain_update(text).finalize().into_bytes().into()
    }
}

/// The most keys that are kept; the oldest is dropped first.
const MAX_KEYS: usize = 16;

/// The keys that a client has derived.
#[derive(Default)]
pub(crate) struct SigningKeys(RwLock<Vec<Kept>>);

struct Kept {
    credentials: Credentials,
    date: String,
    region: String,
    service: String,
    key: SigningKey,
}

impl SigningKeys {
    /// The key of this scope, whose time is on this date (`20150830`).
    pub(super) fn of(&self, scope: &Scope<'_>, date: &str) -> SigningKey {
        let kept = self.0.read().unwrap_or_else(PoisonError::into_inner);
        if let Some(kept) = kept.iter().find(|kept| kept.is_of(scope, date)) {
            return kept.key.clone();
        }
        drop(kept);
        let secret = scope.credentials.secret_access_key();
        let derived = generate_signing_key(secret, scope.time, scope.region, scope.service);
        let key = SigningKey::new(derived.as_ref());
        let mut all = self.0.write().unwrap_or_else(PoisonError::into_inner);
        // Another call may have derived it meanwhile: a second one would only push out others.
        if all.iter().any(|kept| kept.is_of(scope, date)) {
            return key;
        }
        if all.len() >= MAX_KEYS {
            all.remove(0);
        }
        all.push(Kept {
            credentials: scope.credentials.clone(),
            date: date.to_owned(),
            region: scope.region.to_owned(),
            service: scope.service.to_owned(),
            key: key.clone(),
        });
        key
    }
}

impl Kept {
    fn is_of(&self, scope: &Scope<'_>, date: &str) -> bool {
        self.date == date
            && self.region == scope.region
            && self.service == scope.service
            && self.credentials.secret_access_key() == scope.credentials.secret_access_key()
    }
}
