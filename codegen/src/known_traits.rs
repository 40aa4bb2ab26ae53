//! What is made of each trait that is known: one table, sorted by trait id.

/// What the generator makes of a trait.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Support {
    /// It is read.
    Supported,
    /// It changes nothing that a client sends or reads, for this reason.
    Ignored(#[allow(dead_code, reason = "for who reads the table")] &'static str),
    /// Code is generated without it, and a note says so.
    Missing(&'static str),
    /// No code that is right can be generated without it.
    Unsupported(&'static str),
}

pub(crate) use Support::{Ignored, Missing, Supported, Unsupported};

/// What is made of a trait where this is what the service's protocol makes of traits; what it does not name, all
/// protocols make the same of.
pub(crate) fn support(of_protocol: &[(&str, Support)], trait_id: &str) -> Support {
    for table in [of_protocol, TRAITS] {
        if let Ok(at) = table.binary_search_by_key(&trait_id, |(id, _)| id)
            && let Some((_, support)) = table.get(at)
        {
            return *support;
        }
    }
    let namespace = trait_id
        .split_once('#')
        .map_or("", |(namespace, _)| namespace);
    if let Ok(at) = NAMESPACES.binary_search_by_key(&namespace, |(name, _)| name)
        && let Some((_, support)) = NAMESPACES.get(at)
    {
        return *support;
    }
    Missing("the generator does not know it")
}

const DOCUMENTATION: Support = Ignored("it is for readers and tools");
const SERVER: Support = Ignored("it is for those who write services");
const OTHER_PROTOCOL: Support = Ignored("it says something to another protocol");
const SCHEME: Support = Ignored("which scheme an operation takes is decided for all of them");
const PROTOCOL: Support = Ignored("the service's protocol is checked by itself");
const VALIDATION: Support = Ignored("the service checks it, and may come to allow more");

/// The traits that something is decided of.
const TRAITS: &[(&str, Support)] = &[
    ("aws.api#arn", DOCUMENTATION),
    ("aws.api#arnReference", DOCUMENTATION),
    (
        "aws.api#clientDiscoveredEndpoint",
        Missing("endpoints are not asked for"),
    ),
    (
        "aws.api#clientEndpointDiscovery",
        Missing("endpoints are not asked for"),
    ),
    ("aws.api#controlPlane", DOCUMENTATION),
    ("aws.api#data", DOCUMENTATION),
    ("aws.api#dataPlane", DOCUMENTATION),
    ("aws.api#service", Supported),
    ("aws.api#tagEnabled", DOCUMENTATION),
    ("aws.api#taggable", DOCUMENTATION),
    ("aws.auth#cognitoUserPools", SCHEME),
    ("aws.auth#sigv4", Supported),
    ("aws.auth#sigv4a", SCHEME),
    ("aws.auth#unsignedPayload", Supported),
    ("aws.customizations#s3UnwrappedXmlOutput", OTHER_PROTOCOL),
    ("aws.protocols#awsJson1_0", PROTOCOL),
    ("aws.protocols#awsJson1_1", PROTOCOL),
    ("aws.protocols#awsQuery", PROTOCOL),
    ("aws.protocols#awsQueryCompatible", Supported),
    ("aws.protocols#awsQueryError", OTHER_PROTOCOL),
    ("aws.protocols#ec2Query", PROTOCOL),
    ("aws.protocols#ec2QueryName", OTHER_PROTOCOL),
    (
        "aws.protocols#httpChecksum",
        Unsupported("flexible checksums"),
    ),
    ("aws.protocols#restJson1", PROTOCOL),
    ("aws.protocols#restXml", PROTOCOL),
    ("smithy.api#addedDefault", DOCUMENTATION),
    ("smithy.api#auth", Supported),
    ("smithy.api#authDefinition", DOCUMENTATION),
    ("smithy.api#box", DOCUMENTATION),
    ("smithy.api#clientOptional", Supported),
    ("smithy.api#cors", SERVER),
    ("smithy.api#default", Supported),
    ("smithy.api#deprecated", DOCUMENTATION),
    ("smithy.api#documentation", Supported),
    ("smithy.api#endpoint", Supported),
    ("smithy.api#enum", Supported),
    ("smithy.api#enumValue", Supported),
    ("smithy.api#error", Supported),
    ("smithy.api#eventHeader", Supported),
    ("smithy.api#eventPayload", Supported),
    ("smithy.api#examples", DOCUMENTATION),
    ("smithy.api#externalDocumentation", DOCUMENTATION),
    ("smithy.api#hostLabel", Supported),
    ("smithy.api#http", Supported),
    ("smithy.api#httpApiKeyAuth", SCHEME),
    ("smithy.api#httpBasicAuth", SCHEME),
    ("smithy.api#httpBearerAuth", Supported),
    ("smithy.api#httpChecksumRequired", Supported),
    ("smithy.api#httpDigestAuth", SCHEME),
    (
        "smithy.api#httpError",
        Ignored("errors are known by their codes"),
    ),
    ("smithy.api#httpHeader", Supported),
    ("smithy.api#httpLabel", Supported),
    ("smithy.api#httpPayload", Supported),
    ("smithy.api#httpPrefixHeaders", Supported),
    ("smithy.api#httpQuery", Supported),
    ("smithy.api#httpQueryParams", Supported),
    ("smithy.api#httpResponseCode", Supported),
    ("smithy.api#idempotencyToken", Supported),
    ("smithy.api#idempotent", Supported),
    ("smithy.api#input", DOCUMENTATION),
    ("smithy.api#internal", DOCUMENTATION),
    ("smithy.api#jsonName", OTHER_PROTOCOL),
    ("smithy.api#length", VALIDATION),
    ("smithy.api#mediaType", Supported),
    ("smithy.api#mixin", Supported),
    ("smithy.api#nestedProperties", SERVER),
    ("smithy.api#noReplace", SERVER),
    ("smithy.api#notProperty", SERVER),
    ("smithy.api#optionalAuth", Supported),
    ("smithy.api#output", DOCUMENTATION),
    ("smithy.api#paginated", Supported),
    ("smithy.api#pattern", VALIDATION),
    ("smithy.api#private", DOCUMENTATION),
    ("smithy.api#property", SERVER),
    ("smithy.api#protocolDefinition", DOCUMENTATION),
    ("smithy.api#range", VALIDATION),
    ("smithy.api#readonly", Supported),
    ("smithy.api#recommended", DOCUMENTATION),
    ("smithy.api#references", DOCUMENTATION),
    ("smithy.api#requestCompression", Supported),
    ("smithy.api#required", Supported),
    ("smithy.api#requiresLength", Supported),
    ("smithy.api#resourceIdentifier", SERVER),
    ("smithy.api#retryable", Supported),
    ("smithy.api#sensitive", Supported),
    ("smithy.api#since", DOCUMENTATION),
    ("smithy.api#sparse", Supported),
    ("smithy.api#streaming", Supported),
    ("smithy.api#suppress", DOCUMENTATION),
    ("smithy.api#tags", DOCUMENTATION),
    ("smithy.api#timestampFormat", Supported),
    ("smithy.api#title", Supported),
    ("smithy.api#trait", DOCUMENTATION),
    ("smithy.api#traitValidators", DOCUMENTATION),
    ("smithy.api#uniqueItems", VALIDATION),
    ("smithy.api#unitType", DOCUMENTATION),
    ("smithy.api#unstable", DOCUMENTATION),
    ("smithy.api#xmlAttribute", OTHER_PROTOCOL),
    ("smithy.api#xmlFlattened", OTHER_PROTOCOL),
    ("smithy.api#xmlName", OTHER_PROTOCOL),
    ("smithy.api#xmlNamespace", OTHER_PROTOCOL),
    ("smithy.protocols#rpcv2Cbor", PROTOCOL),
    ("smithy.protocols#rpcv2Json", PROTOCOL),
    ("smithy.rules#clientContextParams", Supported),
    ("smithy.rules#contextParam", Supported),
    (
        "smithy.rules#endpointBdd",
        Ignored("the rule set says the same"),
    ),
    ("smithy.rules#endpointRuleSet", Supported),
    ("smithy.rules#endpointTests", Ignored("it is for tests")),
    ("smithy.rules#operationContextParams", Supported),
    ("smithy.rules#staticContextParams", Supported),
    ("smithy.waiters#waitable", Supported),
];

/// The namespaces of which the same is decided for every trait that is not in the table.
const NAMESPACES: &[(&str, Support)] = &[
    // What is not known of these may be what requests and responses are made of.
    ("aws.auth", Unsupported("it is not known")),
    ("aws.cloudformation", Ignored("it is for CloudFormation")),
    ("aws.iam", Ignored("it says who may do what")),
    ("aws.tagging", Ignored("it is for tools that tag")),
    ("aws.test", Ignored("it is for tests")),
    ("smithereens.test", Ignored("it is for tests")),
    ("smithy.api", Unsupported("it is not known")),
    ("smithy.openapi", Ignored("it is for OpenAPI")),
    ("smithy.test", Ignored("it is for tests")),
];

#[cfg(test)]
mod tests {
    use super::{Missing, NAMESPACES, OTHER_PROTOCOL, Supported, TRAITS, Unsupported, support};

    #[test]
    fn the_tables_are_sorted_and_name_each_trait_once() {
        assert!(TRAITS.is_sorted_by_key(|(id, _)| id));
        assert!(TRAITS.array_windows().all(|[(a, _), (b, _)]| a != b));
        assert!(NAMESPACES.is_sorted_by_key(|(name, _)| name));
    }

    #[test]
    fn what_is_asked_for_by_its_id_is_in_the_table() {
        for id in crate::trait_id::ALL {
            let is_known = TRAITS.binary_search_by_key(id, |(id, _)| id).is_ok();
            assert!(is_known, "{id}");
        }
    }

    #[test]
    fn nothing_that_is_not_known_passes_in_silence() {
        for id in [
            "com.example#own",
            "smithy.waiters#other",
            "aws.protocols#new",
            "aws.api#new",
        ] {
            assert_eq!(
                support(&[], id),
                Missing("the generator does not know it"),
                "{id}"
            );
        }
        for id in ["smithy.api#new", "aws.auth#new"] {
            assert_eq!(support(&[], id), Unsupported("it is not known"), "{id}");
        }
        assert_eq!(support(&[], "smithy.api#http"), Supported);
    }

    #[test]
    fn a_protocol_has_the_first_word() {
        let own: &[_] = &[("smithy.api#xmlName", Supported)];
        assert_eq!(support(own, "smithy.api#xmlName"), Supported);
        assert_eq!(support(&[], "smithy.api#xmlName"), OTHER_PROTOCOL);
    }
}
