//! A text as it reads once an encoding is undone, with the places in the original that its bytes come from.

use std::ops::Range;

/// Bytes, each with the place in the original where its encoding starts. It ends where the next one starts.
pub(super) struct Layer {
    pub(super) bytes: Vec<u8>,
    starts: Starts,
    /// The length of the original.
    end: usize,
}

enum Starts {
    /// It is the original.
    Same,
    Of(Vec<u32>),
}

impl Layer {
    /// The original.
    pub(super) fn of(text: &[u8]) -> Self {
        Self {
            bytes: text.to_vec(),
            starts: Starts::Same,
            end: text.len(),
        }
    }

    /// What this one encodes: bytes, each with the place in this one where its encoding starts, in order.
    pub(super) fn decoded(&self, parts: impl Iterator<Item = (u8, usize)>) -> Self {
        let (bytes, starts) = parts
            .map(|(byte, at)| (byte, u32::try_from(self.start(at)).unwrap_or(u32::MAX)))
            .unzip();
        Self {
            bytes,
            starts: Starts::Of(starts),
            end: self.end,
        }
    }

    /// Where these bytes come from in the original.
    pub(super) fn span(&self, range: Range<usize>) -> Range<usize> {
        self.start(range.start)..self.start(range.end)
    }

    fn start(&self, at: usize) -> usize {
        match &self.starts {
            Starts::Same => at,
            Starts::Of(starts) => starts.get(at).map_or(self.end, |start| *start as usize),
        }
    }

    /// The bytes with what may be written one way or another written one way: upper and lower case, the two alphabets
    /// of base64, and blanks in the place of `+`.
    pub(super) fn folded(&self) -> Vec<u8> {
        let fold = |byte: &u8| match byte {
            b' ' | b'-' => b'+',
            b'_' => b'/',
            other => other.to_ascii_lowercase(),
        };
        self.bytes.iter().map(fold).collect()
    }
}
