"""SNS (awsQuery): topics, whose attributes are maps."""

from .plain import failure

ATTRIBUTES = {"DisplayName": "é + ä = %20", "DeliveryPolicy": "{}"}


def reference(clients):
    sns = clients("sns")
    arn = sns.create_topic(Name="theirs", Attributes=ATTRIBUTES)["TopicArn"]
    return {
        "arn": arn,
        "attributes": sns.get_topic_attributes(TopicArn=arn)["Attributes"],
        "failure": failure(sns.publish, TopicArn=arn + "-nothing", Message="a"),
    }
