//! Messages of which a service says the MD5.

use super::Member;

/// The messages that an operation sends or gets, and the parts of them whose MD5 its output says.
#[derive(Clone, Debug)]
pub struct MessageChecks {
    /// Where the messages are.
    pub messages: Messages,
    /// Their parts.
    pub parts: Vec<MessagePart>,
}

/// Where messages are.
#[derive(Clone, Debug)]
pub enum Messages {
    /// The input is one, and the output is about it.
    Input,
    /// They are in a list of the input, and a list of the output is about those that were taken.
    Entries(Box<MessageEntries>),
    /// They are in a list of the output.
    Output(Box<Member>),
}

/// Messages in a list, and what is said of those that were taken in another.
#[derive(Clone, Debug)]
pub struct MessageEntries {
    /// The list of the input.
    pub entries: Member,
    /// What identifies a message there.
    pub entry_id: Member,
    /// The list of the output.
    pub results: Member,
    /// What identifies a message there.
    pub result_id: Member,
}

/// A part of a message.
#[derive(Clone, Debug)]
pub struct MessagePart {
    /// The member of the message that it is.
    pub value: Member,
    /// The member that says its MD5.
    pub md5: Member,
    /// What its values are made of, if it is a map of attributes; else it is text.
    pub attributes: Option<MessageAttributes>,
}

/// The members of an attribute.
#[derive(Clone, Debug)]
pub struct MessageAttributes {
    /// Its type.
    pub data_type: Member,
    /// Its value if that is text.
    pub text: Member,
    /// Its value if that is bytes.
    pub bytes: Member,
}
