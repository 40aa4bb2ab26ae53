"""SQS (awsJson 1.0, compatible with its query protocol): queues and messages."""

from .plain import failure, items

BODY = "é <&> \"\\ \n"
ATTRIBUTES = {
    "bytes": {"DataType": "Binary", "BinaryValue": b"\0\xff"},
    "text": {"DataType": "String", "StringValue": "a b"},
}


def reference(clients):
    sqs = clients("sqs")
    urls = [sqs.create_queue(QueueName=f"list-{number}")["QueueUrl"] for number in range(5)]
    sent = sqs.send_message(QueueUrl=urls[0], MessageBody=BODY, MessageAttributes=ATTRIBUTES)
    received = sqs.receive_message(QueueUrl=urls[0], MessageAttributeNames=["All"])
    sqs.create_queue(QueueName="ours", Attributes={"VisibilityTimeout": "0"})
    return {
        "sent": sent,
        "received": received["Messages"][0],
        "queues": items(sqs, "list_queues", "QueueUrls", QueueNamePrefix="list-", MaxResults=2),
        "failure": failure(sqs.get_queue_url, QueueName="nothing"),
    }
