"""CloudWatch (rpcv2Cbor, where boto3 speaks awsJson): alarms."""

from .plain import failure, items

ALARM = {
    "MetricName": "é",
    "Namespace": "peers",
    "Statistic": "Sum",
    "Dimensions": [{"Name": "name", "Value": "<&>"}],
    "Period": 60,
    "EvaluationPeriods": 1,
    "Threshold": -1.5,
    "ComparisonOperator": "GreaterThanThreshold",
}


def reference(clients):
    cloudwatch = clients("cloudwatch")
    for number in range(5):
        cloudwatch.put_metric_alarm(AlarmName=f"list-{number}", **ALARM)
    alarms = {"AlarmNamePrefix": "list-", "MaxRecords": 2}
    state = {"AlarmName": "nothing", "StateValue": "OK", "StateReason": "none"}
    return {
        "alarms": items(cloudwatch, "describe_alarms", "MetricAlarms", **alarms),
        "failure": failure(cloudwatch.set_alarm_state, **state),
    }
