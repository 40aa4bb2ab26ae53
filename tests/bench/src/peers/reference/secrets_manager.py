"""Secrets Manager (awsJson 1.1): secrets as text and as bytes."""

from .plain import failure, items


def reference(clients):
    manager = clients("secretsmanager")
    for number in range(5):
        manager.create_secret(
            Name=f"list-{number}",
            SecretBinary=bytes([0, 255, number]),
            Tags=[{"Key": "é", "Value": "<&>"}],
        )
    manager.create_secret(Name="theirs", SecretBinary=bytes([0, 255, 1]))
    filters = [{"Key": "name", "Values": ["list-"]}]
    return {
        "secrets": items(manager, "list_secrets", "SecretList", Filters=filters, MaxResults=2),
        "value": manager.get_secret_value(SecretId="theirs"),
        "failure": failure(manager.get_secret_value, SecretId="nothing"),
    }
