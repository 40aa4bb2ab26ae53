//! `model/lambda.json` states the facts of the Lambda model that AWS publishes, in its own words.
//!
//! The published model is no part of this repository. `SMITHY_MODELS` names the directory that
//! holds its `lambda.json`, relative to the workspace root or absolute; see `model/README.md`.

mod facts;
mod model;
mod prose;

use facts::differences;
use model::{Model, OPERATIONS, SERVICE, closure, targets};
use prose::copied_sentences;
use serde::Deserialize;
use serde_json::json;
use std::error::Error;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::{env, fs};

const ROOT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/..");

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
