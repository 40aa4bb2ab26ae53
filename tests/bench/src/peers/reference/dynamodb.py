"""DynamoDB (awsJson 1.0): items with attributes of every type."""

from .plain import failure, items

ATTRIBUTES = {
    "text": {"S": "é <&> \"\\ \n"},
    "decimal": {"N": "-1.5"},
    "bytes": {"B": b"\0\xff"},
    "texts": {"SS": ["x", "y"]},
    "numbers": {"NS": ["1", "2.5"]},
    "blobs": {"BS": [b"a", b"\xfe"]},
    "map": {"M": {"inner": {"L": [{"BOOL": True}, {"S": ""}, {"M": {}}]}}},
    "list": {"L": []},
    "nothing": {"NULL": True},
    "no": {"BOOL": False},
}
KEY = {"part": "HASH", "number": "RANGE"}


def reference(clients):
    dynamodb = clients("dynamodb")
    dynamodb.create_table(
        TableName="things",
        KeySchema=[{"AttributeName": name, "KeyType": kind} for name, kind in KEY.items()],
        AttributeDefinitions=[
            {"AttributeName": "part", "AttributeType": "S"},
            {"AttributeName": "number", "AttributeType": "N"},
        ],
        BillingMode="PAY_PER_REQUEST",
    )
    for number in range(5):
        item = {**ATTRIBUTES, "part": {"S": "boto3"}, "number": {"N": str(number)}}
        dynamodb.put_item(TableName="things", Item=item)
    query = {
        "KeyConditionExpression": "part = :part",
        "ExpressionAttributeValues": {":part": {"S": "boto3"}},
        "Limit": 2,
    }
    return {
        "items": items(dynamodb, "query", "Items", TableName="things", **query),
        "failure": failure(dynamodb.query, TableName="nothing", **query),
    }
