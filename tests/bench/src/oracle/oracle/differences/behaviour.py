"""Differences in what botocore does besides, which it is kept from doing."""

from botocore import handlers
from botocore.serialize import Serializer

# Texts that botocore decodes: botocore decodes IAM's policies, CloudFormation's templates and EC2's console
# output for its users. Ours leaves them as the model has them.
DECODERS = {
    "after-call.iam": handlers.json_decode_policies,
    "after-call.ec2.GetConsoleOutput": handlers.decode_console_output,
    "after-call.cloudformation.GetTemplate": handlers.json_decode_template_body,
}


def leave_as_they_are(events):
    """Takes out of a client what decodes texts."""
    for event, handler in DECODERS.items():
        events.unregister(event, handler)


# Zeros of a fraction: botocore writes a fraction of a second in ISO 8601 with six digits, zeros at the end
# included, ours without these. They are one time.
def _iso8601(self, value):
    text = _WRITE_ISO8601(self, value)
    return text.rstrip("0Z") + "Z" if "." in text else text


_WRITE_ISO8601 = Serializer._timestamp_iso8601
Serializer._timestamp_iso8601 = _iso8601
