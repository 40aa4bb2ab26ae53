//! The partitions of AWS: which one a region belongs to, and its domain names.
//!
//! The facts are those of the `partitions.json` that the rules engine of Smithy reads behind `aws.partition`.

/// A partition: a group of regions under one domain, with accounts of its own.
#[derive(Debug, PartialEq, Eq)]
pub struct Partition {
    /// Such as `aws` or `aws-cn`.
    pub name: &'static str,
    /// The domain of its endpoints, such as `amazonaws.com`.
    pub dns_suffix: &'static str,
    /// The domain of its endpoints that are reachable over IPv6 too.
    pub dual_stack_dns_suffix: &'static str,
    /// Whether it has endpoints validated for FIPS 140.
    pub supports_fips: bool,
    /// Whether it has endpoints that are reachable over IPv6 too.
    pub supports_dual_stack: bool,
    /// The region that signs for its global services.
    pub implicit_global_region: &'static str,
}

/// A partition with the rule that finds its regions.
struct Rule {
    partition: Partition,
    /// How the names of its regions start; `\w+-\d+` follows.
    prefixes: &'static [&'static str],
    /// The name of its pseudo region, which follows no such form, where it has one.
    global: Option<&'static str>,
}

/// The partition that a region belongs to: by its name, else by its form; else `aws`, which is where new
/// regions come up first.
///
/// Smithy's rules language lets the function find nothing, so that it is an `Option`; there is always a value.
#[must_use]
pub fn partition(region: &str) -> Option<&'static Partition> {
    let [aws, others @ ..] = &PARTITIONS;
    // The prefixes of the others are longer, so that `us-gov-` is no region of `us-`: what follows a prefix
    // has no dash but the one before the number.
    let rule = others.iter().chain([aws]).find(|rule| rule.covers(region));
    Some(&rule.unwrap_or(aws).partition)
}

impl Rule {
    fn covers(&self, region: &str) -> bool {
        self.global == Some(region)
            || self
                .prefixes
                .iter()
                .filter_map(|prefix| region.strip_prefix(prefix))
                .any(is_place_and_number)
    }
}

/// `\w+-\d+`, such as `east-1`.
fn is_place_and_number(rest: &str) -> bool {
    let Some((place, number)) = rest.split_once('-') else {
        return false;
    };
    !place.is_empty()
        && place
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
        && !number.is_empty()
        && number.bytes().all(|byte| byte.is_ascii_digit())
}

const fn rule(
    name: &'static str,
    global: Option<&'static str>,
    prefixes: &'static [&'static str],
    dns_suffix: &'static str,
    dual_stack_dns_suffix: &'static str,
    implicit_global_region: &'static str,
) -> Rule {
    Rule {
        partition: Partition {
            name,
            dns_suffix,
            dual_stack_dns_suffix,
            supports_fips: true,
            supports_dual_stack: true,
            implicit_global_region,
        },
        prefixes,
        global,
    }
}

static PARTITIONS: [Rule; 8] = [
    rule(
        "aws",
        Some("aws-global"),
        &[
            "us-", "eu-", "ap-", "sa-", "ca-", "me-", "af-", "il-", "mx-",
        ],
        "amazonaws.com",
        "api.aws",
        "us-east-1",
    ),
    rule(
        "aws-us-gov",
        Some("aws-us-gov-global"),
        &["us-gov-"],
        "amazonaws.com",
        "api.aws",
        "us-gov-west-1",
    ),
    rule(
        "aws-cn",
        Some("aws-cn-global"),
        &["cn-"],
        "amazonaws.com.cn",
        "api.amazonwebservices.com.cn",
        "cn-northwest-1",
    ),
    rule(
        "aws-iso",
        Some("aws-iso-global"),
        &["us-iso-"],
        "c2s.ic.gov",
        "api.aws.ic.gov",
        "us-iso-east-1",
    ),
    rule(
        "aws-iso-b",
        Some("aws-iso-b-global"),
        &["us-isob-"],
        "sc2s.sgov.gov",
        "api.aws.scloud",
        "us-isob-east-1",
    ),
    rule(
        "aws-iso-e",
        None,
        &["eu-isoe-"],
        "cloud.adc-e.uk",
        "api.cloud-aws.adc-e.uk",
        "eu-isoe-west-1",
    ),
    rule(
        "aws-iso-f",
        Some("aws-iso-f-global"),
        &["us-isof-"],
        "csp.hci.ic.gov",
        "api.aws.hci.ic.gov",
        "us-isof-south-1",
    ),
    rule(
        "aws-eusc",
        None,
        &["eusc-de-"],
        "amazonaws.eu",
        "api.amazonwebservices.eu",
        "eusc-de-east-1",
    ),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_region_belongs_to_its_partition() {
        for (region, name) in [
            ("us-east-1", "aws"),
            ("ap-southeast-7", "aws"),
            ("mx-central-1", "aws"),
            ("us-gov-west-1", "aws-us-gov"),
            ("cn-northwest-1", "aws-cn"),
            ("us-iso-west-1", "aws-iso"),
            ("us-isob-east-1", "aws-iso-b"),
            ("eu-isoe-west-1", "aws-iso-e"),
            ("us-isof-south-1", "aws-iso-f"),
            ("eusc-de-east-1", "aws-eusc"),
            ("aws-global", "aws"),
            ("aws-cn-global", "aws-cn"),
            ("aws-us-gov-global", "aws-us-gov"),
            ("aws-iso-f-global", "aws-iso-f"),
        ] {
            assert_eq!(partition(region).unwrap().name, name, "{region}");
        }
    }

    #[test]
    fn each_partition_has_both_kinds_of_endpoints_under_its_own_domains() {
        for (region, suffix, dual_stack_suffix) in [
            ("us-east-1", "amazonaws.com", "api.aws"),
            ("us-gov-west-1", "amazonaws.com", "api.aws"),
            (
                "cn-north-1",
                "amazonaws.com.cn",
                "api.amazonwebservices.com.cn",
            ),
            ("us-iso-east-1", "c2s.ic.gov", "api.aws.ic.gov"),
            ("us-isob-east-1", "sc2s.sgov.gov", "api.aws.scloud"),
            ("eu-isoe-west-1", "cloud.adc-e.uk", "api.cloud-aws.adc-e.uk"),
            ("us-isof-south-1", "csp.hci.ic.gov", "api.aws.hci.ic.gov"),
            ("eusc-de-east-1", "amazonaws.eu", "api.amazonwebservices.eu"),
        ] {
            let partition = partition(region).unwrap();
            assert_eq!(partition.dns_suffix, suffix, "{region}");
            assert_eq!(partition.dual_stack_dns_suffix, dual_stack_suffix);
            assert!(partition.supports_fips && partition.supports_dual_stack);
        }
    }

    #[test]
    fn a_region_that_comes_later_is_found_by_its_form() {
        assert_eq!(partition("cn-moon-12").unwrap().name, "aws-cn");
        assert_eq!(partition("us-gov-moon-1").unwrap().name, "aws-us-gov");
    }

    #[test]
    fn what_is_no_known_form_is_taken_for_aws() {
        for region in [
            "",
            "mars-east-1",
            "cn-north",
            "cn-north-1a",
            "cn--1",
            "local",
        ] {
            assert_eq!(partition(region).unwrap().name, "aws", "{region}");
        }
    }
}
