"""EC2 (ec2Query): private networks."""

from .plain import failure, items

TAGS = {"ResourceType": "vpc", "Tags": [{"Key": "list", "Value": "é + ä = %20"}]}


def reference(clients):
    ec2 = clients("ec2")
    for number in range(6):
        created = ec2.create_vpc(CidrBlock=f"10.{number}.0.0/16", TagSpecifications=[TAGS])
    return {
        "created": created["Vpc"],
        "regions": ec2.describe_regions(RegionNames=["eu-west-1", "us-east-1"])["Regions"],
        "vpcs": items(
            ec2,
            "describe_vpcs",
            "Vpcs",
            Filters=[{"Name": "tag:list", "Values": ["é + ä = %20"]}],
            MaxResults=5,
        ),
        "failure": failure(ec2.describe_vpcs, VpcIds=["vpc-nothing"]),
    }
