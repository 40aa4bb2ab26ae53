//! Certificates that are good or not.

use crate::answer::ok_page;
use crate::row;
use crate::row::{Place, Row};
use crate::tls::Certificate::{self, Expired, Good, UnknownAuthority, WrongName};
use smithereens::ErrorKind::Connection;
use tests::fault_server::Script;

fn over_tls(name: &str, certificate: Certificate) -> Row {
    let script = Script::new().request().write(ok_page("a")).again();
    row(name).place(Place::Https(certificate, vec![script]))
}

fn refused(name: &str, certificate: Certificate) -> Row {
    over_tls(name, certificate)
        .fails(
            Connection,
            "could not connect to {server} (TLS was refused) [1 attempt]",
        )
        .requests(0)
}

/// They want a process that trusts the authority of these certificates.
pub fn rows() -> Vec<Row> {
    vec![
        over_tls("a good certificate", Good)
            .gives("a")
            .gives("a")
            .attempts(2)
            .connections(1),
        refused("an authority that no one knows", UnknownAuthority),
        refused("an expired certificate", Expired),
        refused("a certificate for another name", WrongName),
    ]
}

/// What their lines should say.
pub fn open() -> Vec<Row> {
    let told = |name, certificate, word: &str| {
        over_tls(name, certificate)
            .fails(Connection, format!("*{{server}}*{word}* [1 attempt]"))
            .requests(0)
    };
    vec![
        told(
            "that no one knows the authority, is told",
            UnknownAuthority,
            "authority",
        ),
        told(
            "that the certificate has expired, is told",
            Expired,
            "expired",
        ),
        told(
            "that the certificate is for another name, is told",
            WrongName,
            "name",
        ),
    ]
}
