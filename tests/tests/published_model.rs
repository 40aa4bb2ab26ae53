//! `model/lambda.json` states the facts of the Lambda model that AWS publishes, in its own words.
//!
//! The published model is no part of this repository. `SMITHY_MODELS` names the directory that
//! holds its `lambda.json`, relative to the workspace root or absolute; see `model/README.md`.

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::{env, fmt, fs};

use serde::Deserialize;
use serde::de::{Deserializer, MapAccess, Visitor};
use serde_json::{Map, Value, json};

const ROOT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/..");
const SERVICE: &str = "com.amazonaws.lambda#AWSGirApiService";
const OPERATIONS: [&str; 5] = [
    "com.amazonaws.lambda#PutFunctionEventInvokeConfig",
    "com.amazonaws.lambda#UpdateFunctionEventInvokeConfig",
    "com.amazonaws.lambda#GetFunctionEventInvokeConfig",
    "com.amazonaws.lambda#DeleteFunctionEventInvokeConfig",
    "com.amazonaws.lambda#ListFunctionEventInvokeConfigs",
];
/// A sentence shorter than this says too little to belong to anyone.
const WORDS_OF_A_COPY: usize = 6;

#[test]
fn states_the_facts_of_the_published_model_in_its_own_words() -> Result<(), Box<dyn Error>> {
    let Some(path) = published_model()? else {
        // Written past the test harness, which keeps what a passing test prints to itself.
        writeln!(
            io::stderr(),
            "skipped: set SMITHY_MODELS to a directory that holds AWS's published lambda.json"
        )?;
        return Ok(());
    };
    let (ours, published) = (fs::read(own_model())?, fs::read(&path)?);

    let mut problems = differences(&parse(&ours)?, &parse(&published)?);
    problems.extend(copied_sentences(&parse(&ours)?, &parse(&published)?));

    assert_none(
        &problems,
        &format!("model/lambda.json departs from {}", path.display()),
    );
    Ok(())
}

#[test]
fn holds_the_five_operations_with_all_they_need_and_nothing_else() -> Result<(), Box<dyn Error>> {
    let model: Model = parse(&fs::read(own_model())?)?;
    let mut problems = Vec::new();

    let bound = model
        .shapes
        .get(SERVICE)
        .and_then(|service| service.rest.get("operations"));
    if bound.map(targets) != Some(OPERATIONS.to_vec()) {
        problems.push(format!(
            "{SERVICE}: binds other operations than {OPERATIONS:?}, in this order"
        ));
    }
    let needed = closure(&model);
    for id in model.shapes.keys() {
        if id != SERVICE && !needed.contains(id.as_str()) {
            problems.push(format!("{id}: no operation needs it"));
        }
    }
    for id in needed {
        if !model.shapes.contains_key(id) {
            problems.push(format!("{id}: missing"));
        }
    }
    for (id, shape) in &model.shapes {
        if !shape.traits.contains_key("smithy.api#documentation") {
            problems.push(format!("{id}: no documentation"));
        }
        for (name, member) in &shape.members.0 {
            if !member.traits.contains_key("smithy.api#documentation") {
                problems.push(format!("{id}${name}: no documentation"));
            }
        }
    }

    assert_none(&problems, "model/lambda.json is not whole");
    Ok(())
}

#[test]
fn every_departure_is_reported_with_its_place() -> Result<(), Box<dyn Error>> {
    let published = fs::read_to_string(own_model())?;
    let mut ours = published.clone();
    for (from, to) in [
        (
            r#""smithy.api#httpQuery": "Marker""#,
            r#""smithy.api#httpQuery": "marker""#,
        ),
        (r#""max": 21600"#, r#""max": 21601"#),
        (r#""OnSuccess": {"#, r#""OnSucceeded": {"#),
        (r#""sdkId": "Lambda""#, r#""sdkId": "lambda""#),
        (r#""fn": "aws.partition""#, r#""fn": "aws.parseArn""#),
    ] {
        assert!(ours.contains(from), "{from} is gone from model/lambda.json");
        ours = ours.replace(from, to);
    }

    let problems = differences(&parse(ours.as_bytes())?, &parse(published.as_bytes())?);

    for expected in [
        r#"ListFunctionEventInvokeConfigsRequest$Marker/smithy.api#httpQuery: "marker", published "Marker""#,
        "MaximumEventAgeInSeconds/smithy.api#range/max: 21601, published 21600",
        r#"DestinationConfig/members/0: "OnSucceeded", published "OnSuccess""#,
        "PutFunctionEventInvokeConfig/smithy.api#examples/0/output/DestinationConfig/OnSuccess: absent, published {}",
        r#"AWSGirApiService/aws.api#service/sdkId: "lambda", published "Lambda""#,
        r#"AWSGirApiService/smithy.rules#endpointRuleSet/rules/1/rules/0/conditions/0/fn: "aws.parseArn", published "aws.partition""#,
    ] {
        let expected = format!("com.amazonaws.lambda#{expected}");
        let all = problems.join("\n");
        assert!(problems.contains(&expected), "{expected} is not in:\n{all}");
    }
    Ok(())
}

#[test]
fn a_sentence_counts_as_copied_whatever_its_markup() {
    let model = |text: &str| json!({ "shapes": { "smithy.api#documentation": text } });
    let published =
        model("<p>Do. A queue keeps <b>events</b> for <a href=\"x\">six hours</a>. </p>");
    let copied = model("Own words.\n\n- A queue keeps `events` for\n  [six hours](y)");
    let own = model("The queue keeps events for six hours.");

    assert_eq!(
        copied_sentences(&copied, &published),
        ["copied: a queue keeps events for six hours"]
    );
    assert!(copied_sentences(&own, &published).is_empty());
}

fn parse<'a, T: Deserialize<'a>>(text: &'a [u8]) -> serde_json::Result<T> {
    serde_json::from_slice(text)
}

fn own_model() -> PathBuf {
    Path::new(ROOT).join("model/lambda.json")
}

/// Where the published model is; `None` where nobody promised that it is at hand.
fn published_model() -> Result<Option<PathBuf>, String> {
    let Some(directory) = env::var_os("SMITHY_MODELS") else {
        return match env::var_os("CI") {
            Some(_) => {
                Err("SMITHY_MODELS is not set, and CI must not skip this comparison".to_owned())
            }
            None => Ok(None),
        };
    };
    let path = Path::new(ROOT).join(directory).join("lambda.json");
    if path.is_file() {
        Ok(Some(path))
    } else {
        Err(format!("SMITHY_MODELS: there is no {}", path.display()))
    }
}

fn assert_none(problems: &[String], heading: &str) {
    assert!(
        problems.is_empty(),
        "{heading}; {} in all:\n  {}",
        problems.len(),
        problems.join("\n  ")
    );
}

#[derive(Deserialize)]
struct Model {
    smithy: String,
    shapes: BTreeMap<String, Shape>,
}

#[derive(Deserialize)]
struct Shape {
    r#type: String,
    #[serde(default)]
    members: Members,
    /// What a list holds.
    member: Option<Member>,
    /// What a map holds, with `value`.
    key: Option<Member>,
    value: Option<Member>,
    #[serde(default)]
    traits: Traits,
    /// All else: an operation's input, output and errors, a service's version.
    #[serde(flatten)]
    rest: Map<String, Value>,
}

#[derive(Deserialize)]
struct Member {
    target: String,
    #[serde(default)]
    traits: Traits,
}

type Traits = Map<String, Value>;

/// The members in the order of the file, which is the order of the fields.
#[derive(Default)]
struct Members(Vec<(String, Member)>);

impl<'de> Deserialize<'de> for Members {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct InOrder;

        impl<'de> Visitor<'de> for InOrder {
            type Value = Members;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("members by name")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Members, A::Error> {
                let mut members = Vec::new();
                while let Some(member) = map.next_entry()? {
                    members.push(member);
                }
                Ok(Members(members))
            }
        }

        deserializer.deserialize_map(InOrder)
    }
}

impl Shape {
    fn members(&self) -> impl Iterator<Item = (&str, &Member)> {
        let listed = [
            ("member", &self.member),
            ("key", &self.key),
            ("value", &self.value),
        ];
        let listed = listed
            .into_iter()
            .filter_map(|(name, member)| Some((name, member.as_ref()?)));
        let named = self
            .members
            .0
            .iter()
            .map(|(name, member)| (name.as_str(), member));
        named.chain(listed)
    }
}

/// The ids of all shapes that the five operations reach, themselves included.
fn closure(model: &Model) -> BTreeSet<&str> {
    let mut reached = BTreeSet::new();
    let mut ahead = OPERATIONS.to_vec();
    while let Some(id) = ahead.pop() {
        if id.starts_with("smithy.api#") || !reached.insert(id) {
            continue;
        }
        if let Some(shape) = model.shapes.get(id) {
            ahead.extend(shape.members().map(|(_, member)| member.target.as_str()));
            ahead.extend(shape.rest.values().flat_map(targets));
        }
    }
    reached
}

/// Every `{"target": …}` in a value.
fn targets(value: &Value) -> Vec<&str> {
    match value {
        Value::Object(fields) => match fields.get("target") {
            Some(Value::String(id)) => vec![id],
            _ => fields.values().flat_map(targets).collect(),
        },
        Value::Array(items) => items.iter().flat_map(targets).collect(),
        _ => Vec::new(),
    }
}

/// Every fact of the five operations or the service that only one of the models states.
fn differences(ours: &Model, published: &Model) -> Vec<String> {
    let (ours, published) = (facts(ours), facts(published));
    let places: BTreeSet<_> = ours.keys().chain(published.keys()).collect();
    let mut found = Vec::new();
    for place in places {
        compare(place, ours.get(place), published.get(place), &mut found);
    }
    found
}

/// What a model says of the service and of each shape and member in the closure, by shape id.
fn facts(model: &Model) -> BTreeMap<String, Value> {
    let mut facts = BTreeMap::from([("smithy".to_owned(), model.smithy.clone().into())]);
    for id in closure(model).into_iter().chain([SERVICE]) {
        let Some(shape) = model.shapes.get(id) else {
            continue;
        };
        let mut of_shape = wire_traits(&shape.traits);
        of_shape.extend(shape.rest.clone());
        // The service is where the two models differ on purpose.
        of_shape.retain(|key, _| key != "operations" && key != "resources");
        let names: Vec<_> = shape.members().map(|(name, _)| name).collect();
        of_shape.insert("members".to_owned(), names.into());
        of_shape.insert("type".to_owned(), shape.r#type.clone().into());
        facts.insert(id.to_owned(), of_shape.into());

        for (name, member) in shape.members() {
            let mut of_member = wire_traits(&member.traits);
            of_member.insert("target".to_owned(), member.target.clone().into());
            facts.insert(format!("{id}${name}"), of_member.into());
        }
    }
    facts
}

/// The traits that a client can tell apart, without the prose inside them.
fn wire_traits(traits: &Traits) -> Traits {
    const LEFT_OUT: [&str; 8] = [
        "aws.api#tagEnabled",
        "aws.cloudformation#",
        "aws.iam#",
        "smithy.api#documentation",
        "smithy.api#suppress",
        "smithy.api#tags",
        "smithy.rules#endpointBdd",
        "smithy.rules#endpointTests",
    ];
    let mut kept = traits.clone();
    kept.retain(|id, _| !LEFT_OUT.iter().any(|left_out| id.starts_with(left_out)));
    if let Some(Value::Array(examples)) = kept.get_mut("smithy.api#examples") {
        for example in examples.iter_mut().filter_map(Value::as_object_mut) {
            example.retain(|key, _| key != "title" && key != "documentation");
        }
    }
    if let Some(rules) = kept.get_mut("smithy.rules#endpointRuleSet") {
        remove_documentation(rules);
    }
    kept
}

fn remove_documentation(value: &mut Value) {
    match value {
        Value::Object(fields) => {
            fields.retain(|key, _| key != "documentation");
            fields.values_mut().for_each(remove_documentation);
        }
        Value::Array(items) => items.iter_mut().for_each(remove_documentation),
        _ => {}
    }
}

/// Goes down to the smallest parts that differ, so that the place says where in a long trait.
fn compare(place: &str, ours: Option<&Value>, published: Option<&Value>, found: &mut Vec<String>) {
    match (ours, published) {
        (Some(Value::Object(a)), Some(Value::Object(b))) => {
            for key in a.keys().chain(b.keys().filter(|key| !a.contains_key(*key))) {
                compare(&format!("{place}/{key}"), a.get(key), b.get(key), found);
            }
        }
        (Some(Value::Array(a)), Some(Value::Array(b))) => {
            for index in 0..a.len().max(b.len()) {
                compare(
                    &format!("{place}/{index}"),
                    a.get(index),
                    b.get(index),
                    found,
                );
            }
        }
        (a, b) if a == b => {}
        (a, b) => {
            let text = |value: Option<&Value>| value.map_or("absent".to_owned(), Value::to_string);
            found.push(format!("{place}: {}, published {}", text(a), text(b)));
        }
    }
}

/// The sentences of our documentation that stand in the published one, markup and case aside.
fn copied_sentences(ours: &Value, published: &Value) -> Vec<String> {
    let published: Vec<_> = prose(published)
        .into_iter()
        .map(|text| words(text).join(" "))
        .collect();
    let published = format!(" {} ", published.join(" | "));
    let own: BTreeSet<_> = prose(ours).into_iter().flat_map(sentences).collect();
    own.into_iter()
        .filter(|sentence| published.contains(&format!(" {sentence} ")))
        .map(|sentence| format!("copied: {sentence}"))
        .collect()
}

/// Every documentation string and title in a model, wherever it stands.
fn prose(value: &Value) -> Vec<&str> {
    match value {
        Value::Object(fields) => fields
            .iter()
            .flat_map(|(key, value)| match value {
                Value::String(text) if key.ends_with("documentation") || key.ends_with("title") => {
                    vec![text.as_str()]
                }
                _ => prose(value),
            })
            .collect(),
        Value::Array(items) => items.iter().flat_map(prose).collect(),
        _ => Vec::new(),
    }
}

/// The sentences of a Markdown text that are long enough to be copies; a list item is one too.
fn sentences(text: &str) -> Vec<String> {
    text.replace("\n\n", ". ")
        .replace("\n- ", ". ")
        .replace(": ", ". ")
        .replace("; ", ". ")
        .split(". ")
        .map(words)
        .filter(|words| words.len() >= WORDS_OF_A_COPY)
        .map(|words| words.join(" "))
        .collect()
}

/// The words of a text, without HTML tags, link addresses, punctuation and capitals.
fn words(text: &str) -> Vec<String> {
    let mut bare = String::new();
    let mut inside = None;
    for (index, character) in text.char_indices() {
        match (inside, character) {
            (Some(end), _) if end == character => inside = None,
            (Some(_), _) => {}
            (None, '<') => inside = Some('>'),
            (None, '(') if text[..index].ends_with(']') => inside = Some(')'),
            (None, _) => bare.push(character),
        }
    }
    bare.split_whitespace()
        .map(|word| {
            word.trim_matches(|c: char| !c.is_alphanumeric())
                .to_lowercase()
        })
        .filter(|word| !word.is_empty())
        .collect()
}
