//! A server on loopback that plays the service that is called, and whatever gives credentials.

use std::net::SocketAddr;
use tests::server::{Response, Script, Server};

pub use tests::server::Request;

/// A response: its status and its body.
pub type Answer = (u16, String);

/// The server, which has a thread of its own.
pub struct Stub {
    pub address: SocketAddr,
    server: Server,
}

impl Stub {
    /// Answers the service's requests, and stays silent to the others.
    pub fn silent() -> Self {
        Self::start(|_| None::<Answer>)
    }

    /// Answers the service's requests with an empty page, and the others as given; without a response it stays
    /// silent.
    pub fn start<A>(answer: impl Fn(&Request) -> A + Send + 'static) -> Self
    where
        A: Into<Option<Answer>>,
    {
        let server = Server::on_thread(move |_, request| {
            let answer = if is_call(request) {
                Some((200, "{}".to_owned()))
            } else {
                answer(request).into()
            };
            let Some((status, body)) = answer else {
                return Script::new().silence();
            };
            let response = Response::new(status, body)
                .header("connection", "close")
                .header("x-aws-ec2-metadata-token-ttl-seconds", "21600");
            Script::new().write(response)
        });
        Self {
            address: server.address(),
            server,
        }
    }

    pub fn url(&self) -> String {
        self.server.url()
    }

    /// The requests for credentials, in the order in which they came.
    pub fn asked(&self) -> Vec<Request> {
        let mut requests = self.server.requests();
        requests.retain(|request| !is_call(request));
        requests
    }

    /// The service's requests.
    pub fn calls(&self) -> Vec<Request> {
        let mut requests = self.server.requests();
        requests.retain(is_call);
        requests
    }
}

fn is_call(request: &Request) -> bool {
    request.line().starts_with("GET /2019-09-25/functions/")
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
