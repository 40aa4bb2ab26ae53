//! How secrets are taken out of a text, in whatever encoding they stand there.
//!
//! A service may quote a request as it came, as part of JSON, XML or HTML, percent-encoded, in base64 or as bytes in
//! hexadecimal, and these within each other. So it is not the encodings of a secret that are looked for: the text is
//! decoded, layer by layer, and the secret is looked for in each of the layers. What is found is taken out of the text
//! as it came, so that JSON stays JSON.

mod encodings;
mod layer;
mod unescape;

use layer::Layer;
use std::ops::Range;

/// What stands where a secret stood.
pub(crate) const REDACTED: &[u8] = b"[redacted]";

/// The least length of a secret that is looked for. What is shorter is some test server's, and may be a word.
const MIN_LENGTH: usize = 8;

/// The length of a piece of a secret that gives it away, or makes it easy to guess the rest: texts may be cut off, or wrapped.
const ENOUGH: usize = 16;

/// A text is looked through in pieces of this many bytes, so that its layers take no more memory than that.
const PIECE: usize = 64 * 1024;

/// What two pieces have in common: more than [`ENOUGH`] bytes, each of them encoded several times over.
const OVERLAP: usize = 2 * 1024;

/// How often escapes may be escaped: a header in JSON in a message in JSON is the worst that was seen.
const MAX_ESCAPES: usize = 3;

/// How many bytes at a time are compared with what is known of the secrets.
const WINDOW: usize = size_of::<u64>();

/// What is looked for.
pub(crate) struct Secrets {
    values: Vec<Vec<u8>>,
    /// Every eighth window of each value, in order: one of them lies within whatever is found.
    windows: Vec<Window>,
    /// A bit for each of them, so that most of a text is passed over without a search.
    filter: [u64; FILTER / 64],
}

/// How many bits the filter has: some thirty for each window of credentials.
const FILTER: usize = 4096;

/// The bit of a window.
fn bit(window: u64) -> (usize, u64) {
    // Fibonacci hashing, which makes the most of the upper bits.
    let hash = window.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> (64 - FILTER.ilog2());
    (
        usize::try_from(hash / 64).unwrap_or_default(),
        1 << (hash % 64),
    )
}

/// Some bytes of a value, the value, and where in it they stand.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Window {
    bytes: u64,
    value: usize,
    at: usize,
}

impl Secrets {
    /// Looks for these values. `=` at their ends, which base64 may or may not have, does not count.
    pub(crate) fn new<'a>(values: impl IntoIterator<Item = &'a str>) -> Self {
        let mut known: Vec<Vec<u8>> = Vec::new();
        for value in values {
            let value = value.trim_matches(|it: char| it == '=' || it.is_ascii_whitespace());
            // A value that looks escaped itself is changed wherever the text around it is decoded.
            for layer in escapes(Layer::of(value.as_bytes())) {
                let bytes = layer.folded();
                if bytes.len() >= MIN_LENGTH && !known.contains(&bytes) {
                    known.push(bytes);
                }
            }
        }
        let mut windows: Vec<_> = known
            .iter()
            .enumerate()
            .flat_map(|(value, bytes)| {
                let chunks = bytes.chunks_exact(WINDOW).enumerate();
                chunks.map(move |(number, chunk)| Window {
                    bytes: chunk.iter().fold(0, |so_far, byte| shifted(so_far, *byte)),
                    value,
                    at: number * WINDOW,
                })
            })
            .collect();
        windows.sort_unstable();
        let mut filter = [0; FILTER / 64];
        for window in &windows {
            let (word, bit) = bit(window.bytes);
            if let Some(word) = filter.get_mut(word) {
                *word |= bit;
            }
        }
        Self {
            values: known,
            windows,
            filter,
        }
    }

    /// The text without the secrets and without signatures, if it has any.
    pub(crate) fn redacted(&self, text: &[u8]) -> Option<Vec<u8>> {
        let spans = self.spans(text);
        if spans.is_empty() {
            return None;
        }
        let mut out = Vec::with_capacity(text.len());
        let mut end = 0;
        for span in spans {
            out.extend_from_slice(text.get(end..span.start).unwrap_or_default());
            out.extend_from_slice(REDACTED);
            end = span.end;
        }
        out.extend_from_slice(text.get(end..).unwrap_or_default());
        Some(out)
    }

    /// Where the secrets stand, in order and without overlaps.
    fn spans(&self, text: &[u8]) -> Vec<Range<usize>> {
        let mut found = Vec::new();
        let mut start = 0;
        loop {
            let end = text.len().min(start + PIECE);
            let piece = text.get(start..end).unwrap_or_default();
            let first = found.len();
            self.find(piece, &mut found);
            for span in found.iter_mut().skip(first) {
                *span = span.start + start..span.end + start;
            }
            if end == text.len() {
                return merged(found);
            }
            start = end - OVERLAP;
        }
    }

    fn find(&self, piece: &[u8], found: &mut Vec<Range<usize>>) {
        for layer in escapes(Layer::of(piece)) {
            let folded = layer.folded();
            self.find_in(&layer, &folded, found);
            find_signatures(&layer, &folded, found);
            for layer in encodings::decoded(&layer).flat_map(escapes) {
                self.find_in(&layer, &layer.folded(), found);
            }
        }
    }

    fn find_in(&self, layer: &Layer, text: &[u8], found: &mut Vec<Range<usize>>) {
        let mut window = 0;
        // What ends before this has been found already.
        let mut past = 0;
        for (last, byte) in text.iter().enumerate() {
            window = shifted(window, *byte);
            let at = (last + 1).saturating_sub(WINDOW);
            let (word, bit) = bit(window);
            let may_be = self.filter.get(word).is_some_and(|word| word & bit != 0);
            if !may_be || last + 1 < WINDOW || at < past {
                continue;
            }
            let first = self.windows.partition_point(|it| it.bytes < window);
            let same = self.windows.iter().skip(first);
            for place in same.take_while(|it| it.bytes == window) {
                let Some(value) = self.values.get(place.value) else {
                    continue;
                };
                let (before, after) = in_common((text, at), (value, place.at));
                if before + after >= value.len().min(ENOUGH) {
                    found.push(layer.span(at - before..at + after));
                    past = past.max(at + after);
                }
            }
        }
    }
}

fn shifted(window: u64, byte: u8) -> u64 {
    window << 8 | u64::from(byte)
}

/// The layer and those below its escapes.
fn escapes(layer: Layer) -> impl Iterator<Item = Layer> {
    let mut left = MAX_ESCAPES;
    let mut next = Some(layer);
    std::iter::from_fn(move || {
        let layer = next.take()?;
        if left > 0 {
            left -= 1;
            next = unescape::unescaped(&layer);
        }
        Some(layer)
    })
}

/// How many bytes before and after these places are the same.
fn in_common(one: (&[u8], usize), other: (&[u8], usize)) -> (usize, usize) {
    let ((one_before, one_after), (other_before, other_after)) = (split(one), split(other));
    let before = one_before.iter().rev().zip(other_before.iter().rev());
    let after = one_after.iter().zip(other_after);
    let same = |(one, other): &(&u8, &u8)| one == other;
    (
        before.take_while(same).count(),
        after.take_while(same).count(),
    )
}

fn split((text, at): (&[u8], usize)) -> (&[u8], &[u8]) {
    text.split_at_checked(at).unwrap_or((text, &[]))
}

/// What stands before a signature in an `authorization` header, and in a presigned URL.
const SIGNATURE: &[u8] = b"signature=";

/// Signatures other than the request's own, such as the one that the service came to.
fn find_signatures(layer: &Layer, text: &[u8], found: &mut Vec<Range<usize>>) {
    for (at, before) in text.windows(SIGNATURE.len()).enumerate() {
        if before == SIGNATURE {
            let start = at + SIGNATURE.len();
            let digits = text
                .iter()
                .skip(start)
                .take_while(|it| it.is_ascii_hexdigit());
            let length = digits.count();
            if length > 0 {
                found.push(layer.span(start..start + length));
            }
        }
    }
}

fn merged(mut spans: Vec<Range<usize>>) -> Vec<Range<usize>> {
    spans.sort_unstable_by_key(|span| span.start);
    let mut merged: Vec<Range<usize>> = Vec::new();
    for span in spans {
        match merged.last_mut() {
            Some(last) if span.start <= last.end => last.end = last.end.max(span.end),
            _ => merged.push(span),
        }
    }
    merged
}

#[cfg(test)]
mod tests;
