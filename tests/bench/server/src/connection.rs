//! One connection: finds where requests end, and answers each with the page that its path names.

use crate::page::Page;
use memchr::memmem;
use std::io::{self, Read, Write};
use std::net::TcpStream;

/// The longest run of requests that is read at once.
const BUFFER: usize = 16 * 1024;
const END_OF_HEAD: &[u8] = b"\r\n\r\n";

/// Answers requests, which have no body, until the client closes.
pub fn serve(mut stream: TcpStream) -> io::Result<TcpStream> {
    stream.set_nodelay(true)?;
    let mut pages = [Page::of(2), Page::of(50)];
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
        while let Some(head) = next_head(&buffer, answered, filled) {
            answered += head.len();
            let page = pages.iter_mut().find(|page| page.is_asked_for(head));
            let Some(page) = page else {
                return Err(io::Error::other("a path that no page is for"));
            };
            stream.write_all(page.answer())?;
        }
        buffer.copy_within(answered..filled, 0);
        filled -= answered;
    }
}

/// The next request whose end is there, from `start` on.
fn next_head(buffer: &[u8], start: usize, end: usize) -> Option<&[u8]> {
    let rest = buffer.get(start..end)?;
    let length = memmem::find(rest, END_OF_HEAD)? + END_OF_HEAD.len();
    rest.get(..length)
}
