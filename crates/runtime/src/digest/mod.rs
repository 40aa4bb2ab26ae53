//! What is computed over the whole of a body before it is sent: its hash for the signature, and checksums.
//!
//! A body is read once for all of it, piece by piece, and what takes long is done on a thread that may be held up.

#[cfg(feature = "checksum")]
pub(crate) mod checksum;

use crate::blocking;
use crate::body::Body;
use crate::byte_stream::StreamError;
use bytes::Bytes;
use http::{HeaderName, HeaderValue};
use http_body_util::BodyExt;
use sha2::{Digest, Sha256};

/// The bytes that are computed over at a time: a call that is given up on stops soon.
const BATCH: usize = 1 << 20;

/// The most bytes that are computed over where they are: to change the thread would take longer.
const AT_ONCE: usize = 64 * 1024;

/// What is to be computed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Wanted {
    /// The SHA-256 for the signature.
    pub(crate) sha256: bool,
    /// The header `Content-MD5`.
    #[cfg(feature = "checksum")]
    pub(crate) content_md5: bool,
    /// The header `X-Amz-Sha256-Tree-Hash`, of a body that has bytes.
    #[cfg(feature = "checksum")]
    pub(crate) tree_hash: bool,
    /// The header `X-Amz-Content-Sha256`, likewise.
    #[cfg(feature = "checksum")]
    pub(crate) content_sha256: bool,
}

impl Wanted {
    pub(crate) fn is_nothing(self) -> bool {
        self == Self::default()
    }
}

/// What was computed.
#[derive(Debug, Default)]
pub(crate) struct Digests {
    /// The SHA-256 in hexadecimal digits.
    pub(crate) sha256: Option<String>,
    /// The headers to send, unless the request has them.
    pub(crate) headers: Vec<(HeaderName, HeaderValue)>,
}

/// Reads the body to its end.
///
/// # Errors
///
/// The source of the body failed.
pub(crate) async fn of_body(mut body: Body, wanted: Wanted) -> Result<Digests, StreamError> {
    let mut digester = Digester::new(wanted);
    let mut batch = Vec::new();
    let mut size = 0;
    while let Some(frame) = body.frame().await {
        let mut data = frame.map_err(StreamError::new)?.into_data();
        while let Ok(left) = &mut data
            && !left.is_empty()
        {
            let piece = left.split_to(left.len().min(BATCH - size));
            size += piece.len();
            batch.push(piece);
            if size == BATCH {
                digester = digester.update(std::mem::take(&mut batch), size).await?;
                size = 0;
            }
        }
    }
    Ok(digester.update(batch, size).await?.finish())
}

struct Digester {
    sha256: Option<Sha256>,
    #[cfg(feature = "checksum")]
    checksums: checksum::Checksums,
}

impl Digester {
    fn new(wanted: Wanted) -> Self {
        let sha256 = wanted.sha256;
        #[cfg(feature = "checksum")]
        let sha256 = sha256 || wanted.content_sha256;
        Self {
            sha256: sha256.then(Sha256::new),
            #[cfg(feature = "checksum")]
            checksums: checksum::Checksums::new(wanted),
        }
    }

    /// Goes on with these bytes, which are this many in all.
    async fn update(mut self, batch: Vec<Bytes>, size: usize) -> Result<Self, StreamError> {
        let work = move || {
            for bytes in &batch {
                if let Some(sha256) = &mut self.sha256 {
                    sha256.update(bytes);
                }
                #[cfg(feature = "checksum")]
                self.checksums.update(bytes);
            }
            self
        };
        if size <= AT_ONCE {
            return Ok(work());
        }
        blocking::run(work).await.map_err(StreamError::new)
    }

    fn finish(self) -> Digests {
        let sha256 = self.sha256.map(|sha256| hex(&sha256.finalize()));
        Digests {
            #[cfg(feature = "checksum")]
            headers: self.checksums.headers(sha256.as_deref()),
            #[cfg(not(feature = "checksum"))]
            headers: Vec::new(),
            sha256,
        }
    }
}

/// Bytes in hexadecimal digits.
pub(crate) fn hex(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len() * 2);
    for byte in bytes {
        for digit in [byte >> 4, byte & 0xf] {
            let letter = if digit < 10 { b'0' } else { b'a' - 10 };
            text.push(char::from(letter + digit));
        }
    }
    text
}
