//! How a script is carried out on a connection.

use super::{Request, Script, Step};
use std::io;
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt, copy_bidirectional};
use tokio::net::TcpStream;
use tokio::time::{sleep, timeout};

/// A client that does not close its side is waited for no longer.
const LINGER: Duration = Duration::from_secs(5);

/// What comes after a step.
enum Then {
    Next,
    Again,
    Close,
    /// Nothing: there is no connection any more.
    Gone,
}

/// Carries out a script, and hands each request on. An error is the client's going away.
pub(super) async fn play(
    mut stream: TcpStream,
    script: &Script,
    report: impl Fn(&Request),
) -> io::Result<()> {
    let mut request = None;
    let mut steps = script.0.iter();
    while let Some(step) = steps.next() {
        match perform(&mut stream, step, &mut request, &report).await? {
            Then::Next => {}
            Then::Again => steps = script.0.iter(),
            Then::Close => break,
            Then::Gone => return Ok(()),
        }
    }
    close(stream).await
}

/// Reads requests, and carries out the script that each one is given. One that ends with [`Step::Again`] has the
/// next request read.
pub(super) async fn answer(
    mut stream: TcpStream,
    script: impl Fn(&Request) -> Script,
) -> io::Result<()> {
    'requests: while let Some(request) = Request::read(&mut stream).await? {
        let script = script(&request);
        let mut request = Some(request);
        for step in &script.0 {
            match perform(&mut stream, step, &mut request, &|_| {}).await? {
                Then::Next => {}
                Then::Again => continue 'requests,
                Then::Close => break 'requests,
                Then::Gone => return Ok(()),
            }
        }
        break;
    }
    close(stream).await
}

async fn perform(
    stream: &mut TcpStream,
    step: &Step,
    request: &mut Option<Request>,
    report: &impl Fn(&Request),
) -> io::Result<Then> {
    match step {
        Step::Request => match Request::read(stream).await? {
            Some(read) => {
                report(&read);
                *request = Some(read);
            }
            None => return Ok(Then::Gone),
        },
        Step::Write(bytes) => stream.write_all(bytes).await?,
        Step::Drip(bytes, pause) => {
            for byte in bytes {
                sleep(*pause).await;
                stream.write_all(&[*byte]).await?;
            }
        }
        Step::Repeat(bytes, times) => {
            for _ in 0..*times {
                stream.write_all(bytes).await?;
            }
        }
        Step::Echo(status) => {
            let head = request.as_ref().map_or("", Request::head);
            let length = head.len();
            let answer = format!("HTTP/1.1 {status} x\r\nContent-Length: {length}\r\n\r\n{head}");
            stream.write_all(answer.as_bytes()).await?;
        }
        Step::Tunnel(to) => {
            let mut other = TcpStream::connect(to).await?;
            copy_bidirectional(stream, &mut other).await?;
            return Ok(Then::Gone);
        }
        Step::Wait(time) => sleep(*time).await,
        Step::Silence => {
            drain(stream).await?;
            return Ok(Then::Gone);
        }
        Step::Again => return Ok(Then::Again),
        Step::Close => return Ok(Then::Close),
        Step::Reset => {
            stream.set_zero_linger()?;
            return Ok(Then::Gone);
        }
    }
    Ok(Then::Next)
}

/// Closes a connection in order. A socket that is dropped with bytes unread is reset, so they are read.
async fn close(mut stream: TcpStream) -> io::Result<()> {
    stream.shutdown().await?;
    timeout(LINGER, drain(&mut stream)).await.unwrap_or(Ok(()))
}

/// Reads until the client has gone.
async fn drain(stream: &mut TcpStream) -> io::Result<()> {
    let mut chunk = [0; 4096];
    while stream.read(&mut chunk).await? > 0 {}
    Ok(())
}
