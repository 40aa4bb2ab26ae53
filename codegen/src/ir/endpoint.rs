//! Endpoint rules: `smithy.rules#endpointRuleSet` with every reference and type resolved.

/// A rule set.
#[derive(Debug)]
pub struct RuleSet {
    /// The parameters that stand in variables of their own, in the order of the model.
    pub parameters: Vec<Parameter>,
    /// The rules, the first that holds wins.
    pub rules: Vec<Rule>,
    /// Whether one of the parameters is the number of the account that the credentials are of.
    pub uses_account_id: bool,
}

/// A parameter of a rule set that the rules refer to by a name of their own.
#[derive(Clone, Debug)]
pub struct Parameter {
    /// Its name in the model.
    pub name: String,
    /// The variable that holds it.
    pub rust: String,
    /// Its type.
    pub ty: RuleType,
    /// The field of the runtime's `EndpointParams`, for what every client knows; other parameters come from
    /// the operation or the client's settings for this service.
    pub field: Option<&'static str>,
    /// Whether there is no endpoint without it.
    pub required: bool,
    /// What holds where nothing is given.
    pub default: Option<ParameterDefault>,
}

/// The default of a parameter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ParameterDefault {
    String(String),
    Boolean(bool),
    StringArray(Vec<String>),
}

/// A rule: where its conditions hold, what follows.
#[derive(Debug, PartialEq)]
pub struct Rule {
    /// The conditions; all have to hold.
    pub conditions: Vec<Condition>,
    /// What follows.
    pub body: RuleBody,
}

/// What follows from a rule.
#[derive(Debug, PartialEq)]
pub enum RuleBody {
    /// An endpoint.
    Endpoint {
        /// Its URL.
        url: Expression,
        /// Headers to send.
        headers: Vec<(String, Vec<Expression>)>,
        /// The authentication schemes, where a signature of version 4 is the only one.
        sigv4: Option<SigningScope>,
        /// Other properties, such as the authentication schemes where they are of another kind.
        properties: Vec<(String, Property)>,
    },
    /// An error with this message.
    Error(Expression),
    /// More rules, one of which has to hold.
    Tree(Vec<Rule>),
}

/// What a signature is for, as far as the rules say so. Both are texts.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SigningScope {
    /// The service's name in signatures.
    pub name: Option<Expression>,
    /// The region.
    pub region: Option<Expression>,
}

/// A value of an endpoint's property, in which strings are templates.
#[derive(Clone, Debug, PartialEq)]
pub enum Property {
    Null,
    Boolean(bool),
    Number(serde_json::Number),
    Text(Expression),
    Array(Vec<Property>),
    Object(Vec<(String, Property)>),
}

/// A condition of a rule.
#[derive(Clone, Debug, PartialEq)]
pub enum Condition {
    /// A boolean that is true.
    Holds(Expression),
    /// An optional value that is there, and its name from here on.
    Some {
        /// The name it gets.
        name: String,
        /// The optional value.
        value: Expression,
    },
}

/// An expression, with its type.
#[derive(Clone, Debug, PartialEq)]
pub struct Expression {
    /// What is computed.
    pub kind: ExpressionKind,
    /// The type of the result.
    pub ty: RuleType,
    /// Whether there may be no result.
    pub optional: bool,
}

/// What an expression computes.
#[derive(Clone, Debug, PartialEq)]
pub enum ExpressionKind {
    /// A string.
    String(String),
    /// A boolean.
    Boolean(bool),
    /// An integer.
    Integer(i64),
    /// Text with expressions in it.
    Template(Vec<TemplatePart>),
    /// A field of the runtime's `EndpointParams`.
    Parameter(&'static str),
    /// A name that a condition gave.
    Variable(String),
    /// A field of a structure.
    Field(Box<Expression>, &'static str),
    /// An element of a list; negative indices count from the end.
    Element(Box<Expression>, i64),
    /// A function of the runtime.
    Call(&'static str, Vec<Expression>),
    /// Whether an optional value is there.
    IsSome(Box<Expression>),
    /// The opposite.
    Not(Box<Expression>),
    /// Whether two values are the same.
    Equal(Box<Expression>, Box<Expression>),
    /// Whether a text is one of these.
    OneOf(Box<Expression>, Vec<String>),
    /// Whether one of several holds.
    Any(Vec<Expression>),
    /// The first value that is there.
    Coalesce(Box<Expression>, Vec<Expression>),
    /// One or the other value.
    If(Box<Expression>, Box<Expression>, Box<Expression>),
}

/// A piece of a template.
#[derive(Clone, Debug, PartialEq)]
pub enum TemplatePart {
    /// Text.
    Literal(String),
    /// A value.
    Value(Expression),
}

/// The types of the rules' values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RuleType {
    /// `&str`.
    Str,
    /// `String`: text that was put together.
    String,
    /// `bool`.
    Boolean,
    /// `i64`.
    Integer,
    /// A slice or vector of strings.
    StringArray,
    /// The runtime's `Partition`.
    Partition,
    /// The runtime's `Arn`.
    Arn,
    /// The runtime's `Url`.
    Url,
}
