"""Route 53 (restXml): hosted zones."""

from .plain import failure, items

COMMENT = "é <&> \"' ]]>"


def reference(clients):
    route_53 = clients("route53")
    for number in range(5):
        created = route_53.create_hosted_zone(
            Name=f"list-{number}.example.",
            CallerReference=f"boto3-{number}",
            HostedZoneConfig={"Comment": COMMENT},
        )
    return {
        "created": created,
        "zone": route_53.get_hosted_zone(Id=created["HostedZone"]["Id"]),
        "zones": items(route_53, "list_hosted_zones", "HostedZones", MaxItems="2"),
        "failure": failure(route_53.get_hosted_zone, Id="Z0NOTHING"),
    }
