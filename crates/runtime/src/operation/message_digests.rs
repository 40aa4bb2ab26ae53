//! The MD5 of the parts of a message, as SQS computes it, and what it says of them.

use super::DecodeError;
use crate::digest::hex;
use md5::{Digest, Md5};
use std::fmt;

/// The MD5 of the parts of a message that has some, each by the name of the member that says it.
///
/// Amazon SQS says the MD5 of each message that it takes and gives out, so that one which was damaged on its way is noticed
/// though TLS ends at a proxy. AWS's SDKs for Java, .NET, PHP and Ruby check bodies and attributes, those for Go and
/// JavaScript bodies; those for Python and Rust check nothing. What a service says nothing of is taken as it is, since
/// servers that stand in for SQS do not all say it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MessageDigests(Vec<(&'static str, [u8; 16])>);

/// The MD5 of messages that were sent, each by its id.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SentMessages(Vec<(String, MessageDigests)>);

/// An attribute of a message.
#[derive(Clone, Copy)]
pub struct MessageAttribute<'a> {
    name: &'a str,
    data_type: &'a str,
    value: Option<Value<'a>>,
}

#[derive(Clone, Copy)]
enum Value<'a> {
    Text(&'a str),
    Bytes(&'a [u8]),
}

impl MessageDigests {
    /// Of no part yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds the MD5 of a body, which this member says.
    #[must_use]
    pub fn body(mut self, member: &'static str, body: Option<&str>) -> Self {
        self.0
            .extend(body.map(|body| (member, Md5::digest(body).into())));
        self
    }

    /// Adds the MD5 of attributes, which this member says. It is that of the attributes in the order of their names, each
    /// of them its name, its type, a byte for text or bytes, and its value; before all but that byte, its length in four
    /// bytes. Attributes of neither text nor bytes are left to the service.
    #[must_use]
    pub fn attributes<'a>(
        mut self,
        member: &'static str,
        attributes: impl Iterator<Item = MessageAttribute<'a>>,
    ) -> Self {
        let mut attributes: Vec<_> = attributes.collect();
        attributes.sort_unstable_by_key(|attribute| attribute.name);
        let mut md5 = Md5::new();
        for attribute in &attributes {
            let (kind, value) = match attribute.value {
                Some(Value::Text(text)) => (1, text.as_bytes()),
                Some(Value::Bytes(bytes)) => (2, bytes),
                None => return self,
            };
            update(&mut md5, attribute.name.as_bytes());
            update(&mut md5, attribute.data_type.as_bytes());
            md5.update([kind]);
            update(&mut md5, value);
        }
        if !attributes.is_empty() {
            self.0.push((member, md5.finalize().into()));
        }
        self
    }

    /// Compares them with what the service says, by member.
    ///
    /// # Errors
    ///
    /// A member says another MD5. `place` is what stands before its name there.
    pub fn check(
        &self,
        place: impl fmt::Display,
        said: &[(&'static str, Option<&str>)],
    ) -> Result<(), DecodeError> {
        for (member, digest) in &self.0 {
            let said = said.iter().find(|(name, _)| name == member);
            let Some((_, Some(said))) = said else {
                continue;
            };
            // A member that is required is empty where the service leaves it out.
            if !said.is_empty() && !said.eq_ignore_ascii_case(&hex(digest)) {
                return Err(DecodeError::new(
                    format!("member `{place}{member}`"),
                    "it is not the MD5 of that part of the message, which was changed on its way",
                ));
            }
        }
        Ok(())
    }
}

/// Goes on with the length of a text, and the text.
fn update(md5: &mut Md5, bytes: &[u8]) {
    // No message has an attribute of four gigabytes: what is longer has a length that the service does not compute.
    let length = u32::try_from(bytes.len()).unwrap_or(u32::MAX);
    md5.update(length.to_be_bytes());
    md5.update(bytes);
}

impl SentMessages {
    /// One message, whose id is empty.
    #[must_use]
    pub fn one(message: MessageDigests) -> Self {
        Self(vec![(String::new(), message)])
    }

    /// Messages with their ids.
    #[must_use]
    pub fn each(messages: impl Iterator<Item = (String, MessageDigests)>) -> Self {
        Self(messages.collect())
    }

    /// Compares the message of this id, if it was sent, with what the service says of it.
    ///
    /// # Errors
    ///
    /// As for [`MessageDigests::check`].
    pub fn check(
        &self,
        id: &str,
        place: impl fmt::Display,
        said: &[(&'static str, Option<&str>)],
    ) -> Result<(), DecodeError> {
        match self.0.iter().find(|(sent, _)| sent == id) {
            Some((_, message)) => message.check(place, said),
            None => Ok(()),
        }
    }
}

impl<'a> MessageAttribute<'a> {
    /// An attribute by its name, with its type and the one of these values that it has.
    #[must_use]
    pub fn new(
        name: &'a str,
        data_type: &'a str,
        text: Option<&'a str>,
        bytes: Option<&'a [u8]>,
    ) -> Self {
        let text = text.map(Value::Text);
        Self {
            name,
            data_type,
            value: text.or_else(|| bytes.map(Value::Bytes)),
        }
    }
}

/// Shows no value, which may be secret.
impl fmt::Debug for MessageAttribute<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("MessageAttribute")
            .field("name", &self.name)
            .field("data_type", &self.data_type)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hex_of(digests: &MessageDigests) -> Vec<String> {
        digests.0.iter().map(|(_, digest)| hex(digest)).collect()
    }

    /// The vectors were computed with Python's hashlib, as SQS documents it.
    #[test]
    fn attributes_are_hashed_in_the_order_of_their_names() {
        let text = MessageAttribute::new("b", "String", Some("value"), None);
        let bytes = MessageAttribute::new("a", "Binary.png", None, Some(&[0, 255]));
        let neither = MessageAttribute::new("c", "String", None, None);
        let empty = MessageAttribute::new("", "", Some(""), None);
        for (attributes, expected) in [
            (vec![text], vec!["d18eefd2f7de9f882690912f6ef40344"]),
            (vec![bytes], vec!["bf9b8c1fb863a1b65b5a46b31b5ed662"]),
            (vec![text, bytes], vec!["93ffa3d30c098bbcee61b773d58ff4e5"]),
            (vec![bytes, text], vec!["93ffa3d30c098bbcee61b773d58ff4e5"]),
            (vec![empty], vec!["da8b53b5406a3b70c630641adb9bfd85"]),
            (vec![text, neither], vec![]),
            (vec![], vec![]),
        ] {
            let digests = MessageDigests::new().attributes("MD5", attributes.into_iter());
            assert_eq!(hex_of(&digests), expected);
        }
    }

    #[test]
    fn another_digest_is_an_error_that_names_the_member_and_shows_no_value() {
        let digests = MessageDigests::new().body("MD5OfBody", Some("abc"));
        for (said, is_right) in [
            (Some("900150983cd24fb0d6963f7d28e17f72"), true),
            (Some("900150983CD24FB0D6963F7D28E17F72"), true),
            (None, true),
            (Some(""), true),
            (Some("s3cr3t"), false),
            (Some("900150983cd24fb0d6963f7d28e17f73"), false),
        ] {
            let checked = digests.check("Messages[1].", &[("MD5OfBody", said)]);
            let shown = checked.map_err(|error| error.to_string());
            let error = "member `Messages[1].MD5OfBody`: it is not the MD5 of that part of the message, which was \
                         changed on its way";
            let expected = if is_right {
                Ok(())
            } else {
                Err(error.to_owned())
            };
            assert_eq!(shown, expected, "{said:?}");
        }
        // What was not hashed is not compared.
        let nothing = MessageDigests::new().body("MD5OfBody", None);
        assert_eq!(nothing.check("", &[("MD5OfBody", Some("0"))]), Ok(()));
    }
}
