//! A server on loopback that plays the service that is called, and whatever gives credentials.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;

/// A request, as far as tests look at it.
#[derive(Clone, Debug)]
pub struct Request {
    /// `GET /path?query`.
    pub line: String,
    head: String,
    pub body: String,
}

impl Request {
    pub fn header(&self, name: &str) -> Option<&str> {
        let lines = self.head.lines().filter_map(|line| line.split_once(": "));
        let mut found = lines.filter(|(key, _)| key.eq_ignore_ascii_case(name));
        found.next().map(|(_, value)| value)
    }

    /// The access key that it is signed with.
    pub fn key(&self) -> Option<&str> {
        let credential = self.header("authorization")?.split("Credential=").nth(1)?;
        credential.split('/').next()
    }
}

/// An answer: its status and its body.
pub type Answer = (u16, String);

/// The server. It answers until the test's process ends.
pub struct Stub {
    pub address: SocketAddr,
    seen: Arc<Mutex<Vec<Request>>>,
}

impl Stub {
    /// Answers the service's requests, and stays silent to the others.
    pub fn silent() -> Self {
        Self::start(|_| None::<Answer>)
    }

    /// Answers the service's requests with an empty page, and the others as told; without an answer it stays
    /// silent.
    pub fn start<A>(answer: impl Fn(&Request) -> A + Send + Sync + 'static) -> Self
    where
        A: Into<Option<Answer>>,
    {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let seen = Arc::new(Mutex::new(Vec::new()));
        let log = Arc::clone(&seen);
        let answer = Arc::new(move |request: &Request| answer(request).into());
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (log, answer) = (Arc::clone(&log), Arc::clone(&answer));
                thread::spawn(move || serve(stream, &log, &*answer));
            }
        });
        Self { address, seen }
    }

    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// The requests for credentials, in the order in which they came.
    pub fn asked(&self) -> Vec<Request> {
        let seen = self.seen.lock().unwrap();
        seen.iter().filter(|it| !is_call(it)).cloned().collect()
    }

    /// The service's requests.
    pub fn calls(&self) -> Vec<Request> {
        let seen = self.seen.lock().unwrap();
        seen.iter().filter(|it| is_call(it)).cloned().collect()
    }
}

fn is_call(request: &Request) -> bool {
    request.line.starts_with("GET /2019-09-25/functions/")
}

fn serve(
    mut stream: TcpStream,
    log: &Mutex<Vec<Request>>,
    answer: &dyn Fn(&Request) -> Option<Answer>,
) {
    let Some(request) = read(&mut stream) else {
        return;
    };
    log.lock().unwrap().push(request.clone());
    let answer = if is_call(&request) {
        Some((200, "{}".to_owned()))
    } else {
        answer(&request)
    };
    let Some((status, body)) = answer else {
        // Until the other side gives up.
        let _ = stream.read(&mut [0; 1]);
        return;
    };
    let length = body.len();
    let head = "connection: close\r\nx-aws-ec2-metadata-token-ttl-seconds: 21600";
    let text = format!("HTTP/1.1 {status} \r\n{head}\r\ncontent-length: {length}\r\n\r\n{body}");
    let _ = stream.write_all(text.as_bytes());
}

fn read(stream: &mut TcpStream) -> Option<Request> {
    let mut bytes = Vec::new();
    loop {
        let mut chunk = [0; 4096];
        match stream.read(&mut chunk) {
            Ok(length) if length > 0 => bytes.extend_from_slice(&chunk[..length]),
            _ => return None,
        }
        let text = String::from_utf8_lossy(&bytes);
        let Some((head, body)) = text.split_once("\r\n\r\n") else {
            continue;
        };
        let (line, head) = head.split_once("\r\n").unwrap_or((head, ""));
        let request = Request {
            line: line.strip_suffix(" HTTP/1.1").unwrap_or(line).to_owned(),
            head: head.to_owned(),
            body: body.to_owned(),
        };
        let length = request
            .header("content-length")
            .map_or(0, |n| n.parse().unwrap());
        if body.len() >= length {
            return Some(request);
        }
    }
}

/// Credentials with this key as a container's endpoint and the instance's metadata give them, until 2100.
pub fn json_credentials(key: &str) -> String {
    json_until(key, "2100-01-01T00:00:00Z")
}

pub fn json_until(key: &str, expiration: &str) -> String {
    format!(
        r#"{{"Code": "Success", "AccessKeyId": "{key}", "SecretAccessKey": "{}", "Token": "{}", "Expiration": "{expiration}"}}"#,
        tests::SECRET_ACCESS_KEY,
        tests::SESSION_TOKEN
    )
}

/// Credentials with this key as STS gives them for a role.
pub fn sts_credentials(action: &str, key: &str) -> Answer {
    let (secret, token) = (tests::SECRET_ACCESS_KEY, tests::SESSION_TOKEN);
    let body = format!(
        "<{action}Response xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\"><{action}Result>\
         <AssumedRoleUser><AssumedRoleId>A:s</AssumedRoleId>\
         <Arn>arn:aws:sts::123456789012:assumed-role/r/s</Arn></AssumedRoleUser>\
         <Credentials><AccessKeyId>{key}</AccessKeyId><SecretAccessKey>{secret}</SecretAccessKey>\
         <SessionToken>{token}</SessionToken><Expiration>2100-01-01T00:00:00Z</Expiration></Credentials>\
         </{action}Result></{action}Response>"
    );
    (200, body)
}

/// A refusal of STS.
pub fn sts_refusal(code: &str, message: &str) -> Answer {
    let body = format!(
        "<ErrorResponse xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\"><Error><Type>Sender</Type>\
         <Code>{code}</Code><Message>{message}</Message></Error><RequestId>4c62</RequestId></ErrorResponse>"
    );
    (403, body)
}
