//! EC2, which speaks ec2Query.

use crate::reference::{Service, assert_same, assert_same_error};
use ec2_operations::{CreateVpc, DescribeRegions, DescribeVpcs};
use ec2_shapes::{Filter, Region, ResourceType, Tag, TagSpecification, Tenancy, Vpc, VpcState};
use serde_json::{Value, json};

/// A network from its typed values, one by one.
fn vpc(vpc: &Vpc) -> Value {
    let tags = vpc.tags.iter().flatten();
    let tags = tags.map(|tag| json!({ "Key": tag.key, "Value": tag.value }));
    let blocks = vpc.cidr_block_association_set.iter().flatten();
    let blocks = blocks.map(|block| {
        let state = block.cidr_block_state.as_ref().unwrap();
        json!({
            "AssociationId": block.association_id,
            "CidrBlock": block.cidr_block,
            "CidrBlockState": { "State": state.state.as_ref().unwrap().as_str() },
        })
    });
    json!({
        "OwnerId": vpc.owner_id,
        "InstanceTenancy": vpc.instance_tenancy.as_ref().map(Tenancy::as_str),
        "CidrBlockAssociationSet": blocks.collect::<Vec<_>>(),
        "IsDefault": vpc.is_default,
        "Tags": tags.collect::<Vec<_>>(),
        "VpcId": vpc.vpc_id,
        "State": vpc.state.as_ref().map(VpcState::as_str),
        "CidrBlock": vpc.cidr_block,
        "DhcpOptionsId": vpc.dhcp_options_id,
    })
}

fn region(region: &Region) -> Value {
    json!({
        "OptInStatus": region.opt_in_status,
        "RegionName": region.region_name,
        "Endpoint": region.endpoint,
    })
}

/// The tag that boto3 gave its networks.
fn tag(service: &Service) -> (String, String) {
    let tag = &service.boto3["created"]["Tags"][0];
    let text = |name: &str| tag[name].as_str().unwrap().to_owned();
    (text("Key"), text("Value"))
}

#[tokio::test]
async fn a_network_is_written_as_boto3_writes_it() {
    let service = Service::named("ec2").await;
    let boto3 = &service.boto3["created"];
    let (_, value) = tag(&service);
    let tag = Tag::default().key("ours").value(value);
    let tags = TagSpecification::default()
        .resource_type(ResourceType::from("vpc"))
        .tags([tag]);
    let create = CreateVpc::new()
        .cidr_block("10.5.0.0/16")
        .tag_specifications([tags]);
    let created = service.client.send(create).await.unwrap();

    let mut written = vpc(&created.vpc.unwrap());
    assert_eq!(written["Tags"][0]["Key"], "ours");
    written["Tags"][0]["Key"] = boto3["Tags"][0]["Key"].clone();
    for of_its_own in ["VpcId", "CidrBlockAssociationSet"] {
        written[of_its_own] = boto3[of_its_own].clone();
    }
    assert_same(written, boto3);
}

#[tokio::test]
async fn the_pages_of_a_list_have_the_networks_that_boto3_gets() {
    let service = Service::named("ec2").await;
    let (key, value) = tag(&service);
    let filter = Filter::default().name(format!("tag:{key}")).values([value]);
    let describe = DescribeVpcs::new().filters([filter]).max_results(5);
    let mut items = service.client.items(describe);
    let mut vpcs = Vec::new();
    while let Some(item) = items.try_next().await.unwrap() {
        vpcs.push(vpc(&item));
    }
    assert!(vpcs.len() > 5, "there are pages");
    assert_same(vpcs, &service.boto3["vpcs"]);
}

#[tokio::test]
async fn regions_are_read_as_boto3_reads_them() {
    let service = Service::named("ec2").await;
    let describe = DescribeRegions::new().region_names(["eu-west-1", "us-east-1"]);
    let read = service.client.send(describe).await.unwrap().regions;
    let regions: Vec<_> = read.iter().map(region).collect();
    assert_same(regions, &service.boto3["regions"]);
}

#[tokio::test]
async fn a_network_that_is_not_there_is_an_error_with_the_code_of_the_service() {
    let service = Service::named("ec2").await;
    let describe = DescribeVpcs::new().vpc_ids(["vpc-nothing"]);
    let error = service.client.send(describe).await.unwrap_err();
    assert_same_error(&error, &service.boto3["failure"]);
    assert_eq!(error.code(), Some("InvalidVpcID.NotFound"));
}
