//! The keys that signatures are made with. One is good for a day, a region and a service, and is kept as long.

use super::Scope;
use aws_credential_types::Credentials;
use aws_sigv4::sign::v4::generate_signing_key;
use std::sync::{PoisonError, RwLock};

/// A key, which is an HMAC with SHA-256.
pub(super) type SigningKey = [u8; 32];

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
            return kept.key;
        }
        drop(kept);
        let secret = scope.credentials.secret_access_key();
        let derived = generate_signing_key(secret, scope.time, scope.region, scope.service);
        let mut key = SigningKey::default();
        key.copy_from_slice(derived.as_ref());
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
            key,
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
