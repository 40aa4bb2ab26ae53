//! Where requests go, whatever region, endpoint and function name a program was given.

use crate::client::{Wire, block_on};
use bytes::Bytes;
use lambda_operations::{LAMBDA, ListFunctionEventInvokeConfigs};
use smithereens::ErrorKind;
use smithereens::codegen::endpoint::{
    EndpointParams, is_valid_host_label, is_virtual_hostable_s3_bucket, parse_arn, parse_url,
    partition, split, substring, uri_encode,
};

/// Reads three lines: switches, a region or an endpoint (by one of the switches), a function name. The request
/// goes to the host and the operation that these say, or nowhere.
pub fn run(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else {
        return;
    };
    let mut lines = text.splitn(3, '\n');
    let mut line = || lines.next().unwrap_or_default();
    let (switches, place, function) = (line(), line(), line());
    functions(place, function);
    let input = Input {
        is_url: switches.contains('u'),
        fips: switches.contains('f'),
        dual_stack: switches.contains('d'),
        place,
        function,
    };
    input.resolve();
    input.send();
}

struct Input<'a> {
    is_url: bool,
    fips: bool,
    dual_stack: bool,
    place: &'a str,
    function: &'a str,
}

impl Input<'_> {
    /// The generated function alone.
    fn resolve(&self) {
        let found = (LAMBDA.endpoint)(&EndpointParams {
            region: Some(if self.is_url { "us-east-1" } else { self.place }),
            endpoint: self.is_url.then_some(self.place),
            use_fips: self.fips,
            use_dual_stack: self.dual_stack,
            ..EndpointParams::default()
        });
        match found {
            Ok(endpoint) => assert!(endpoint.url().contains(self.place)),
            Err(error) => assert!(!error.to_string().is_empty()),
        }
    }

    /// The whole client.
    fn send(&self) {
        let wire = Wire::new(http::Response::new(Bytes::from_static(b"{}")));
        let mut builder = tests::builder()
            .use_fips(self.fips)
            .use_dual_stack(self.dual_stack)
            .max_attempts(1);
        builder = if self.is_url {
            builder.endpoint_url(self.place)
        } else {
            builder.region(self.place)
        };
        let client = block_on(builder.transport(wire.clone()).build());
        let Ok(client) = client else {
            return;
        };
        let outcome = block_on(client.send(ListFunctionEventInvokeConfigs::new(self.function)));
        match (outcome, wire.sent()) {
            (Ok(_), Some(sent)) => self.check(sent.uri()),
            (Err(error), None) => assert!(
                matches!(
                    error.kind(),
                    ErrorKind::InvalidInput | ErrorKind::Configuration
                ),
                "{error}"
            ),
            (outcome, sent) => panic!("{outcome:?} of {sent:?}"),
        }
    }

    fn check(&self, uri: &http::Uri) {
        let host = uri.host().unwrap_or_default();
        let authority = uri.authority().map(http::uri::Authority::as_str);
        assert!(
            !host.is_empty() && !authority.unwrap_or_default().contains('@'),
            "{uri}"
        );
        if !self.is_url {
            assert_eq!(uri.scheme_str(), Some("https"));
            let dns_suffix = host
                .strip_prefix("lambda-fips.")
                .or_else(|| host.strip_prefix("lambda."))
                .and_then(|rest| rest.strip_prefix(self.place))
                .and_then(|rest| rest.strip_prefix('.'));
            let region = partition(self.place).expect("an endpoint was found");
            let suffixes = [region.dns_suffix, region.dual_stack_dns_suffix];
            assert!(
                dns_suffix.is_some_and(|suffix| suffixes.contains(&suffix)),
                "{uri}"
            );
        } else if let Some(given) = parse_url(self.place) {
            assert_eq!(
                uri.authority().map(http::uri::Authority::as_str),
                Some(given.authority)
            );
        }
        // The name is one segment, whatever is in it.
        let path = uri.path().strip_suffix("/event-invoke-config/list");
        let (base, name) = path
            .and_then(|path| path.rsplit_once('/'))
            .expect("the path of the operation");
        assert!(
            base.ends_with("/2019-09-25/functions") && !name.is_empty(),
            "{uri}"
        );
        assert!(
            name != "." && name != ".." && uri.query().is_none(),
            "{uri}"
        );
    }
}

/// The functions that generated endpoint rules call.
fn functions(text: &str, other: &str) {
    for allow_subdomains in [false, true] {
        let _ = is_valid_host_label(text, allow_subdomains);
        let _ = is_virtual_hostable_s3_bucket(text, allow_subdomains);
    }
    let _ = (partition(text), parse_arn(text), parse_url(text));
    let parts = split(text, other, 0);
    assert!(other.is_empty() || parts.join(other) == text);
    let at = i64::try_from(other.len()).unwrap_or_default();
    for (start, stop) in [(0, at), (at, at + 3), (at, i64::MAX), (i64::MIN, at)] {
        for reverse in [false, true] {
            let part = substring(text, start, stop, reverse);
            assert!(part.is_none_or(|part| text.contains(part)));
        }
    }
    assert!(uri_encode(text).is_ascii());
}
