//! What the benchmark's programs talk to: answers any request with a page that was made beforehand.
//!
//! A thread for each connection, which blocks: with a read and a write for each call and nothing between them but
//! the search for the end of the head, this is the least that a server can do. It listens on a free port of
//! 127.0.0.1, prints its URL in one line, and runs until it is ended or its standard input closes.

mod connection;
mod events;
mod page;
mod services;

use page::Page;
use std::io::{self, Read};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::thread;

/// A connection's thread needs little more than its buffer.
const STACK: usize = 128 * 1024;

fn main() -> io::Result<()> {
    let mut pages = vec![Page::of(2), Page::of(50)];
    pages.extend(services::pages());
    pages.extend(events::pages());
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
    println!("http://{}", listener.local_addr()?);
    thread::spawn(end_with_whoever_started_this);
    for stream in listener.incoming() {
        let stream = stream?;
        // Each connection writes the date into pages of its own.
        let pages = pages.clone();
        let serve = move || end_quietly(connection::serve(stream, pages));
        thread::Builder::new().stack_size(STACK).spawn(serve)?;
    }
    Ok(())
}

/// Clients that go away are no news here: the programs check what they get.
fn end_quietly(_: io::Result<TcpStream>) {}

/// Standard input ends when the process at its other end does, however that happens.
fn end_with_whoever_started_this() {
    let mut input = io::stdin();
    while matches!(input.read(&mut [0; 64]), Ok(1..)) {}
    std::process::exit(0);
}
