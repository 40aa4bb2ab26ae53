//! Traits: kept as they stand in the file, and read into types of their own when one is asked for.

use super::ShapeId;
use super::read::without_position;
use crate::Problem;
use crate::trait_id;
use indexmap::IndexMap;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::value::RawValue;

/// The traits of a shape or member, by trait id, unread.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(transparent)]
pub struct Traits(IndexMap<ShapeId, Box<RawValue>>);

impl Traits {
    /// Whether the trait is there, whatever its value.
    #[must_use]
    pub fn has(&self, trait_id: &str) -> bool {
        self.0.contains_key(trait_id)
    }

    /// The ids of all traits.
    pub fn ids(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(ShapeId::as_str)
    }

    /// Reads a trait, if it is there. A value of another form than the trait's is reported as a problem of
    /// `shape`.
    pub fn view<T: TraitView>(&self, shape: &ShapeId, problems: &mut Vec<Problem>) -> Option<T> {
        self.value(T::ID, shape, problems)
    }

    /// Reads a trait whose value is a plain string or number, if it is there; see [`view`](Self::view).
    pub fn value<T: DeserializeOwned>(
        &self,
        trait_id: &str,
        shape: &ShapeId,
        problems: &mut Vec<Problem>,
    ) -> Option<T> {
        let value = self.0.get(trait_id)?;
        serde_json::from_str(value.get())
            .map_err(|error| {
                problems.push(Problem::MalformedTrait {
                    shape: shape.clone(),
                    trait_id: trait_id.to_owned(),
                    message: without_position(&error),
                });
            })
            .ok()
    }

    /// The documentation, in CommonMark with HTML.
    #[must_use]
    pub fn documentation(&self) -> Option<String> {
        self.0
            .get(trait_id::DOCUMENTATION)
            .and_then(|text| serde_json::from_str(text.get()).ok())
    }

    /// Adds traits, those given taking the place of those that are there.
    pub(super) fn extend(&mut self, traits: Self) {
        self.0.extend(traits.0);
    }

    /// Adds the traits of a mixin, without what is said of the mixin alone.
    pub(super) fn extend_from_mixin(&mut self, mixin: &Self) {
        #[derive(Default, Deserialize)]
        #[serde(rename_all = "camelCase", default)]
        struct Mixin {
            local_traits: Vec<String>,
        }
        let local = mixin
            .parse::<Mixin>(trait_id::MIXIN)
            .unwrap_or_default()
            .local_traits;
        for (id, value) in &mixin.0 {
            let is_local = local.iter().any(|local| local == id.as_str());
            if id.as_str() != trait_id::MIXIN && !is_local {
                self.0.insert(id.clone(), value.clone());
            }
        }
    }

    fn parse<T: DeserializeOwned>(&self, trait_id: &str) -> Option<T> {
        self.0
            .get(trait_id)
            .and_then(|value| serde_json::from_str(value.get()).ok())
    }
}

/// A trait whose value is an object.
pub trait TraitView: DeserializeOwned {
    /// The id of the trait.
    const ID: &'static str;
}

macro_rules! trait_view {
    ($view:ident, $id:literal) => {
        impl TraitView for $view {
            const ID: &'static str = $id;
        }
    };
}

/// `smithy.api#http`.
#[derive(Debug, Deserialize)]
pub struct Http {
    /// The method.
    pub method: String,
    /// The URI pattern, with labels in braces and maybe a constant query string.
    pub uri: String,
    /// The status code of a success.
    #[serde(default = "ok")]
    pub code: u16,
}
trait_view!(Http, "smithy.api#http");

fn ok() -> u16 {
    200
}

/// `smithy.api#paginated`.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Paginated {
    /// The input member that takes the token.
    pub input_token: Option<String>,
    /// The path to the output member that gives the next token.
    pub output_token: Option<String>,
    /// The path to the output member that holds the items.
    pub items: Option<String>,
    /// The input member that limits a page.
    pub page_size: Option<String>,
}
trait_view!(Paginated, "smithy.api#paginated");

/// `aws.api#service`.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ServiceInfo {
    /// The name that SDKs know the service by.
    pub sdk_id: String,
}
trait_view!(ServiceInfo, "aws.api#service");

/// `aws.auth#sigv4`.
#[derive(Debug, Deserialize)]
pub struct SigV4 {
    /// The signing name.
    pub name: String,
}
trait_view!(SigV4, "aws.auth#sigv4");

/// `smithy.api#retryable`.
#[derive(Clone, Copy, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Retryable {
    /// Whether the error means that the caller is too fast.
    pub throttling: bool,
}
trait_view!(Retryable, "smithy.api#retryable");

/// `smithy.api#endpoint`.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Endpoint {
    /// What is put before the host, with labels in braces.
    pub host_prefix: String,
}
trait_view!(Endpoint, "smithy.api#endpoint");

/// `smithy.api#requestCompression`.
#[derive(Debug, Deserialize)]
pub struct RequestCompression {
    /// The encodings, the preferred one first.
    pub encodings: Vec<String>,
}
trait_view!(RequestCompression, "smithy.api#requestCompression");

/// `smithy.api#xmlNamespace`.
#[derive(Debug, Deserialize)]
pub struct XmlNamespace {
    /// What identifies the namespace.
    pub uri: String,
    /// The prefix that stands for it.
    pub prefix: Option<String>,
}
trait_view!(XmlNamespace, "smithy.api#xmlNamespace");

/// `aws.protocols#awsQueryError`.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct AwsQueryError {
    /// The code that stands for the error.
    pub code: String,
    /// The status of responses that are the error.
    pub http_response_code: u16,
}
trait_view!(AwsQueryError, "aws.protocols#awsQueryError");

/// `smithy.rules#contextParam`.
#[derive(Debug, Deserialize)]
pub struct ContextParam {
    /// The parameter of the endpoint rules that the member's value is for.
    pub name: String,
}
trait_view!(ContextParam, "smithy.rules#contextParam");

/// `smithy.rules#staticContextParams`: parameters of the endpoint rules that an operation sets.
#[derive(Debug, Deserialize)]
#[serde(transparent)]
pub struct StaticContextParams(pub IndexMap<String, StaticContextParam>);
trait_view!(StaticContextParams, "smithy.rules#staticContextParams");

/// The value of a parameter that an operation sets.
#[derive(Debug, Deserialize)]
pub struct StaticContextParam {
    /// A string, a boolean or a list of strings.
    pub value: serde_json::Value,
}

/// `smithy.waiters#waitable`: waiters by their names.
#[derive(Debug, Deserialize)]
#[serde(transparent)]
pub struct Waitable(pub IndexMap<String, WaiterSource>);
trait_view!(Waitable, "smithy.waiters#waitable");

/// A waiter.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct WaiterSource {
    /// What it is for, in CommonMark with HTML.
    pub documentation: Option<String>,
    /// What outcomes mean.
    pub acceptors: Vec<AcceptorSource>,
    /// The least wait between two requests, in seconds.
    pub min_delay: Option<u64>,
    /// The longest one, in seconds.
    pub max_delay: Option<u64>,
}

/// What an outcome means.
#[derive(Debug, Deserialize)]
pub struct AcceptorSource {
    /// `success`, `failure` or `retry`.
    pub state: String,
    /// Which outcome.
    pub matcher: MatcherSource,
}

/// Which outcomes an acceptor is for.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum MatcherSource {
    /// Those that are outputs, or those that are errors.
    Success(bool),
    /// The error of this name.
    ErrorType(String),
    /// An output with a value.
    Output(PathMatcher),
    /// An output with a value that goes with one of the input.
    InputOutput(PathMatcher),
}

/// A path, and what is to be found there.
#[derive(Debug, Deserialize)]
pub struct PathMatcher {
    /// The path.
    pub path: String,
    /// The value.
    pub expected: String,
    /// How the two are compared.
    pub comparator: String,
}

/// `smithy.rules#operationContextParams`: parameters of the endpoint rules that paths find in the input.
#[derive(Debug, Deserialize)]
#[serde(transparent)]
pub struct OperationContextParams(pub IndexMap<String, OperationContextParam>);
trait_view!(
    OperationContextParams,
    "smithy.rules#operationContextParams"
);

/// The path to a parameter that an operation sets.
#[derive(Debug, Deserialize)]
pub struct OperationContextParam {
    /// The path, which starts at the input.
    pub path: String,
}

/// An entry of `smithy.api#enum`, the Smithy 1.0 way to write an enum.
#[derive(Debug, Deserialize)]
pub struct EnumDefinition {
    /// The value on the wire.
    pub value: String,
    /// The name of the constant.
    pub name: Option<String>,
    /// What the value means.
    pub documentation: Option<String>,
}

/// `smithy.api#timestampFormat`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum TimestampFormat {
    /// RFC 3339.
    DateTime,
    /// The date of RFC 9110.
    HttpDate,
    /// Seconds since 1970.
    EpochSeconds,
}
