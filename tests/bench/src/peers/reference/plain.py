"""What boto3 gives, in JSON: bytes in base64, times in seconds, without what is about HTTP."""

import base64
from datetime import datetime

from botocore.exceptions import ClientError


def plain(value):
    if isinstance(value, dict):
        return {name: plain(item) for name, item in value.items() if name != "ResponseMetadata"}
    if isinstance(value, list):
        return [plain(item) for item in value]
    if isinstance(value, bytes):
        return base64.b64encode(value).decode()
    if isinstance(value, datetime):
        return value.timestamp()
    return value


def failure(call, **parameters):
    """The error that a call has to end with: its code and its message."""
    try:
        call(**parameters)
    except ClientError as error:
        said = error.response["Error"]
        return {"code": said["Code"], "message": said["Message"]}
    raise AssertionError(f"{call.__name__} succeeds where it has to fail")


def items(client, operation, member, **parameters):
    """All items of an operation's pages."""
    pages = client.get_paginator(operation).paginate(**parameters)
    return [item for page in pages for item in page[member]]
