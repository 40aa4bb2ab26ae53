//! Where the operations of SQS have messages, and where they say the MD5 of these.

use crate::ir::{
    Member, MessageAttributes, MessageChecks, MessageEntries, MessagePart, Messages, Operation,
    Shape, Type,
};

/// The parts of a message, each with the member that says its MD5.
const PARTS: [(&str, &str); 4] = [
    ("MessageBody", "MD5OfMessageBody"),
    ("Body", "MD5OfBody"),
    ("MessageAttributes", "MD5OfMessageAttributes"),
    ("MessageSystemAttributes", "MD5OfMessageSystemAttributes"),
];

/// What an operation's messages are, if it is one that sends or receives some.
pub(super) fn checks(operation: &Operation, shapes: &[Shape]) -> Option<MessageChecks> {
    let input: Vec<&Member> = operation.members().collect();
    let output: Vec<&Member> = operation
        .output
        .as_ref()?
        .structure
        .members
        .iter()
        .collect();
    let (messages, parts) = match operation.name.shape.as_str() {
        "SendMessage" => (Messages::Input, parts(&input, &output, shapes)),
        "SendMessageBatch" => {
            let entries = named(&input, "Entries")?;
            let results = named(&output, "Successful")?;
            let (entry, result) = (element(entries, shapes)?, element(results, shapes)?);
            let messages = MessageEntries {
                entries: entries.clone(),
                entry_id: named(&entry, "Id")?.clone(),
                results: results.clone(),
                result_id: named(&result, "Id")?.clone(),
            };
            let messages = Messages::Entries(Box::new(messages));
            (messages, parts(&entry, &result, shapes))
        }
        "ReceiveMessage" => {
            let messages = named(&output, "Messages")?;
            let message = element(messages, shapes)?;
            let parts = parts(&message, &message, shapes);
            (Messages::Output(Box::new(messages.clone())), parts)
        }
        _ => return None,
    };
    (!parts.is_empty()).then_some(MessageChecks { messages, parts })
}

/// The parts of a message of which these members say the MD5.
fn parts(message: &[&Member], about: &[&Member], shapes: &[Shape]) -> Vec<MessagePart> {
    let parts = PARTS.iter().filter_map(|(value, md5)| {
        let value = named(message, value)?;
        let attributes = match &value.ty {
            Type::Map { value, .. } => Some(attributes(&members(value, shapes)?)?),
            _ => None,
        };
        Some(MessagePart {
            value: value.clone(),
            md5: named(about, md5)?.clone(),
            attributes,
        })
    });
    parts.collect()
}

fn attributes(members: &[&Member]) -> Option<MessageAttributes> {
    Some(MessageAttributes {
        data_type: named(members, "DataType")?.clone(),
        text: named(members, "StringValue")?.clone(),
        bytes: named(members, "BinaryValue")?.clone(),
    })
}

fn named<'a>(members: &[&'a Member], name: &str) -> Option<&'a Member> {
    members.iter().copied().find(|member| member.name == name)
}

/// The members of what a list is of.
fn element<'a>(list: &Member, shapes: &'a [Shape]) -> Option<Vec<&'a Member>> {
    match &list.ty {
        Type::List { member, .. } => members(member, shapes),
        _ => None,
    }
}

/// The members of a structure.
fn members<'a>(ty: &Type, shapes: &'a [Shape]) -> Option<Vec<&'a Member>> {
    let Type::Shape(reference) = ty else {
        return None;
    };
    let mut shapes = shapes.iter();
    let shape = shapes.find(|shape| shape.name().name == reference.name)?;
    Some(shape.members().iter().collect())
}
