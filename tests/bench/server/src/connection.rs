//! One connection: finds where requests end, and answers each with the page that its head asks for.

use crate::page::Page;
use memchr::memmem;
use std::io::{self, Read, Write};
use std::net::TcpStream;

/// The longest run of requests that is read at once.
const BUFFER: usize = 16 * 1024;
const END_OF_HEAD: &[u8] = b"\r\n\r\n";
const CONTENT_LENGTH: &[u8] = b"\r\ncontent-length: ";

/// Answers requests with these pages until the client closes.
pub fn serve(mut stream: TcpStream, mut pages: Vec<Page>) -> io::Result<TcpStream> {
    stream.set_nodelay(true)?;
    let mut buffer = vec![0; BUFFER];
    let mut filled = 0;
    loop {
        let Some(room) = buffer.get_mut(filled..).filter(|room| !room.is_empty()) else {
            return Err(io::Error::other("a head that does not end"));
        };
        let read = stream.read(room)?;
        if read == 0 {
            return Ok(stream);
        }
        filled += read;
        let mut answered = 0;
        while let Some((head, length)) = next_request(&buffer, answered, filled) {
            answered += length;
            let page = pages.iter_mut().find(|page| page.is_asked_for(head));
            let Some(page) = page else {
                return Err(io::Error::other("a path that no page is for"));
            };
            stream.write_all(page.answer())?;
            let (piece, times) = page.rest();
            for _ in 0..times {
                stream.write_all(piece)?;
            }
        }
        buffer.copy_within(answered..filled, 0);
        filled -= answered;
    }
}

/// The head of the next request that is there in full, from `start` on, and its length with its body.
fn next_request(buffer: &[u8], start: usize, end: usize) -> Option<(&[u8], usize)> {
    let rest = buffer.get(start..end)?;
    let head = rest.get(..memmem::find(rest, END_OF_HEAD)? + END_OF_HEAD.len())?;
    let length = head.len() + body_length(head);
    (length <= rest.len()).then_some((head, length))
}

/// The length that a head says of its body; requests without one have none. Clients write the name in small letters.
fn body_length(head: &[u8]) -> usize {
    let Some(at) = memmem::find(head, CONTENT_LENGTH) else {
        return 0;
    };
    let digits = head.iter().skip(at + CONTENT_LENGTH.len());
    let digits = digits.take_while(|byte| byte.is_ascii_digit());
    digits.fold(0, |length, digit| length * 10 + usize::from(digit - b'0'))
}
