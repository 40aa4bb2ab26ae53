//! Bodies that are not in memory and can be made again: files, and what a factory makes.

use crate::streams::{Transfer, builder, exchanged, failing, pieces};
use bytes::Bytes;
use sha2::{Digest, Sha256};
use smithereens::codegen::{InvalidInput, Operation, Request, Service};
use smithereens::{ByteStream, ErrorKind, TimeoutKind};
use std::fs::{self, File};
use std::io::{self, Seek, SeekFrom, Write};
use std::path::PathBuf;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::task::{Context, Poll};
use std::time::Duration;
use tests::replay::{Outcome, Replay};
use tests::server::{Script, Server, nowhere};
use tokio::io::{AsyncRead, ReadBuf};

/// A file of a test's own, which is gone with it.
struct Scratch(PathBuf);

impl Scratch {
    fn new(name: &str, content: impl AsRef<[u8]>) -> Self {
        let name = format!("smithereens-{}-{name}", std::process::id());
        let path = std::env::temp_dir().join(name);
        fs::write(&path, content).unwrap();
        Self(path)
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.0);
    }
}

fn busy() -> Script {
    Script::new()
        .write(b"HTTP/1.1 503 Busy\r\nContent-Length: 0\r\n\r\n".to_vec())
        .again()
}

/// Sends a body that is answered with 503 at first, and gives what was sent.
async fn sent_twice(body: ByteStream) -> Vec<String> {
    let server = Server::answering([busy(), Script::json("")]).await;
    let client = builder(&server.url()).build().await.unwrap();
    client.send(Transfer::new(body)).await.unwrap();
    server.texts()
}

#[tokio::test]
async fn a_body_that_can_be_made_again_is_sent_again() {
    let scratch = Scratch::new("again", "abcdef");
    let mut half_read = File::open(&scratch.0).unwrap();
    half_read.seek(SeekFrom::Start(4)).unwrap();
    for (body, content) in [
        (ByteStream::from_path(&scratch.0).await.unwrap(), "abcdef"),
        (File::open(&scratch.0).unwrap().into(), "abcdef"),
        (half_read.into(), "ef"),
        (
            tokio::fs::File::open(&scratch.0).await.unwrap().into(),
            "abcdef",
        ),
        (
            ByteStream::from_factory(|| pieces(["abc", "def"])).with_length(6),
            "abcdef",
        ),
        (
            ByteStream::from_factory(|| pieces(["abc", "def"]).with_length(6)),
            "abcdef",
        ),
        (ByteStream::from_factory(|| "abc"), "abc"),
    ] {
        assert_eq!(body.content_length(), Some(content.len() as u64));
        let requests = sent_twice(body).await;
        assert_eq!(requests.len(), 2);
        for (request, number) in requests.iter().zip(1..) {
            assert!(
                request.ends_with(&format!("\r\n\r\n{content}")),
                "{request}"
            );
            let length = format!("\r\ncontent-length: {}\r\n", content.len());
            assert!(request.contains(&length), "{request}");
            assert!(
                request.contains(&format!("attempt={number}; max=3")),
                "{request}"
            );
        }
    }
}

/// A factory of these, and how often it was asked.
fn counted(make: impl Fn() -> ByteStream + Send + Sync + 'static) -> (ByteStream, Arc<AtomicU32>) {
    let made = Arc::new(AtomicU32::new(0));
    let count = Arc::clone(&made);
    let body = ByteStream::from_factory(move || {
        count.fetch_add(1, Ordering::SeqCst);
        make()
    });
    (body, made)
}

/// A transfer that is safe to repeat.
struct Repeated(Transfer);

impl Operation for Repeated {
    const NAME: &'static str = "Repeated";
    const SERVICE: &'static Service = Transfer::SERVICE;
    const IDEMPOTENT: bool = true;
    tests::unit_output!();

    fn request(self) -> Result<Request, InvalidInput> {
        self.0.request()
    }
}

#[tokio::test]
async fn a_body_that_can_be_made_again_outlives_a_kept_connection() {
    let server =
        Server::answering([Script::json(""), Script::new().close(), Script::json("")]).await;
    let client = builder(&server.url())
        .max_attempts(1)
        .build()
        .await
        .unwrap();
    for _ in 0..2 {
        let body = ByteStream::from_factory(|| pieces(["abc", "def"])).with_length(6);
        client.send(Repeated(Transfer::new(body))).await.unwrap();
    }
    let requests = server.texts();
    assert_eq!((requests.len(), server.connections()), (3, 2));
    assert!(requests[2].ends_with("\r\n\r\nabcdef"), "{}", requests[2]);
}

#[tokio::test]
async fn a_body_is_made_once_for_the_signature_and_once_for_each_attempt() {
    for (sha256, times) in [(None, 4), (Some([0; 32]), 3)] {
        let (mut body, made) = counted(|| pieces(["ab"]));
        if let Some(sha256) = sha256 {
            body = body.with_sha256(sha256);
        }
        let client = builder(&nowhere()).build().await.unwrap();
        let error = client.send(Transfer::new(body)).await.unwrap_err();
        assert_eq!((error.kind(), error.attempts()), (ErrorKind::Connection, 3));
        assert_eq!(made.load(Ordering::SeqCst), times);
    }
}

#[tokio::test]
async fn a_source_that_fails_is_asked_again_where_that_may_help() {
    for (kind, times) in [
        (io::ErrorKind::ConnectionReset, 3),
        (io::ErrorKind::TimedOut, 3),
        (io::ErrorKind::NotFound, 1),
        (io::ErrorKind::PermissionDenied, 1),
        (io::ErrorKind::Other, 1),
    ] {
        let server = Server::answering([Script::json("")]).await;
        let client = builder(&server.url()).build().await.unwrap();
        let (body, made) = counted(move || failing(kind.into()));
        let error = client
            .send(Transfer::new(body.with_length(3)))
            .await
            .unwrap_err();
        // It is when the signature is to be made that it fails: nothing is sent.
        assert_eq!(
            (error.kind(), error.attempts()),
            (ErrorKind::RequestBody, 0)
        );
        assert_eq!(made.load(Ordering::SeqCst), times, "{error}");
        assert_eq!(server.connections(), 0);

        let (body, made) = counted(move || failing(kind.into()));
        let body = body.with_length(3).with_sha256([0; 32]);
        let error = client.send(Transfer::new(body)).await.unwrap_err();
        assert_eq!(
            (error.kind(), error.attempts()),
            (ErrorKind::RequestBody, times)
        );
        assert_eq!(made.load(Ordering::SeqCst), times, "{error}");
    }
}

#[tokio::test]
async fn a_file_that_grows_or_shrinks_is_never_whole_for_the_server() {
    let long = "x".repeat(300_000);
    for (before, after, what) in [
        ("abc", "abcd", "more"),
        ("abc", "ab", "fewer"),
        ("abc", "", "fewer"),
        ("", "a", "more"),
        (&long, &long[1..], "fewer"),
        (&long[1..], &long, "more"),
    ] {
        for (by_path, signed) in [(true, true), (true, false), (false, true), (false, false)] {
            let scratch = Scratch::new("changed", before);
            let body = if by_path {
                ByteStream::from_path(&scratch.0).await.unwrap()
            } else {
                File::open(&scratch.0).unwrap().into()
            };
            let mut file = File::options().write(true).open(&scratch.0).unwrap();
            file.set_len(0).unwrap();
            file.write_all(after.as_bytes()).unwrap();
            let expected = format!(
                "Transfer: the request's body could not be read: the stream has {what} than the {} bytes that were said",
                before.len()
            );
            if signed || before.is_empty() {
                // No connection is made for it.
                let client = builder(&nowhere()).build().await.unwrap();
                let error = client.send(Transfer::new(body)).await.unwrap_err();
                assert!(error.to_string().starts_with(&expected), "{error}");
                continue;
            }
            let (request, outcome) = exchanged(body.with_sha256([0; 32])).await;
            let error = outcome.unwrap_err().to_string();
            assert_eq!(error, format!("{expected} [1 attempt]"));
            let (_, sent) = request.split_once("\r\n\r\n").unwrap_or_default();
            assert!(sent.len() < before.len(), "{}", sent.len());
        }
    }
}

#[tokio::test]
async fn a_file_that_is_gone_by_then_fails_the_call() {
    let scratch = Scratch::new("gone", "abc");
    let path = scratch.0.clone();
    let body = ByteStream::from_path(&path).await.unwrap();
    drop(scratch);
    let client = builder(&nowhere()).build().await.unwrap();
    let error = client.send(Transfer::new(body)).await.unwrap_err();
    assert_eq!((error.kind(), error.hint()), (ErrorKind::RequestBody, None));
    assert_eq!(
        error.to_string(),
        format!(
            "Transfer: the request's body could not be read: the file `{}`: No such file or directory (os error 2)",
            path.display()
        )
    );
}

#[tokio::test]
async fn what_is_no_file_with_a_length_is_refused_by_its_path() {
    let there = std::env::temp_dir();
    let missing = there.join("smithereens-\u{1b}-missing");
    let error = ByteStream::from_path(&missing).await.unwrap_err();
    assert_eq!(error.kind(), io::ErrorKind::NotFound);
    assert!(
        error.to_string().contains("smithereens-\\u{1b}-missing`: "),
        "{error}"
    );
    let error = ByteStream::from_path(&there).await.unwrap_err();
    assert!(error.to_string().ends_with("`: is a directory"), "{error}");
    #[cfg(unix)]
    {
        let error = ByteStream::from_path("/dev/zero").await.unwrap_err();
        assert!(error.to_string().contains("is no regular file"), "{error}");
        // Of one that is open, the bytes pass once.
        let body = ByteStream::from(File::open("/dev/null").unwrap());
        assert_eq!(body.content_length(), None);
        assert_eq!(body.collect().await.unwrap(), "");
    }
}

/// The only thread for work that may hold it up is held up, and other tasks go on.
#[test]
fn many_bytes_are_not_hashed_where_other_tasks_run() {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .max_blocking_threads(1)
        .build()
        .unwrap();
    runtime.block_on(async {
        let large = || vec![7; 1 << 20];
        for body in [large().into(), ByteStream::from_factory(large)] {
            let replay = Replay::new([Outcome::status(503, ""), Outcome::ok("")]);
            let client = tests::builder()
                .jitter(|| 0.0)
                .transport(replay.clone())
                .build()
                .await
                .unwrap();
            let (release, held_up) = std::sync::mpsc::channel::<()>();
            let held_up = tokio::task::spawn_blocking(move || held_up.recv());
            let call = tokio::spawn(async move { client.send(Transfer::new(body)).await });
            for _ in 0..100 {
                tokio::task::yield_now().await;
            }
            assert!(!call.is_finished());
            assert_eq!(replay.sent().len(), 0);
            release.send(()).unwrap();
            held_up.await.unwrap().unwrap();
            call.await.unwrap().unwrap();
            let sent = replay.sent();
            assert_eq!(sent.len(), 2);
            // Of the same time and the same bytes.
            assert_eq!(
                sent[0].header("authorization"),
                sent[1].header("authorization")
            );
        }
    });
}

/// It is read for the signature before there is a connection.
#[tokio::test(start_paused = true)]
async fn a_source_that_gives_nothing_is_not_waited_for_for_ever() {
    struct Silent;

    impl AsyncRead for Silent {
        fn poll_read(
            self: Pin<&mut Self>,
            _cx: &mut Context<'_>,
            _out: &mut ReadBuf<'_>,
        ) -> Poll<io::Result<()>> {
            Poll::Pending
        }
    }

    let client = builder(&nowhere()).build().await.unwrap();
    let body = ByteStream::from_factory(|| ByteStream::from_async_read(Silent));
    let error = client.send(Transfer::new(body)).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Timeout(TimeoutKind::Stall));
    assert_eq!(error.attempts(), 0);
    assert_eq!(
        error.to_string(),
        "Transfer: the stream of the request's body stalled: it gave less than 20 bytes within 20s"
    );
    assert!(
        error
            .hint()
            .unwrap()
            .starts_with("check what the body is made from")
    );
}

#[tokio::test]
async fn an_archive_has_its_hashes_and_is_signed_by_them_whatever_it_is_made_of() {
    // Computed with Python's hashlib, of one mebibyte and one byte.
    const TREE: &str = "a9c574ce937d2371daf87cdd0e75396b096d7f74a66c764e4c656bd12b2e7bf9";
    const WHOLE: &str = "5769f52bc3eef28afa39c6fc68cadb7d0bd69812ae3a3d71452f519ec3c7aa56";
    let content: Bytes = (0..=250).cycle().take((1 << 20) + 1).collect();
    let scratch = Scratch::new("archive", &content);
    let length = content.len() as u64;
    let sha256: [u8; 32] = Sha256::digest(&content).into();
    let passes_once = || {
        let file = tokio::fs::File::from_std(File::open(&scratch.0).unwrap());
        ByteStream::from_async_read(file).with_length(length)
    };
    let factory = {
        let content = content.clone();
        ByteStream::from_factory(move || content.clone())
    };
    let mut authorizations = Vec::new();
    for (body, given) in [
        (content.clone().into(), None),
        (content.clone().into(), Some(TREE)),
        (ByteStream::from(content).with_sha256(sha256), None),
        (ByteStream::from_path(&scratch.0).await.unwrap(), None),
        (ByteStream::from_path(&scratch.0).await.unwrap(), Some(TREE)),
        (factory, None),
        (passes_once().with_sha256(sha256), Some(TREE)),
    ] {
        let replay = Replay::new([Outcome::ok("")]);
        let client = replay.client().await;
        let archive = Transfer::new(body).with_tree_hash(given);
        client.send(archive).await.unwrap();
        let sent = replay.sent().pop().unwrap();
        assert_eq!(sent.header("x-amz-sha256-tree-hash"), TREE);
        assert_eq!(sent.header("x-amz-content-sha256"), WHOLE);
        assert_eq!(sent.header("content-length"), length.to_string());
        authorizations.push(sent.header("authorization").to_owned());
    }
    authorizations.dedup();
    assert_eq!(authorizations.len(), 1);
    assert!(authorizations[0].contains(";x-amz-content-sha256;"));

    for (body, given, reason) in [
        (passes_once(), Some(TREE), "SHA-256"),
        (passes_once(), None, "x-amz-sha256-tree-hash"),
        (pieces(["a"]).with_sha256(sha256), Some(TREE), "with_length"),
    ] {
        let client = builder(&nowhere()).build().await.unwrap();
        let archive = Transfer::new(body).with_tree_hash(given);
        let error = client.send(archive).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::InvalidInput);
        assert!(error.to_string().contains(reason), "{error}");
    }
}

/// As a program has it that gives up on a pipe to which nobody writes, and ends.
#[cfg(unix)]
#[test]
fn a_pipe_that_gives_nothing_does_not_keep_the_program() {
    let (reader, writer) = std::io::pipe().unwrap();
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let file = File::from(std::os::fd::OwnedFd::from(reader));
    let mut body = ByteStream::from(file);
    let outcome = runtime
        .block_on(async { tokio::time::timeout(Duration::from_millis(50), body.try_next()).await });
    outcome.unwrap_err();
    // This waits for what the runtime itself has begun.
    drop(runtime);
    drop(writer);
}
