"""Differences that are taken out of what botocore reads of responses."""


# Payloads that are not there: for an empty body botocore gives an empty structure or text as the payload, and
# an empty map for headers of which there are none.
def is_nothing(member, found):
    """Whether what botocore gives for a member that was not written stands for nothing."""
    if found is None:
        return True
    return (member.has("httpPayload") or member.has("httpPrefixHeaders")) and not found


# Checksums of messages: ours compares the MD5 that SQS says of each message with the message, botocore does
# not. Nothing is said of random ones.
#
# Messages of batches: Route 53 says what is wrong with a batch in `Messages`, which its model has in small
# letters. Ours reads what the service writes, botocore what the model has. Nothing is said there.
def is_left_out(member):
    """Whether services say nothing in a member, though the model may require it."""
    return member.name.startswith("MD5Of") or member.target == "com.amazonaws.route53#ErrorMessages"


# Numbers that are none: with awsJson, botocore gives NaN and the infinities as texts.
#
# Numbers as text: botocore's models have some numbers of Route 53 as strings.
def number(kind, read):
    """What botocore gives for a number of this type."""
    return float(read) if kind in ("float", "double") else int(read)


# Messages in small letters: in XML, botocore takes the message of an error from the element `Message` alone,
# which Route 53 writes. Its model has the member `message`, by whose name the responses are written here. Ours
# reads either.
def error_message(protocol, written, response):
    """The message that an error has to have."""
    message = response["Error"].get("Message")
    if not message and protocol.endswith(("restXml", "Query")):
        message = written.get("message")
    return message or ""


# Members of errors by another code: where SQS has another code for an error than its name, botocore finds the
# exception but not its members. The message is looked for where botocore has it for every error.
def error_members(shape, written, response):
    """The modelled members of an error that botocore read."""
    read = {name: item for name, item in response.items() if name in shape.members}
    error = response["Error"]
    if "QueryErrorCode" in error and not read:
        return {name: error["Message"] for name in written if name.lower() == "message"}
    return read
