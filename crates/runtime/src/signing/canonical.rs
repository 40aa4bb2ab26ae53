//! The canonical form of a request, of which the signature is made:
//! <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html>.

use crate::percent::VALUE;
use http::header::{AUTHORIZATION, CONTENT_LENGTH, TRANSFER_ENCODING, USER_AGENT};
use http::{HeaderMap, HeaderName, HeaderValue, Method, Uri};
use percent_encoding::{AsciiSet, percent_decode_str, utf8_percent_encode};
use std::borrow::Cow;

/// What of a path is encoded once more: it is encoded already, so that this is the percent signs alone, and what of a
/// URL stands in a path as it is.
const PATH: &AsciiSet = &VALUE.remove(b'/');

/// The canonical form of a request, and the names of the headers in it as the signature lists them.
pub(super) fn canonical(
    method: &Method,
    uri: &Uri,
    headers: &HeaderMap,
    body_hash: &str,
) -> (String, String) {
    let names = sorted(headers.keys().filter(|name| is_named(name)));
    let mut text = String::with_capacity(512);
    text.push_str(method.as_str());
    text.push('\n');
    text.extend(utf8_percent_encode(&normal(uri.path()), PATH));
    text.push('\n');
    if let Some(query) = uri.query() {
        push_query(&mut text, query);
    }
    text.push('\n');
    let mut signed = String::with_capacity(64);
    for name in names {
        if push_header(&mut text, name, headers) {
            if !signed.is_empty() {
                signed.push(';');
            }
            signed.push_str(name.as_str());
        }
    }
    text.push('\n');
    text.push_str(&signed);
    text.push('\n');
    text.push_str(body_hash);
    (text, signed)
}

/// The headers that a signature covers, in its order.
pub(super) fn signed_headers(headers: &HeaderMap) -> Vec<&HeaderName> {
    let is_signed = |name: &&HeaderName| {
        let mut values = headers.get_all(*name).into_iter();
        is_named(name) && values.any(|value| signed(name, value).is_some())
    };
    sorted(headers.keys().filter(is_signed))
}

fn sorted<'a>(names: impl Iterator<Item = &'a HeaderName>) -> Vec<&'a HeaderName> {
    let mut names: Vec<_> = names.collect();
    names.sort_unstable_by_key(|name| name.as_str());
    names
}

/// All headers are signed but those that say something of the attempt rather than of the request, and those that a proxy
/// may rewrite or take away.
fn is_named(name: &HeaderName) -> bool {
    let is_rewritten = [AUTHORIZATION, USER_AGENT, TRANSFER_ENCODING].contains(name);
    let text = name.as_str();
    !is_rewritten && !text.starts_with("amz-sdk-") && text != "x-amzn-trace-id"
}

/// A length of 0 says no more than none at all once the message is framed anew, and what is not UTF-8 cannot be
/// compared with what the service makes of it.
fn signed<'a>(name: &HeaderName, value: &'a HeaderValue) -> Option<&'a str> {
    let text = std::str::from_utf8(value.as_bytes()).ok()?;
    (name != CONTENT_LENGTH || text != "0").then_some(text)
}

/// A header's line, with all its values. Gives whether it has any that are signed.
fn push_header(text: &mut String, name: &HeaderName, headers: &HeaderMap) -> bool {
    let values = headers.get_all(name).into_iter();
    let mut has_any = false;
    for value in values.filter_map(|value| signed(name, value)) {
        if has_any {
            text.push(',');
        } else {
            text.push_str(name.as_str());
            text.push(':');
            has_any = true;
        }
        push_trimmed(text, value);
    }
    if has_any {
        text.push('\n');
    }
    has_any
}

/// Without the spaces around it, and with one where there are several.
fn push_trimmed(text: &mut String, value: &str) {
    let value = value.trim_matches(' ');
    if !value.contains("  ") {
        text.push_str(value);
        return;
    }
    for (at, part) in value.split(' ').filter(|part| !part.is_empty()).enumerate() {
        if at > 0 {
            text.push(' ');
        }
        text.push_str(part);
    }
}

/// The path without empty segments and such as lead nowhere (RFC 3986, section 5.2.4).
fn normal(path: &str) -> Cow<'_, str> {
    if path.is_empty() {
        return "/".into();
    }
    if !path.contains("//") && !path.contains("/.") {
        return path.into();
    }
    let mut segments = Vec::new();
    for segment in path.split('/') {
        match segment {
            "" | "." => {}
            ".." => drop(segments.pop()),
            segment => segments.push(segment),
        }
    }
    let mut normal = String::with_capacity(path.len());
    for segment in &segments {
        normal.push('/');
        normal.push_str(segment);
    }
    let is_folder = matches!(path.rsplit('/').next(), Some("" | "." | ".."));
    if is_folder || segments.is_empty() {
        normal.push('/');
    }
    normal.into()
}

/// The parameters in the order of what they are when encoded.
fn push_query(text: &mut String, query: &str) {
    let items = query.split('&').filter(|item| !item.is_empty());
    let mut items: Vec<_> = items
        .map(|item| {
            let (name, value) = item.split_once('=').unwrap_or((item, ""));
            (encoded(name), encoded(value))
        })
        .collect();
    items.sort_unstable();
    for (at, (name, value)) in items.iter().enumerate() {
        if at > 0 {
            text.push('&');
        }
        text.push_str(name);
        text.push('=');
        text.push_str(value);
    }
}

/// A part of a query, encoded in the one way that counts, however it was before.
fn encoded(part: &str) -> String {
    let spaced = part.replace('+', " ");
    let decoded = percent_decode_str(&spaced).decode_utf8_lossy();
    utf8_percent_encode(&decoded, VALUE).to_string()
}
