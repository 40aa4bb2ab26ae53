//! How credentials are read that a process or a container's endpoint gives as JSON.

use crate::config::check_key;
use aws_credential_types::Credentials;
use serde_json::{Map, Value};
use smithereens_types::Timestamp;

/// Where credentials come from, and how their members are named there.
pub(super) struct Form {
    /// What the provider is called.
    pub(super) provider: &'static str,
    /// The name of the session token's member.
    pub(super) token: &'static str,
}

/// The object that stands for credentials.
///
/// # Errors
///
/// It is no JSON, or no object. What it is instead is not shown.
pub(super) fn object(bytes: &[u8]) -> Result<Map<String, Value>, String> {
    serde_json::from_slice(bytes).map_err(|error| {
        let (line, column) = (error.line(), error.column());
        format!("it is no JSON object (line {line}, column {column})")
    })
}

/// The credentials of an object. The case of members' names does not matter, as with the AWS SDK for Rust; a member that
/// is blank counts as not there.
///
/// # Errors
///
/// A key is missing or cannot be sent, or the time of expiry is none. The values are not shown.
pub(super) fn credentials(
    object: &Map<String, Value>,
    form: &Form,
    account_id: Option<&str>,
) -> Result<Credentials, String> {
    let required = |name| text(object, name)?.ok_or_else(|| format!("it has no {name}"));
    let mut builder = Credentials::builder()
        .provider_name(form.provider)
        .access_key_id(required("AccessKeyId")?)
        .secret_access_key(required("SecretAccessKey")?);
    builder.set_session_token(text(object, form.token)?.map(str::to_owned));
    if let Some(expiration) = text(object, "Expiration")? {
        let time = Timestamp::parse_date_time(expiration)
            .map_err(|_| "its Expiration is no time, such as 2019-12-31T20:33:26Z".to_owned())?;
        builder.set_expiry(Some(time.into()));
    }
    // Some print the number of an account as one.
    let account_id = match member(object, "AccountId") {
        Some(Value::Number(number)) => Some(number.to_string()),
        _ => text(object, "AccountId")?.or(account_id).map(str::to_owned),
    };
    builder.set_account_id(account_id.map(Into::into));
    Ok(builder.build())
}

/// A member, whatever the case of its name.
pub(super) fn member<'a>(object: &'a Map<String, Value>, name: &str) -> Option<&'a Value> {
    let mut found = object
        .iter()
        .filter(|(it, _)| it.eq_ignore_ascii_case(name));
    found.next().map(|(_, value)| value)
}

fn text<'a>(object: &'a Map<String, Value>, name: &str) -> Result<Option<&'a str>, String> {
    let value = match member(object, name) {
        None | Some(Value::Null) => return Ok(None),
        Some(Value::String(value)) => value.trim(),
        Some(_) => return Err(format!("its {name} is no text")),
    };
    check_key(value, name != "SecretAccessKey", || format!("its {name}"))?;
    Ok(Some(value).filter(|value| !value.is_empty()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Credentials, String> {
        let form = Form {
            provider: "test",
            token: "SessionToken",
        };
        credentials(&object(text.as_bytes())?, &form, Some("1"))
    }

    #[test]
    fn blank_members_count_as_not_there() {
        for token in [r#""""#, r#"" ""#, "null"] {
            let json = format!(
                r#"{{"AccessKeyId": "AKID", "SecretAccessKey": "s", "SessionToken": {token}, "Expiration": ""}}"#
            );
            let credentials = read(&json).unwrap();
            assert_eq!(credentials.session_token(), None);
            assert_eq!(credentials.expiry(), None);
            assert_eq!(credentials.account_id().unwrap().as_str(), "1");
        }
        let json = r#"{"AccessKeyId": "AKID", "SecretAccessKey": "s", "AccountId": 123456789012}"#;
        let credentials = read(json).unwrap();
        assert_eq!(credentials.account_id().unwrap().as_str(), "123456789012");
    }

    #[test]
    fn members_are_read_whatever_their_case() {
        let json = r#"{"accesskeyid": "AKID", "SECRETACCESSKEY": "s", "SessionToken": "t\n", "AccountId": "2",
            "expiration": "2022-05-02T18:36:00+00:00", "more": [1]}"#;
        let credentials = read(json).unwrap();
        assert_eq!(credentials.access_key_id(), "AKID");
        assert_eq!(credentials.session_token(), Some("t"));
        assert_eq!(credentials.account_id().unwrap().as_str(), "2");
        let seconds = credentials
            .expiry()
            .unwrap()
            .duration_since(std::time::UNIX_EPOCH);
        assert_eq!(seconds.unwrap().as_secs(), 1_651_516_560);
    }

    #[test]
    fn what_are_no_credentials_is_described_without_the_values() {
        for (json, why) in [
            ("SECRET", "it is no JSON object (line 1, column 1)"),
            (r#"["SECRET"]"#, "it is no JSON object (line 1, column 0)"),
            (r#"{"SecretAccessKey": "SECRET"}"#, "it has no AccessKeyId"),
            (
                r#"{"AccessKeyId": "AKID", "SecretAccessKey": " "}"#,
                "it has no SecretAccessKey",
            ),
            (r#"{"AccessKeyId": 7}"#, "its AccessKeyId is no text"),
            (
                r#"{"AccessKeyId": "AKID", "SecretAccessKey": "SEC\nRET"}"#,
                "its SecretAccessKey has white space, such as a line break in it",
            ),
            (
                r#"{"AccessKeyId": "AKID", "SecretAccessKey": "s", "Expiration": "SECRET"}"#,
                "its Expiration is no time, such as 2019-12-31T20:33:26Z",
            ),
        ] {
            assert_eq!(read(json).unwrap_err(), why, "{json}");
        }
    }
}
