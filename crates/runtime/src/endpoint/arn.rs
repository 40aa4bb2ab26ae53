//! How the name of a resource is taken apart (`aws.parseArn` of Smithy's rules language).

/// The parts of an Amazon Resource Name: `arn:partition:service:region:account-id:resource`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Arn<'a> {
    /// Such as `aws`; never empty.
    pub partition: &'a str,
    /// Such as `s3`; never empty.
    pub service: &'a str,
    /// Such as `us-east-1`, or empty.
    pub region: &'a str,
    /// The account's number, or empty.
    pub account_id: &'a str,
    /// The resource, split at `:` and `/`: there is at least one part, and parts may be empty.
    pub resource_id: Vec<&'a str>,
}

/// The parts of a text that is an Amazon Resource Name: six parts between colons, of which region and account
/// may be empty.
#[must_use]
pub fn parse_arn(text: &str) -> Option<Arn<'_>> {
    let mut parts = text.splitn(6, ':');
    let mut part = || parts.next();
    let (prefix, partition, service) = (part()?, part()?, part()?);
    let (region, account_id, resource) = (part()?, part()?, part()?);
    if prefix != "arn" || partition.is_empty() || service.is_empty() || resource.is_empty() {
        return None;
    }
    Some(Arn {
        partition,
        service,
        region,
        account_id,
        resource_id: resource.split([':', '/']).collect(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_has_six_parts() {
        let arn = parse_arn("arn:aws-cn:lambda:cn-north-1:123456789012:function:f:1").unwrap();
        assert_eq!(
            arn,
            Arn {
                partition: "aws-cn",
                service: "lambda",
                region: "cn-north-1",
                account_id: "123456789012",
                resource_id: vec!["function", "f", "1"],
            }
        );
    }

    #[test]
    fn region_and_account_may_be_empty() {
        let arn = parse_arn("arn:aws:iam:::role/a/b:c").unwrap();
        assert_eq!((arn.region, arn.account_id), ("", ""));
        assert_eq!(arn.resource_id, ["role", "a", "b", "c"]);
    }

    #[test]
    fn empty_parts_of_a_resource_are_kept() {
        let resource = |text| parse_arn(text).unwrap().resource_id;
        assert_eq!(resource("arn:aws:s3:::outpost:"), ["outpost", ""]);
        assert_eq!(resource("arn:aws:s3:::/x"), ["", "x"]);
    }

    #[test]
    fn what_is_no_name_of_a_resource_is_refused() {
        for text in [
            "",
            "function",
            "arn:aws:s3:::",
            "arn:aws::us-east-1:1:x",
            "arn::s3:us-east-1:1:x",
            "urn:aws:s3:us-east-1:1:x",
            "arn:aws:s3:us-east-1:x",
        ] {
            assert_eq!(parse_arn(text), None, "{text}");
        }
    }
}
