"""Clients of the server: those of its root, whose signatures it never checks, and those of a user's key, which it does."""

import json

import boto3

REGION = "us-east-1"
ROOT = ("test", "test")


class Clients:
    """boto3's clients with one key."""

    def __init__(self, endpoint, key=ROOT):
        self._endpoint = endpoint
        self._key = key

    def __call__(self, service):
        access_key_id, secret_access_key = self._key
        return boto3.client(
            service,
            endpoint_url=self._endpoint,
            region_name=REGION,
            aws_access_key_id=access_key_id,
            aws_secret_access_key=secret_access_key,
        )


def policy(**statement):
    """The text of a policy that allows this."""
    statement = {"Effect": "Allow", **statement}
    return json.dumps({"Version": "2012-10-17", "Statement": [statement]})


def access_key(iam):
    """The key of a new user, who may do everything."""
    iam.create_user(UserName="peers")
    document = policy(Action="*", Resource="*")
    iam.put_user_policy(UserName="peers", PolicyName="all", PolicyDocument=document)
    key = iam.create_access_key(UserName="peers")["AccessKey"]
    return key["AccessKeyId"], key["SecretAccessKey"]
