use super::*;
use std::collections::VecDeque;
use std::error::Error;
use std::io;

/// Gives these pieces, one after the other.
pub(crate) struct Pieces(VecDeque<Result<&'static str, io::ErrorKind>>);

impl Pieces {
    pub(crate) fn of<const N: usize>(pieces: [&'static str; N]) -> Self {
        Self(pieces.into_iter().map(Ok).collect())
    }
}

impl Stream for Pieces {
    type Item = io::Result<Bytes>;

    fn poll_next(mut self: Pin<&mut Self>, _cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let piece = self.0.pop_front();
        Poll::Ready(piece.map(|piece| Ok(Bytes::from(piece?))))
    }
}

fn stream<const N: usize>(pieces: [Result<&'static str, io::ErrorKind>; N]) -> ByteStream {
    ByteStream::from_stream(Pieces(VecDeque::from(pieces)))
}

#[tokio::test]
async fn bytes_at_hand_come_in_one_piece() {
    let mut bytes = ByteStream::from("abc");
    assert_eq!(bytes.content_length(), Some(3));
    assert_eq!(bytes.try_next().await.unwrap().unwrap(), "abc");
    assert_eq!(bytes.try_next().await.unwrap(), None);
    assert_eq!(ByteStream::default().content_length(), Some(0));
    assert_eq!(ByteStream::default().collect().await.unwrap(), "");
}

#[tokio::test]
async fn a_stream_comes_piece_by_piece() {
    let mut pieces = stream([Ok("ab"), Ok("c")]);
    assert_eq!(pieces.content_length(), None);
    assert_eq!(pieces.try_next().await.unwrap().unwrap(), "ab");
    assert_eq!(pieces.collect().await.unwrap(), "c");
}

#[tokio::test]
async fn a_length_that_was_said_is_held_to() {
    let right = stream([Ok("ab"), Ok("c")]).with_length(3);
    assert_eq!(right.content_length(), Some(3));
    assert_eq!(right.collect().await.unwrap(), "abc");
    let short = stream([Ok("ab")]).with_length(3).collect().await;
    assert_eq!(
        short.unwrap_err().to_string(),
        "the stream has fewer than the 3 bytes that were said"
    );
    let long = stream([Ok("ab"), Ok("cd")]).with_length(3).collect().await;
    assert_eq!(
        long.unwrap_err().to_string(),
        "the stream has more than the 3 bytes that were said"
    );
}

/// Whoever writes a body that has the length that was said does not ask for more.
#[tokio::test]
async fn the_last_bytes_come_once_the_stream_has_ended() {
    for (pieces, length, first) in [
        (["ab", "cd", "", ""], 2, None),
        (["ab", "", "", "c"], 2, None),
        (["ab", "cd", "e", ""], 4, Some("ab")),
        (["", "", "a", ""], 0, None),
    ] {
        let mut long = stream(pieces.map(Ok)).with_length(length);
        if let Some(first) = first {
            assert_eq!(long.try_next().await.unwrap().unwrap(), first);
        }
        let error = long.try_next().await.unwrap_err();
        assert_eq!(
            error.to_string(),
            format!("the stream has more than the {length} bytes that were said")
        );
        assert!(long.try_next().await.unwrap().is_none());
    }
    let mut right = stream([Ok("ab"), Ok(""), Ok("cd"), Ok("")]).with_length(4);
    assert_eq!(right.try_next().await.unwrap().unwrap(), "ab");
    assert_eq!(right.content_length(), Some(2));
    assert!(!HttpBody::is_end_stream(&right));
    assert_eq!(right.try_next().await.unwrap().unwrap(), "cd");
    assert_eq!(right.content_length(), Some(0));
    assert!(HttpBody::is_end_stream(&right));
    let mut broken = stream([Ok("ab"), Err(io::ErrorKind::BrokenPipe)]).with_length(2);
    let error = broken.try_next().await.unwrap_err();
    assert_eq!(error.to_string(), "broken pipe");
}

#[tokio::test]
async fn an_error_of_the_source_is_told_once() {
    let broken = stream([Ok("ab"), Err(io::ErrorKind::BrokenPipe)]).with_length(3);
    let error = broken.collect().await.unwrap_err();
    assert_eq!(error.to_string(), "broken pipe");
    assert!(error.source().is_none());
}

#[test]
fn debug_output_holds_no_content() {
    assert_eq!(
        format!("{:?}", ByteStream::from("secret")),
        "ByteStream(6 bytes)"
    );
    assert_eq!(
        format!("{:?}", stream([Ok("secret")])),
        "ByteStream(of unknown length)"
    );
}

#[tokio::test]
async fn a_stream_can_be_read_as_a_file_is() {
    use tokio::io::{AsyncBufReadExt, AsyncReadExt};
    let mut reader = stream([Ok("ab"), Ok(""), Ok("cdef"), Ok("g")]).into_async_read();
    let mut three = [0; 3];
    reader.read_exact(&mut three).await.unwrap();
    assert_eq!(&three, b"abc");
    let mut rest = String::new();
    reader.read_to_string(&mut rest).await.unwrap();
    assert_eq!(rest, "defg");

    let mut lines = stream([Ok("a\nb"), Ok("c\n"), Ok("d")])
        .into_async_read()
        .lines();
    for line in ["a", "bc", "d"] {
        assert_eq!(lines.next_line().await.unwrap().unwrap(), line);
    }
    assert_eq!(lines.next_line().await.unwrap(), None);

    let broken = stream([Ok("ab"), Err(io::ErrorKind::BrokenPipe)]);
    let error = broken
        .into_async_read()
        .read_to_string(&mut rest)
        .await
        .unwrap_err();
    assert_eq!(error.kind(), io::ErrorKind::BrokenPipe);
    let inside = error.get_ref().unwrap().downcast_ref::<StreamError>();
    assert_eq!(inside.unwrap().kind(), crate::ErrorKind::RequestBody);

    let mut again = ByteStream::from_async_read(stream([Ok("ab"), Ok("c")]).into_async_read());
    assert_eq!(again.content_length(), None);
    assert_eq!(again.try_next().await.unwrap().unwrap(), "ab");
    assert_eq!(again.collect().await.unwrap(), "c");
}

#[tokio::test]
async fn no_more_is_collected_than_the_limit() {
    for (limit, is_enough) in [(0, false), (3, false), (4, true), (u64::MAX, true)] {
        for stream in [
            stream([Ok("ab"), Ok("cd")]),
            stream([Ok("ab"), Ok("cd")]).with_length(4),
            "abcd".into(),
        ] {
            let outcome = stream.collect_with_limit(limit).await;
            match outcome {
                Ok(bytes) => {
                    assert!(is_enough);
                    assert_eq!(bytes, "abcd");
                }
                Err(error) => {
                    assert!(!is_enough);
                    assert_eq!(error.kind(), crate::ErrorKind::ResponseTooLarge);
                    assert_eq!(
                        error.to_string(),
                        format!("the stream has more than the {limit} bytes that are the limit")
                    );
                }
            }
        }
    }
    let nothing = ByteStream::default().collect_with_limit(0).await;
    assert_eq!(nothing.unwrap(), "");
}

#[tokio::test]
async fn what_can_be_made_again_is_made_when_it_is_read() {
    let mut made = ByteStream::from_factory(|| stream([Ok("ab"), Ok("c")]).with_length(3));
    assert_eq!(format!("{made:?}"), "ByteStream(3 bytes)");
    assert_eq!(made.try_next().await.unwrap().unwrap(), "ab");
    assert_eq!(made.content_length(), Some(1));
    assert_eq!(made.collect().await.unwrap(), "c");
    let short = ByteStream::from_factory(|| stream([Ok("ab")])).with_length(3);
    short.collect().await.unwrap_err();
}

/// Outside of tokio, files are read where they are asked for.
#[test]
fn a_file_can_be_read_without_a_runtime() {
    use std::pin::pin;
    use std::task::Waker;
    let mut cx = Context::from_waker(Waker::noop());
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml");
    let opened = pin!(ByteStream::from_path(path)).poll(&mut cx);
    let Poll::Ready(Ok(stream)) = opened else {
        panic!("{opened:?}");
    };
    let read = pin!(stream.collect()).poll(&mut cx);
    let Poll::Ready(Ok(bytes)) = read else {
        panic!("{read:?}");
    };
    assert_eq!(bytes, std::fs::read(path).unwrap());
}
