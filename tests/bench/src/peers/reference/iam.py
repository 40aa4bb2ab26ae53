"""IAM (awsQuery): users. The server escapes nothing in its XML, so that names and tags are plain."""

from .plain import failure, items

TAGS = [{"Key": "team", "Value": "é + ä = %20"}, {"Key": "empty", "Value": ""}]


def reference(clients):
    iam = clients("iam")
    for number in range(5):
        created = iam.create_user(UserName=f"list-{number}", Path="/list/", Tags=TAGS)
    return {
        "created": created["User"],
        "users": items(iam, "list_users", "Users", PathPrefix="/list/", MaxItems=2),
        "failure": failure(iam.get_user, UserName="nothing"),
    }
