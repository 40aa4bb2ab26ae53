//! A server of HTTP/2 on loopback that takes signed events, and sends its own.

use aws_smithy_eventstream::frame::{read_message_from, write_message_to};
use aws_smithy_types::event_stream::{Header, HeaderValue, Message};
use bytes::{Buf, Bytes, BytesMut};
use http::{Request, Response};
use http_body_util::{BodyExt, StreamBody};
use hyper::body::{Frame, Incoming};
use hyper::server::conn::http2;
use hyper::service::service_fn;
use hyper_util::rt::{TokioExecutor, TokioIo};
use smithereens_testing::signature::{EventSignatures, Keys};
use std::convert::Infallible;
use std::future::Future;
use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use tests::{ACCESS_KEY_ID, SECRET_ACCESS_KEY};
use tokio::net::TcpListener;
use tokio::sync::mpsc;

const KEYS: Keys<'_> = Keys {
    access_key_id: ACCESS_KEY_ID,
    secret_access_key: SECRET_ACCESS_KEY,
    region: "us-east-1",
    service: "lambda",
};

/// What a server does with a request: reads its events, and answers.
pub struct Exchange {
    events: Events,
    /// Bytes of the response, or what resets its stream.
    pub answer: mpsc::Sender<io::Result<Bytes>>,
    /// What becomes of the connection.
    pub connection: mpsc::Sender<Order>,
}

/// What a server can do to a connection.
pub enum Order {
    /// It takes no further requests on it (GOAWAY).
    GoAway,
    /// It is gone.
    Close,
}

/// The events of a request, each of whose signatures is verified.
pub struct Events {
    body: Incoming,
    buffer: BytesMut,
    signatures: EventSignatures,
}

/// Starts a server that does this with every request, and gives its URL. The head of its response is sent at once.
pub async fn serve<F, Fut>(run: F) -> String
where
    F: Fn(Exchange) -> Fut + Send + Sync + 'static,
    Fut: Future<Output = ()> + Send + 'static,
{
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let run = Arc::new(run);
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            let run = Arc::clone(&run);
            let (order, mut orders) = mpsc::channel(1);
            let service = service_fn(move |request: Request<Incoming>| {
                let (answer, answers) = mpsc::channel(1);
                let mut response = Response::new(StreamBody::new(Answers(answers)));
                // An endpoint with this path refuses its requests, in a body that comes later.
                if request.uri().path().starts_with("/refusing") {
                    *response.status_mut() = http::StatusCode::FORBIDDEN;
                }
                tokio::spawn(run(Exchange {
                    events: Events::of(request),
                    answer,
                    connection: order.clone(),
                }));
                async move { Ok::<_, Infallible>(response) }
            });
            tokio::spawn(async move {
                let connection = http2::Builder::new(TokioExecutor::new())
                    .initial_stream_window_size(64 * 1024)
                    .serve_connection(TokioIo::new(stream), service);
                let mut connection = std::pin::pin!(connection);
                loop {
                    tokio::select! {
                        _ = &mut connection => return,
                        Some(order) = orders.recv() => match order {
                            Order::GoAway => connection.as_mut().graceful_shutdown(),
                            Order::Close => return,
                        },
                    }
                }
            });
        }
    });
    url
}

impl Events {
    fn of(request: Request<Incoming>) -> Self {
        let authorization = request.headers()["authorization"].to_str().unwrap();
        let signatures = KEYS.events_after(authorization);
        KEYS.verify(&as_text(&request)).unwrap();
        assert_eq!(
            request.headers()["content-type"],
            "application/vnd.amazon.eventstream"
        );
        Self {
            body: request.into_body(),
            buffer: BytesMut::new(),
            signatures,
        }
    }

    /// The text of the next event; an empty one where the stream ends as it has to; or why there is none.
    async fn next(&mut self) -> Result<String, String> {
        loop {
            if let Some(length) = self
                .buffer
                .first_chunk()
                .map(|bytes| u32::from_be_bytes(*bytes))
                && self.buffer.len() >= length as usize
            {
                let signed = self.buffer.split_to(length as usize);
                let inner = self.signatures.open(&signed)?;
                if inner.is_empty() {
                    return Ok(String::new());
                }
                let message = read_message_from(inner.as_slice()).map_err(|it| it.to_string())?;
                return Ok(String::from_utf8_lossy(message.payload()).into_owned());
            }
            let frame = self.body.frame().await.ok_or("the request was cut off")?;
            let frame = frame.map_err(|error| format!("the request broke off: {error}"))?;
            self.buffer
                .extend_from_slice(frame.data_ref().unwrap().chunk());
        }
    }
}

impl Exchange {
    pub async fn hear(&mut self) -> Result<String, String> {
        self.events.next().await
    }

    /// Sends an event; false if the client is not there any more.
    pub async fn say(&self, text: &str) -> bool {
        self.answer.send(Ok(event("word", text))).await.is_ok()
    }

    /// Ends once the client does not take the response any more.
    pub async fn dropped(&self) {
        self.answer.closed().await;
    }
}

/// A message of an event.
pub fn event(kind: &str, text: &str) -> Bytes {
    let header = |name: &'static str, value: &str| {
        Header::new(name, HeaderValue::String(value.to_owned().into()))
    };
    let headers = vec![
        header(":message-type", "event"),
        header(":event-type", kind),
    ];
    let message = Message::new_from_parts(headers, text.to_owned());
    let mut bytes = BytesMut::new();
    write_message_to(&message, &mut bytes).unwrap();
    bytes.freeze()
}

/// The request as it would come over HTTP/1.1, whose text is what can be verified.
fn as_text(request: &Request<Incoming>) -> tests::server::Request {
    let host = request.uri().authority().unwrap();
    assert!(!request.headers().contains_key("host"));
    let mut text = format!(
        "{} {} HTTP/1.1\r\nhost: {host}\r\n",
        request.method(),
        request.uri().path()
    );
    for (name, value) in request.headers() {
        text.extend([name.as_str(), ": ", value.to_str().unwrap(), "\r\n"]);
    }
    tests::server::Request::parse(&(text + "\r\n"))
}

/// What the server answers, until nobody has more to say.
struct Answers(mpsc::Receiver<io::Result<Bytes>>);

impl futures_core::Stream for Answers {
    type Item = io::Result<Frame<Bytes>>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.0
            .poll_recv(cx)
            .map(|bytes| bytes.map(|bytes| bytes.map(Frame::data)))
    }
}
