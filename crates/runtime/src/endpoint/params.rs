//! What endpoint rules decide on: the client's settings, and values by name.

/// The parameters of a service's endpoint rules (Smithy's `smithy.rules#endpointRuleSet` trait).
///
/// Those with a built-in of AWS are fields. All others are [`context`](Self::context): what the program gave
/// the client (`clientContextParams`), then what the operation has constant or in its input
/// (`staticContextParams`, `contextParam`), which wins.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EndpointParams<'a> {
    /// The region, such as `eu-west-1` (`AWS::Region`).
    pub region: Option<&'a str>,
    /// Whether the endpoint has to be one validated for FIPS 140 (`AWS::UseFIPS`).
    pub use_fips: bool,
    /// Whether the endpoint has to be reachable over IPv6 as well (`AWS::UseDualStack`).
    pub use_dual_stack: bool,
    /// The URL that the client is configured with instead (`SDK::Endpoint`).
    pub endpoint: Option<&'a str>,
    /// The account of the credentials, where it is known (`AWS::Auth::AccountId`).
    pub account_id: Option<&'a str>,
    /// Whether endpoints are to hold the account: `preferred`, `disabled` or `required`
    /// (`AWS::Auth::AccountIdEndpointMode`).
    pub account_id_endpoint_mode: Option<&'a str>,
    /// All other parameters.
    pub context: ContextParams,
}

impl EndpointParams<'_> {
    /// The text that a parameter of the context has, if it is there and one.
    #[must_use]
    pub fn string(&self, name: &str) -> Option<&str> {
        match self.context.get(name)? {
            ContextValue::String(text) => Some(text),
            ContextValue::Boolean(_) | ContextValue::StringArray(_) => None,
        }
    }

    /// The switch that a parameter of the context is, if it is there and one.
    #[must_use]
    pub fn boolean(&self, name: &str) -> Option<bool> {
        match self.context.get(name)? {
            ContextValue::Boolean(on) => Some(*on),
            ContextValue::String(_) | ContextValue::StringArray(_) => None,
        }
    }

    /// The texts that a parameter of the context has, if it is there and a list.
    #[must_use]
    pub fn strings(&self, name: &str) -> Option<Vec<&str>> {
        match self.context.get(name)? {
            ContextValue::StringArray(texts) => Some(texts.iter().map(String::as_str).collect()),
            ContextValue::String(_) | ContextValue::Boolean(_) => None,
        }
    }

    /// Gives a parameter of the context a value, in place of the one it may have.
    #[must_use]
    pub fn with(mut self, name: impl Into<String>, value: impl Into<ContextValue>) -> Self {
        self.context.set(name, value);
        self
    }

    /// As [`with`](Self::with), for a member that may be left out: without a value the parameter keeps the
    /// one it may have.
    #[must_use]
    pub fn with_optional(
        self,
        name: impl Into<String>,
        value: Option<impl Into<ContextValue>>,
    ) -> Self {
        match value {
            Some(value) => self.with(name, value),
            None => self,
        }
    }
}

/// Parameters of endpoint rules by their name in the rule set.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ContextParams(Vec<(String, ContextValue)>);

impl ContextParams {
    /// Gives a parameter a value, in place of the one it may have. They stay in the order of their names.
    pub(crate) fn set(&mut self, name: impl Into<String>, value: impl Into<ContextValue>) {
        let (name, value) = (name.into(), value.into());
        let at = self.0.partition_point(|(it, _)| *it < name);
        match self.0.get_mut(at) {
            Some((it, former)) if *it == name => *former = value,
            _ => self.0.insert(at, (name, value)),
        }
    }

    fn get(&self, name: &str) -> Option<&ContextValue> {
        let (_, value) = self.0.iter().find(|(it, _)| it == name)?;
        Some(value)
    }
}

/// The value of a parameter of endpoint rules, of one of the types that the rules language has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ContextValue {
    /// A text.
    String(String),
    /// A switch.
    Boolean(bool),
    /// A list of texts.
    StringArray(Vec<String>),
}

impl From<&str> for ContextValue {
    fn from(text: &str) -> Self {
        Self::String(text.to_owned())
    }
}

impl From<String> for ContextValue {
    fn from(text: String) -> Self {
        Self::String(text)
    }
}

impl From<&String> for ContextValue {
    fn from(text: &String) -> Self {
        Self::String(text.clone())
    }
}

impl From<bool> for ContextValue {
    fn from(on: bool) -> Self {
        Self::Boolean(on)
    }
}

impl From<&bool> for ContextValue {
    fn from(on: &bool) -> Self {
        Self::Boolean(*on)
    }
}

impl<T: Into<String>> From<Vec<T>> for ContextValue {
    fn from(texts: Vec<T>) -> Self {
        Self::StringArray(texts.into_iter().map(Into::into).collect())
    }
}

impl From<&Vec<String>> for ContextValue {
    fn from(texts: &Vec<String>) -> Self {
        Self::StringArray(texts.clone())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_parameter_has_the_value_that_was_given_last() {
        let params = EndpointParams::default()
            .with("Name", "client")
            .with_optional("Name", Some("operation"))
            .with_optional("Name", None::<&str>);
        assert_eq!(params.string("Name"), Some("operation"));
        assert_eq!(params.string("name"), None);
    }

    #[test]
    fn a_parameter_has_one_type() {
        let params = EndpointParams::default()
            .with("On", true)
            .with("List", vec!["a", "b"])
            .with("Text", "true");
        assert_eq!(params.boolean("On"), Some(true));
        assert_eq!(params.strings("List"), Some(vec!["a", "b"]));
        assert_eq!(params.boolean("Text"), None);
        assert_eq!((params.string("On"), params.strings("Text")), (None, None));
    }
}
