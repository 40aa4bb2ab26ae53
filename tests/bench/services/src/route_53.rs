//! Route 53, which speaks restXml.

use crate::reference::{Service, assert_same, assert_same_error};
use route_53_errors::GetHostedZoneError;
use route_53_operations::{CreateHostedZone, GetHostedZone, ListHostedZones};
use route_53_shapes::{DelegationSet, HostedZone, HostedZoneConfig};
use serde_json::{Value, json};

/// A zone from its typed values, one by one.
fn zone(zone: &HostedZone) -> Value {
    let config = zone.config.as_ref().unwrap();
    json!({
        "Id": zone.id,
        "Name": zone.name,
        "CallerReference": zone.caller_reference,
        "Config": { "Comment": config.comment, "PrivateZone": config.private_zone },
        "ResourceRecordSetCount": zone.resource_record_set_count,
    })
}

fn delegation(set: &DelegationSet) -> Value {
    json!({
        "Id": set.id,
        "CallerReference": set.caller_reference,
        "NameServers": set.name_servers,
    })
}

#[tokio::test]
async fn a_zone_is_written_as_boto3_writes_it() {
    let service = Service::named("route_53").await;
    let boto3 = &service.boto3["created"];
    let comment = boto3["HostedZone"]["Config"]["Comment"].as_str().unwrap();
    let create = CreateHostedZone::new("ours.example.", "ours")
        .hosted_zone_config(HostedZoneConfig::default().comment(comment));
    let created = service.client.send(create).await.unwrap();

    let written = &created.hosted_zone;
    assert_eq!(written.name, "ours.example.");
    assert_eq!(written.caller_reference, "ours");
    let mut expected = boto3["HostedZone"].clone();
    for of_its_own in ["Id", "Name", "CallerReference"] {
        expected[of_its_own] = zone(written)[of_its_own].clone();
    }
    assert_same(zone(written), &expected);
    assert_same(delegation(&created.delegation_set), &boto3["DelegationSet"]);
    assert_same(
        created.change_info.status.as_str(),
        &boto3["ChangeInfo"]["Status"],
    );
    let submitted_at = boto3["ChangeInfo"]["SubmittedAt"].as_f64().unwrap();
    let seconds = json!(created.change_info.submitted_at).as_f64().unwrap();
    let later = seconds - submitted_at;
    assert!((0.0..600.0).contains(&later), "{later}");
}

#[tokio::test]
async fn a_zone_is_read_as_boto3_reads_it() {
    let service = Service::named("route_53").await;
    let boto3 = &service.boto3["zone"];
    let id = boto3["HostedZone"]["Id"].as_str().unwrap();
    assert!(
        id.starts_with("/hostedzone/"),
        "as the service gives it out"
    );
    let read = service.client.send(GetHostedZone::new(id)).await.unwrap();
    assert_same(zone(&read.hosted_zone), &boto3["HostedZone"]);
    assert_same(
        read.delegation_set.as_ref().map(delegation),
        &boto3["DelegationSet"],
    );
}

#[tokio::test]
async fn the_pages_of_a_list_have_the_zones_that_boto3_gets() {
    let service = Service::named("route_53").await;
    let mut items = service.client.items(ListHostedZones::new().max_items(2));
    let mut zones = Vec::new();
    while let Some(item) = items.try_next().await.unwrap() {
        // Another test may have written its zone.
        if item.name != "ours.example." {
            zones.push(zone(&item));
        }
    }
    assert!(zones.len() > 2, "there are pages");
    assert_same(zones, &service.boto3["zones"]);
}

#[tokio::test]
async fn a_zone_that_is_not_there_is_the_modelled_error() {
    let service = Service::named("route_53").await;
    let operation = GetHostedZone::new("Z0NOTHING");
    let error = service.client.send(operation).await.unwrap_err();
    assert_same_error(&error, &service.boto3["failure"]);
    assert!(matches!(
        error.service(),
        Some(GetHostedZoneError::NoSuchHostedZone(_))
    ));
}
