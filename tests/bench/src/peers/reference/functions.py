"""Lambda's functions: what boto3 lists of their configurations, and what the AWS CLI would print."""

import io
import json
import zipfile
from datetime import timezone

from .clients import policy


def create_role(iam):
    """The role that functions run with; the server wants it to exist."""
    trust = policy(
        Action="sts:AssumeRole", Principal={"Service": "lambda.amazonaws.com"}
    )
    role = iam.create_role(RoleName="functions", AssumeRolePolicyDocument=trust)
    return role["Role"]["Arn"]


def code(comment):
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as files:
        source = f"def handler(event, context): return event  # {comment}"
        files.writestr("main.py", source)
    return archive.getvalue()


def create_function(lambda_, name, role):
    function = lambda_.create_function(
        FunctionName=name,
        Runtime="python3.12",
        Role=role,
        Handler="main.handler",
        Code={"ZipFile": code("created")},
    )
    return function["FunctionArn"]


def set_up(lambda_, role):
    """Two functions; the first one has configurations for two versions, an alias and itself."""
    arn = create_function(lambda_, "full", role)
    create_function(lambda_, "bare", role)
    versions = []
    for comment in ("first", "second"):
        # Without a change there is no new version.
        lambda_.update_function_code(FunctionName="full", ZipFile=code(comment))
        versions.append(lambda_.publish_version(FunctionName="full")["Version"])
    lambda_.create_alias(FunctionName="full", Name="live", FunctionVersion=versions[0])
    queue = "arn:aws:sqs:us-east-1:000000000000:"
    destinations = {
        "OnSuccess": {"Destination": queue + "done"},
        "OnFailure": {"Destination": queue + "failed"},
    }
    for qualifier, settings in {
        versions[0]: {"MaximumRetryAttempts": 0, "MaximumEventAgeInSeconds": 60},
        versions[1]: {"DestinationConfig": destinations},
        "live": {"MaximumRetryAttempts": 1},
        None: {"MaximumRetryAttempts": 2, "MaximumEventAgeInSeconds": 21600},
    }.items():
        if qualifier is not None:
            settings["Qualifier"] = qualifier
        lambda_.put_function_event_invoke_config(FunctionName="full", **settings)
    return arn


def listing(lambda_, title, function, **limits):
    paginator = lambda_.get_paginator("list_function_event_invoke_configs")
    pages = paginator.paginate(FunctionName=function, PaginationConfig=limits)
    document = pages.build_full_result()
    for config in document["FunctionEventInvokeConfigs"]:
        # As the AWS CLI prints it since version 2, on a machine whose clock shows UTC.
        config["LastModified"] = config["LastModified"].astimezone(timezone.utc).isoformat()
    options = {"MaxItems": "--max-items", "StartingToken": "--starting-token"}
    arguments = [function]
    for name, value in limits.items():
        arguments += [options[name], str(value)]
    return {
        "title": title,
        "arguments": arguments,
        "document": json.dumps(document, indent=4, ensure_ascii=False) + "\n",
    }


def reference(root, user):
    """The listings of functions that are set up here."""
    arn = set_up(root("lambda"), create_role(root("iam")))
    lambda_ = user("lambda")
    listings = [
        listing(lambda_, "by name", "full"),
        listing(lambda_, "by ARN", arn),
        listing(lambda_, "a function without configurations", "bare"),
        listing(lambda_, "the first items", "full", MaxItems=1),
    ]
    rest = json.loads(listings[-1]["document"])["NextToken"]
    listings.append(listing(lambda_, "the rest", "full", StartingToken=rest))
    return listings
