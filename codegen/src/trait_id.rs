//! The ids of the traits that are asked for by id. Those with a value of several parts have a type in `ast`, which names
//! its own.

macro_rules! ids {
    ($($name:ident = $id:literal;)*) => {
        $(pub(crate) const $name: &str = $id;)*

        #[cfg(test)]
        pub(crate) const ALL: &[&str] = &[$($name),*];
    };
}

ids! {
    SERVICE = "aws.api#service";
    SIGV4 = "aws.auth#sigv4";
    UNSIGNED_PAYLOAD = "aws.auth#unsignedPayload";
    AWS_QUERY_COMPATIBLE = "aws.protocols#awsQueryCompatible";
    EC2_QUERY_NAME = "aws.protocols#ec2QueryName";
    AUTH = "smithy.api#auth";
    CLIENT_OPTIONAL = "smithy.api#clientOptional";
    DEFAULT = "smithy.api#default";
    DOCUMENTATION = "smithy.api#documentation";
    ENUM = "smithy.api#enum";
    ENUM_VALUE = "smithy.api#enumValue";
    ERROR = "smithy.api#error";
    HTTP_BEARER_AUTH = "smithy.api#httpBearerAuth";
    HTTP_CHECKSUM_REQUIRED = "smithy.api#httpChecksumRequired";
    HTTP_ERROR = "smithy.api#httpError";
    HTTP_HEADER = "smithy.api#httpHeader";
    HTTP_LABEL = "smithy.api#httpLabel";
    HTTP_PAYLOAD = "smithy.api#httpPayload";
    HTTP_PREFIX_HEADERS = "smithy.api#httpPrefixHeaders";
    HTTP_QUERY = "smithy.api#httpQuery";
    HTTP_QUERY_PARAMS = "smithy.api#httpQueryParams";
    HTTP_RESPONSE_CODE = "smithy.api#httpResponseCode";
    IDEMPOTENCY_TOKEN = "smithy.api#idempotencyToken";
    IDEMPOTENT = "smithy.api#idempotent";
    JSON_NAME = "smithy.api#jsonName";
    MEDIA_TYPE = "smithy.api#mediaType";
    MIXIN = "smithy.api#mixin";
    READONLY = "smithy.api#readonly";
    REQUIRED = "smithy.api#required";
    REQUIRES_LENGTH = "smithy.api#requiresLength";
    SENSITIVE = "smithy.api#sensitive";
    SPARSE = "smithy.api#sparse";
    EVENT_HEADER = "smithy.api#eventHeader";
    EVENT_PAYLOAD = "smithy.api#eventPayload";
    STREAMING = "smithy.api#streaming";
    TIMESTAMP_FORMAT = "smithy.api#timestampFormat";
    TITLE = "smithy.api#title";
    XML_ATTRIBUTE = "smithy.api#xmlAttribute";
    XML_FLATTENED = "smithy.api#xmlFlattened";
    XML_NAME = "smithy.api#xmlName";
    XML_NAMESPACE = "smithy.api#xmlNamespace";
    ENDPOINT_BDD = "smithy.rules#endpointBdd";
    ENDPOINT_RULE_SET = "smithy.rules#endpointRuleSet";
    STATIC_CONTEXT_PARAMS = "smithy.rules#staticContextParams";
}
