//! CloudWatch by rpcv2Cbor; boto3 speaks awsJson with it.

use crate::reference::{Service, assert_same, assert_same_error};
use cloudwatch_errors::SetAlarmStateError;
use cloudwatch_operations::{DescribeAlarms, PutMetricAlarm, SetAlarmState};
use cloudwatch_shapes::{ComparisonOperator, Dimension, MetricAlarm, StateValue, Statistic};
use serde_json::{Value, json};

/// An alarm from its typed values, one by one.
fn alarm(alarm: &MetricAlarm) -> Value {
    let dimensions = alarm.dimensions.iter().flatten();
    let dimensions = dimensions.map(|part| json!({ "Name": part.name, "Value": part.value }));
    json!({
        "AlarmName": alarm.alarm_name,
        "AlarmArn": alarm.alarm_arn,
        "AlarmDescription": alarm.alarm_description,
        "AlarmConfigurationUpdatedTimestamp": alarm.alarm_configuration_updated_timestamp.unwrap(),
        "ActionsEnabled": alarm.actions_enabled,
        "OKActions": alarm.ok_actions,
        "AlarmActions": alarm.alarm_actions,
        "InsufficientDataActions": alarm.insufficient_data_actions,
        "StateValue": alarm.state_value.as_ref().map(StateValue::as_str),
        "StateReason": alarm.state_reason,
        "StateUpdatedTimestamp": alarm.state_updated_timestamp.unwrap(),
        "MetricName": alarm.metric_name,
        "Namespace": alarm.namespace,
        "Statistic": alarm.statistic.as_ref().map(Statistic::as_str),
        "Dimensions": dimensions.collect::<Vec<_>>(),
        "Period": alarm.period,
        "EvaluationPeriods": alarm.evaluation_periods,
        "Threshold": alarm.threshold,
        "ComparisonOperator": alarm.comparison_operator.as_ref().map(ComparisonOperator::as_str),
        "TreatMissingData": alarm.treat_missing_data,
    })
}

async fn alarms(service: &Service, prefix: &str) -> Vec<Value> {
    let describe = DescribeAlarms::new()
        .alarm_name_prefix(prefix)
        .max_records(2);
    let mut pages = service.client.pages(describe);
    let mut alarms = Vec::new();
    while let Some(page) = pages.try_next().await.unwrap() {
        alarms.extend(page.metric_alarms.iter().map(alarm));
    }
    alarms
}

#[tokio::test]
async fn an_alarm_is_written_as_boto3_writes_it() {
    let service = Service::named("cloudwatch").await;
    let boto3 = &service.boto3["alarms"][0];
    let dimension = &boto3["Dimensions"][0];
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let put = PutMetricAlarm::new()
        .alarm_name("ours")
        .metric_name(text(&boto3["MetricName"]))
        .namespace(text(&boto3["Namespace"]))
        .statistic(Statistic::Sum)
        .dimensions([Dimension::default()
            .name(text(&dimension["Name"]))
            .value(text(&dimension["Value"]))])
        .period(60)
        .evaluation_periods(1)
        .threshold(boto3["Threshold"].as_f64().unwrap())
        .comparison_operator(ComparisonOperator::GreaterThanThreshold);
    service.client.send(put).await.unwrap();

    let mut written = alarms(&service, "ours").await.remove(0);
    for of_its_own in [
        "AlarmName",
        "AlarmArn",
        "AlarmConfigurationUpdatedTimestamp",
        "StateUpdatedTimestamp",
    ] {
        written[of_its_own] = boto3[of_its_own].clone();
    }
    assert_same(written, boto3);
}

#[tokio::test]
async fn the_pages_of_a_list_have_the_alarms_that_boto3_gets() {
    let service = Service::named("cloudwatch").await;
    let alarms = alarms(&service, "list-").await;
    assert!(alarms.len() > 2, "there are pages");
    assert_same(alarms, &service.boto3["alarms"]);
}

#[tokio::test]
async fn an_alarm_that_is_not_there_is_the_modelled_error() {
    let service = Service::named("cloudwatch").await;
    let set = SetAlarmState::new()
        .alarm_name("nothing")
        .state_value(StateValue::Ok)
        .state_reason("none");
    let error = service.client.send(set).await.unwrap_err();
    assert_same_error(&error, &service.boto3["failure"]);
    assert!(matches!(
        error.service(),
        Some(SetAlarmStateError::ResourceNotFound(_))
    ));
}
