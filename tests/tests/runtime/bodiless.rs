//! Requests without a body, of each method, over real sockets on loopback.

use crate::reqwest_client;
use smithereens::codegen::{Auth, InvalidInput, Method, Operation, Request, Service};
use smithereens::{ByteStream, Client};
use tests::sample::SERVICE;
use tests::server::{Script, Server};

/// An operation without input; `SIGNED` says whether its requests are signed.
struct Bare<const SIGNED: bool> {
    method: Method,
    /// Whether its body is a stream, of which nothing comes.
    streams: bool,
}

impl<const SIGNED: bool> Operation for Bare<SIGNED> {
    const NAME: &'static str = "Bare";
    const SERVICE: &'static Service = &SERVICE;
    const AUTH: Auth = if SIGNED { Auth::SigV4 } else { Auth::None };
    tests::unit_output!();

    fn request(self) -> Result<Request, InvalidInput> {
        let mut request = Request::new(self.method);
        request.path("/bare");
        if self.streams {
            request.stream("application/octet-stream", ByteStream::default());
        }
        Ok(request)
    }
}

/// How often a request of this method has the header `Content-Length`, each time with the value 0.
async fn lengths(client: &Client, server: &Server, method: &Method) -> Vec<usize> {
    for streams in [false, true] {
        let method = || method.clone();
        client
            .send(Bare::<true> {
                method: method(),
                streams,
            })
            .await
            .unwrap();
        client
            .send(Bare::<false> {
                method: method(),
                streams,
            })
            .await
            .unwrap();
    }
    let requests = server.texts();
    let ours = requests.iter().rev().take(4);
    ours.map(|request| {
        let request = request.to_ascii_lowercase();
        assert!(
            request.starts_with(&method.as_str().to_ascii_lowercase()),
            "{request}"
        );
        assert!(!request.contains("transfer-encoding"), "{request}");
        let count = request.matches("\r\ncontent-length:").count();
        assert_eq!(
            request.matches("\r\ncontent-length: 0\r\n").count(),
            count,
            "{request}"
        );
        count
    })
    .collect()
}

#[tokio::test]
async fn only_a_method_that_expects_a_body_says_that_there_is_none() {
    let server = Server::answering([Script::json("{}")]).await;
    let own = tests::builder()
        .endpoint_url(server.url())
        .build()
        .await
        .unwrap();
    let brought = reqwest_client::client(&server.url()).await;
    for (method, expected) in [
        (Method::POST, 1),
        (Method::PUT, 1),
        (Method::PATCH, 1),
        (Method::GET, 0),
        (Method::DELETE, 0),
        (Method::OPTIONS, 0),
    ] {
        for client in [&own, &brought] {
            let found = lengths(client, &server, &method).await;
            assert_eq!(found, [expected; 4], "{method}");
        }
    }
}
