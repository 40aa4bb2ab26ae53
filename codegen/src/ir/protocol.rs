//! What the service's protocol has answered, as far as emitters go by it.

/// A protocol.
#[derive(Clone, Copy, Debug)]
pub struct Protocol {
    /// Its trait.
    pub id: &'static str,
    /// Its name in the runtime.
    pub runtime_name: &'static str,
    /// Its codecs.
    pub codecs: Codecs,
    /// The media type of the bodies of requests.
    pub media_type: &'static str,
    /// The header that says an error's code, where it is not the body that does.
    pub error_header: Option<&'static str>,
    /// Headers that every response has.
    pub response_headers: &'static [(&'static str, &'static str)],
}

/// The codecs of a protocol, which need not be the same both ways.
#[derive(Clone, Copy, Debug)]
pub struct Codecs {
    /// That of the bodies of requests.
    pub request: RequestCodec,
    /// That of the bodies of responses.
    pub response: ResponseCodec,
}

impl Codecs {
    /// Whether every shape is written, be it part of a request or of a response, for what programs do with it beside their
    /// calls.
    #[must_use]
    pub fn write_all_shapes(self) -> bool {
        matches!(
            self.request,
            RequestCodec::Json | RequestCodec::JsonWithQuotedNumbers
        )
    }

    /// Whether every shape is read, likewise.
    #[must_use]
    pub fn read_all_shapes(self) -> bool {
        matches!(
            self.response,
            ResponseCodec::Json | ResponseCodec::JsonWithQuotedNumbers
        )
    }
}

/// How structured values stand in the body of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RequestCodec {
    Cbor,
    Json,
    /// JSON with numbers of any size in strings.
    JsonWithQuotedNumbers,
    Xml,
    /// Forms as awsQuery has them.
    Query,
    /// Forms as ec2Query has them, whose lists have no elements of a name.
    Ec2Query,
}

/// How structured values stand in the body of a response.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ResponseCodec {
    Cbor,
    Json,
    /// JSON with numbers of any size in strings.
    JsonWithQuotedNumbers,
    Xml,
}

/// How a structured value stands in a body that it is all of, in the protocols that have such bodies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PayloadCodec {
    Json,
    Xml,
}
