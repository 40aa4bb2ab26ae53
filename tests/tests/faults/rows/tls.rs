//! Certificates that are good or not.

use crate::answer::ok_page;
use crate::row;
use crate::row::{Place, Row};
use smithereens::Builder;
use smithereens::ErrorKind::Connection;
use smithereens::config::Environment;
use smithereens_testing::tls::Authority;
use smithereens_testing::tls::Certificate::{self, Expired, Good, UnknownAuthority, WrongName};
use tests::server::Script;

fn over_tls(name: &str, certificate: Certificate) -> Row {
    let script = Script::new().request().write(ok_page("a")).again();
    row(name)
        .with(trusting)
        .place(Place::Https(certificate, vec![script]))
}

/// A client that trusts the authority of these certificates.
fn trusting(builder: Builder) -> Builder {
    let path = "/etc/authority.pem";
    let environment = Environment::empty().variable("AWS_CA_BUNDLE", path);
    builder.environment(environment.file(path, Authority::shared().pem()))
}

fn refused(name: &str, certificate: Certificate, why: &str) -> Row {
    over_tls(name, certificate)
        .fails(
            Connection,
            format!("could not connect to {{server}} (its certificate {why}) [1 attempt]"),
        )
        .requests(0)
}

pub fn rows() -> Vec<Row> {
    vec![
        over_tls("a good certificate", Good)
            .gives("a")
            .gives("a")
            .attempts(2)
            .connections(1),
        refused(
            "an authority that no one knows",
            UnknownAuthority,
            "is of an authority that is not trusted",
        ),
        refused("an expired certificate", Expired, "has expired"),
        refused(
            "a certificate for another name",
            WrongName,
            "is for another name",
        ),
    ]
}
