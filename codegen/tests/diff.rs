//! What a newer model changes, and how much that matters.
#![allow(missing_docs, clippy::unwrap_used, reason = "this is a test")]

mod model;

use model::model as text;
use serde_json::{Value, json};
use smithereens_codegen::{Comparison, Generation, Operations, Verdict, diff};

/// The changes from a model of these shapes to one of those, as a table has them: API, wire, subject and text.
fn changes(old: &Value, new: &Value) -> Vec<String> {
    of_operations(old, new, &Operations::All)
}

fn of_operations(old: &Value, new: &Value, operations: &Operations) -> Vec<String> {
    lines(old, new, operations, None)
}

fn lines(old: &Value, new: &Value, operations: &Operations, protocol: Option<&str>) -> Vec<String> {
    let changes = diff(&Comparison {
        old: &text(old),
        new: &text(new),
        operations,
        protocol,
    });
    let lines = changes.unwrap().changes.into_iter().map(|change| {
        format!(
            "{} {} {}: {}",
            change.api, change.wire, change.subject, change.text
        )
    });
    lines.collect()
}

/// A member of this type.
fn member(target: &str) -> Value {
    json!({ "target": target })
}

fn required(target: &str) -> Value {
    json!({ "target": target, "traits": { "smithy.api#required": {} } })
}

fn input(members: &Value) -> Value {
    json!({ "RunInput": { "members": members } })
}

fn output(members: &Value) -> Value {
    json!({ "RunOutput": { "members": members } })
}

#[test]
fn a_model_changes_nothing_of_itself() {
    let shapes = input(&json!({ "a": required("smithy.api#String") }));
    assert_eq!(changes(&shapes, &shapes), [""; 0]);
}

#[test]
fn members_of_inputs_and_outputs_matter_in_their_direction() {
    let string = "smithy.api#String";
    let none = json!({});
    let one = json!({ "a": member(string) });
    let must = json!({ "a": required(string) });
    for (of, old, new, expected) in [
        (
            input as fn(&Value) -> Value,
            &none,
            &one,
            "minor minor Run$a: added: string",
        ),
        (input, &one, &none, "breaking breaking Run$a: removed"),
        (
            input,
            &none,
            &must,
            "breaking breaking Run$a: required member added, which `new` takes: string",
        ),
        (
            input,
            &one,
            &must,
            "breaking breaking Run$a: optional → required",
        ),
        (
            input,
            &must,
            &one,
            "breaking minor Run$a: required → optional",
        ),
        (
            output,
            &none,
            &one,
            "minor minor RunOutput$a: added: string",
        ),
        (
            output,
            &one,
            &none,
            "breaking breaking RunOutput$a: removed",
        ),
        (
            output,
            &none,
            &must,
            "breaking minor RunOutput$a: required member added, which `new` takes: string",
        ),
        (
            output,
            &one,
            &must,
            "breaking - RunOutput$a: optional → required",
        ),
        (
            output,
            &must,
            &one,
            "breaking minor RunOutput$a: required → optional",
        ),
    ] {
        assert_eq!(changes(&of(old), &of(new)), [expected]);
    }
}

#[test]
fn types_are_compared_in_rust_and_on_the_wire() {
    let of = |target: &str| json!({ "a": member(target) });
    let api = "smithy.api#";
    for (old, new, expected) in [
        (
            "Integer",
            "Long",
            [
                "breaking minor Run$a: integer → long",
                "breaking breaking RunOutput$a: integer → long",
            ],
        ),
        (
            "Long",
            "Integer",
            [
                "breaking breaking Run$a: long → integer",
                "breaking - RunOutput$a: long → integer",
            ],
        ),
        (
            "Float",
            "Double",
            [
                "breaking minor Run$a: float → double",
                "breaking breaking RunOutput$a: float → double",
            ],
        ),
        (
            "String",
            "Boolean",
            [
                "breaking breaking Run$a: string → boolean",
                "breaking breaking RunOutput$a: string → boolean",
            ],
        ),
        (
            "Blob",
            "String",
            [
                "breaking breaking Run$a: blob → string",
                "breaking breaking RunOutput$a: blob → string",
            ],
        ),
    ] {
        let (old, new) = (of(&format!("{api}{old}")), of(&format!("{api}{new}")));
        assert_eq!(changes(&input(&old), &input(&new)), [expected[0]]);
        assert_eq!(changes(&output(&old), &output(&new)), [expected[1]]);
    }
    let timestamps = |format: &str| {
        let mut shapes = output(&json!({ "a": member("test#When") }));
        shapes["When"] =
            json!({ "type": "timestamp", "traits": { "smithy.api#timestampFormat": format } });
        shapes
    };
    assert_eq!(
        changes(&timestamps("date-time"), &timestamps("epoch-seconds")),
        ["- breaking RunOutput$a: timestamp (date-time) → timestamp (epoch-seconds)"]
    );
    let lists = |sparse: bool| {
        let mut shapes = output(&json!({ "a": member("test#List") }));
        shapes["List"] = json!({ "type": "list", "member": member("smithy.api#String") });
        if sparse {
            shapes["List"]["traits"] = json!({ "smithy.api#sparse": {} });
        }
        shapes
    };
    assert_eq!(
        changes(&lists(false), &lists(true)),
        ["breaking minor RunOutput$a: list of string → sparse list of string"]
    );
}

#[test]
fn a_structure_of_another_name_is_the_same_on_the_wire() {
    let of = |name: &str, member_of_it: &Value| {
        let mut shapes = input(&json!({ "a": { "target": format!("test#{name}") } }));
        shapes[name] = json!({ "type": "structure", "members": member_of_it });
        shapes
    };
    let one = json!({ "x": member("smithy.api#String"), "y": member("smithy.api#String") });
    let other = json!({ "x": member("smithy.api#String") });
    assert_eq!(
        changes(&of("Old", &one), &of("New", &one)),
        [
            "breaking - Old: structure removed",
            "breaking - Run$a: Old → New",
            "minor - New: structure added",
        ]
    );
    assert_eq!(
        changes(&of("Old", &one), &of("New", &other))[0],
        "breaking breaking Run$a: Old → New"
    );
}

#[test]
fn an_output_of_another_name_is_compared_all_the_same() {
    let of = |name: &str, members: &Value| {
        let mut shapes = json!({ "Run": { "output": { "target": format!("test#{name}") } } });
        shapes[name] = json!({ "type": "structure", "members": members });
        shapes
    };
    let (one, other) = (
        json!({ "a": member("smithy.api#String") }),
        json!({ "a": member("smithy.api#Long") }),
    );
    assert_eq!(
        changes(&of("RunResponse", &one), &of("RunResult", &other)),
        [
            "breaking breaking RunResult$a: string → long",
            "breaking - Run: output: RunResponse → RunResult",
            "breaking - RunResult: name in Rust: RunResponse → RunResult",
        ]
    );
}

#[test]
fn a_member_that_becomes_required_counts_in_a_structure_of_another_name() {
    let of = |name: &str, member_of_it: &Value| {
        let mut shapes = input(&json!({ "a": { "target": format!("test#{name}") } }));
        shapes[name] = json!({ "type": "structure", "members": { "x": member_of_it } });
        shapes
    };
    let lines = changes(
        &of("Old", &member("smithy.api#String")),
        &of("New", &required("smithy.api#String")),
    );
    assert_eq!(lines[0], "breaking breaking Run$a: Old → New");
}

#[test]
fn enums_and_unions_may_grow() {
    let values = |values: &[&str], of: fn(&Value) -> Value| {
        let mut shapes = of(&json!({ "a": member("test#Color") }));
        let members = values.iter().map(|value| {
            let name = value.to_uppercase();
            let traits = json!({ "smithy.api#enumValue": value });
            (
                name,
                json!({ "target": "smithy.api#Unit", "traits": traits }),
            )
        });
        let members: Value = members.collect::<serde_json::Map<_, _>>().into();
        shapes["Color"] = json!({ "type": "enum", "members": members });
        shapes
    };
    let (one, two) = (&["red"][..], &["red", "blue"][..]);
    assert_eq!(
        changes(&values(one, input), &values(two, input)),
        ["minor minor Color: value \"blue\" added"]
    );
    assert_eq!(
        changes(&values(two, input), &values(one, input)),
        ["breaking breaking Color: value \"blue\" removed"]
    );
    assert_eq!(
        changes(&values(two, output), &values(one, output)),
        ["breaking - Color: value \"blue\" removed"]
    );
    // A string that becomes an enum is the same on the wire.
    let plain = input(&json!({ "a": member("smithy.api#String") }));
    assert!(
        changes(&plain, &values(one, input))
            .contains(&"breaking patch Run$a: string → enum Color".to_owned())
    );
    let union = |members: &Value| {
        let mut shapes = output(&json!({ "a": member("test#Choice") }));
        shapes["Choice"] = json!({ "type": "union", "members": members });
        shapes
    };
    let (one, two) = (
        json!({ "x": member("smithy.api#String") }),
        json!({ "x": member("smithy.api#String"), "y": required("smithy.api#Long") }),
    );
    assert_eq!(
        changes(&union(&one), &union(&two)),
        ["minor minor Choice$y: added: long"]
    );
}

#[test]
fn errors_come_and_go() {
    let with = |errors: &[&str]| {
        let targets: Vec<_> = errors
            .iter()
            .map(|name| json!({ "target": format!("test#{name}") }))
            .collect();
        let mut shapes = json!({ "Run": { "errors": targets } });
        for name in errors {
            shapes[*name] = json!({ "type": "structure", "members": {}, "traits": { "smithy.api#error": "client" } });
        }
        shapes
    };
    assert_eq!(
        changes(&with(&["Bad"]), &with(&["Bad", "Worse"])),
        ["minor minor Run: error Worse added"]
    );
    assert_eq!(
        changes(&with(&["Bad", "Worse"]), &with(&["Bad"])),
        ["breaking - Run: error Worse removed"]
    );
    assert_eq!(
        changes(&with(&[]), &with(&["Bad"])),
        [
            "breaking - Run: type of its error: from none of its own to an enum, or back",
            "minor minor Run: error Bad added",
        ]
    );
}

#[test]
fn the_wire_is_compared_where_the_api_is_the_same() {
    let header = |name: &str| {
        input(
            &json!({ "a": { "target": "smithy.api#String", "traits": { "smithy.api#httpHeader": name } } }),
        )
    };
    assert_eq!(
        changes(&header("X-A"), &header("X-B")),
        ["patch breaking Run$a: header \"x-a\" → header \"x-b\""]
    );
    let body = input(&json!({ "a": member("smithy.api#String") }));
    assert_eq!(
        changes(&body, &header("X-A")),
        ["patch breaking Run$a: the body → header \"x-a\""]
    );
    let named = input(
        &json!({ "a": { "target": "smithy.api#String", "traits": { "smithy.api#jsonName": "b" } } }),
    );
    assert_eq!(
        changes(&body, &named),
        ["patch breaking Run$a: name in the body: \"a\" → \"b\""]
    );
    let route = |uri: &str| json!({ "Run": { "traits": { "smithy.api#http": { "method": "POST", "uri": uri } } } });
    assert_eq!(
        changes(&route("/a"), &route("/b?c=d")),
        ["patch breaking Run: route: POST /a → POST /b?c=d"]
    );
    let response = output(
        &json!({ "a": { "target": "smithy.api#String", "traits": { "smithy.api#httpHeader": "X-A" } } }),
    );
    assert_eq!(
        changes(
            &output(&json!({ "a": member("smithy.api#String") })),
            &response
        ),
        ["patch breaking RunOutput$a: the body → header \"x-a\""]
    );
}

#[test]
fn what_is_behind_the_interface_is_a_patch() {
    let plain = json!({});
    for (new, expected) in [
        (
            json!({ "Run": { "traits": { "smithy.api#documentation": "Runs." } } }),
            "patch - Run: documentation added",
        ),
        (
            json!({ "Run": { "traits": { "smithy.api#idempotent": {} } } }),
            "patch - Run: idempotent now: retried after a timeout",
        ),
        (
            json!({ "Test": { "traits": { "aws.auth#sigv4": { "name": "other" } } } }),
            "patch breaking Test Service: signing name: \"test\" → \"other\"",
        ),
        (
            json!({ "Test": { "traits": { "smithy.api#title": "Other" } } }),
            "patch - Other: title: \"Test Service\" → \"Other\"",
        ),
        (
            json!({ "Run": { "traits": { "smithy.api#auth": [], "smithy.api#optionalAuth": {} } } }),
            "patch breaking Run: authentication: sigv4 → nothing",
        ),
    ] {
        assert_eq!(changes(&plain, &new), [expected]);
    }
}

#[test]
fn a_new_protocol_beside_the_old_one_hides_nothing() {
    let of = |protocols: &[&str], target: &str| {
        let mut shapes = output(&json!({ "a": member(target) }));
        shapes["Test"] = json!({ "traits": {} });
        for protocol in protocols {
            shapes["Test"]["traits"][*protocol] = json!({});
        }
        shapes
    };
    let cbor = "smithy.protocols#rpcv2Cbor";
    assert_eq!(
        changes(
            &of(&[], "smithy.api#String"),
            &of(&[cbor], "smithy.api#Long")
        ),
        [
            "breaking breaking RunOutput$a: string → long",
            "patch patch Test Service: protocol: aws.protocols#restJson1 → smithy.protocols#rpcv2Cbor",
        ]
    );
}

#[test]
fn what_only_the_wire_or_only_rust_sees_is_seen() {
    let with = |members: &Value, traits: &Value| {
        let mut shapes =
            json!({ "RunOutput": { "members": members }, "Test": { "traits": traits } });
        shapes["Body"] = json!({ "type": "blob", "traits": { "smithy.api#streaming": {} } });
        shapes
    };
    let none = json!({});
    let body =
        json!({ "a": { "target": "test#Body", "traits": { "smithy.api#httpPayload": {} } } });
    // An output that holds a stream is no data any more.
    assert_eq!(
        changes(&with(&none, &none), &with(&body, &none)),
        ["breaking minor RunOutput$a: required member added, which `new` takes: stream of bytes"]
    );
    // Text of a media type is encoded in headers.
    let header = |traits: &Value| {
        let target = json!({ "target": "test#Text", "traits": { "smithy.api#httpHeader": "X-A" } });
        let mut shapes = input(&json!({ "a": target }));
        shapes["Text"] = json!({ "type": "string", "traits": traits });
        shapes
    };
    let json_text = json!({ "smithy.api#mediaType": "application/json" });
    assert_eq!(
        changes(&header(&none), &header(&json_text)),
        ["patch breaking Run$a: header \"x-a\" → header \"x-a\", encoded as application/json is"]
    );
    // A structure that stops to be an error has no code and no message.
    let of = |traits: &Value| {
        let mut shapes = output(&json!({ "a": member("test#Inner") }));
        shapes["Inner"] = json!({ "type": "structure", "members": {}, "traits": traits });
        shapes
    };
    let error = json!({ "smithy.api#error": "client" });
    assert_eq!(
        changes(&of(&error), &of(&none)),
        ["breaking - Inner: error → structure"]
    );
    // The name of a shape is none of JSON.
    let named = |name: &str| {
        let mut shapes = json!({ "Run": { "input": { "target": format!("test#{name}") } } });
        shapes[name] =
            json!({ "type": "structure", "members": { "a": member("smithy.api#String") } });
        shapes
    };
    assert_eq!(changes(&named("One"), &named("Two")), [""; 0]);
    // But it is one of XML, as is its namespace.
    let xml = json!({ "aws.protocols#restXml": {} });
    let in_xml = |name: &str, namespace: &Value| {
        let mut shapes = named(name);
        shapes["Test"] = json!({ "traits": xml });
        shapes[name]["traits"] = namespace.clone();
        shapes
    };
    let lines = |old: &Value, new: &Value| lines(old, new, &Operations::All, Some("restXml"));
    assert_eq!(
        lines(&in_xml("One", &none), &in_xml("Two", &none)),
        ["patch breaking Run: element of the body: One → Two"]
    );
    let namespace = json!({ "smithy.api#xmlNamespace": { "uri": "https://a.example/" } });
    assert_eq!(
        lines(&in_xml("One", &none), &in_xml("One", &namespace)),
        ["patch breaking Run: element of the body: One → One in \"https://a.example/\""]
    );
}

#[test]
fn constraints_are_those_that_hold_for_a_member() {
    let length = |max: u32| json!({ "smithy.api#length": { "max": max } });
    let of = |target: &str, own: &Value| {
        let mut shapes =
            input(&json!({ "a": { "target": format!("test#{target}"), "traits": own } }));
        shapes[target] =
            json!({ "type": "string", "traits": length(if target == "Long" { 100 } else { 10 }) });
        shapes
    };
    let none = json!({});
    for (old, new, expected) in [
        (
            of("Long", &none),
            of("Short", &none),
            "- breaking Run$a: length: ..=100 → ..=10",
        ),
        (
            of("Short", &none),
            of("Long", &none),
            "- minor Run$a: length: ..=10 → ..=100",
        ),
        (
            of("Long", &none),
            of("Long", &length(5)),
            "- breaking Run$a: length: ..=100 → ..=5",
        ),
        (
            of("Short", &length(50)),
            of("Short", &none),
            "- breaking Run$a: length: ..=50 → ..=10",
        ),
    ] {
        assert_eq!(changes(&old, &new), [expected]);
    }
    let list = |traits: &Value| {
        let mut shapes = input(&json!({ "a": member("test#List") }));
        shapes["List"] =
            json!({ "type": "list", "member": member("smithy.api#String"), "traits": traits });
        shapes
    };
    let unique = json!({ "smithy.api#uniqueItems": {} });
    assert_eq!(
        changes(&list(&none), &list(&unique)),
        ["- breaking List: items have to be unique"]
    );
}

#[test]
fn what_a_service_takes_is_about_what_programs_send() {
    let of = |of: fn(&Value) -> Value, traits: &Value| {
        let mut shapes = of(&json!({ "a": member("test#Name") }));
        shapes["Name"] = json!({ "type": "string", "traits": traits });
        shapes
    };
    let length = |min: u32, max: u32| json!({ "smithy.api#length": { "min": min, "max": max } });
    let none = json!({});
    for (make, old, new, expected) in [
        (
            input as fn(&Value) -> Value,
            &length(1, 5),
            &length(1, 9),
            "- minor Name: length: 1..=5 → 1..=9",
        ),
        (
            input,
            &length(1, 9),
            &length(1, 5),
            "- breaking Name: length: 1..=9 → 1..=5",
        ),
        (
            output,
            &length(1, 9),
            &length(1, 5),
            "- - Name: length: 1..=9 → 1..=5",
        ),
        (
            input,
            &length(1, 9),
            &none,
            "- minor Name: length: 1..=9 → any",
        ),
        (
            input,
            &none,
            &length(1, 9),
            "- patch Name: length: any → 1..=9",
        ),
        (
            input,
            &json!({ "smithy.api#length": { "max": 9 } }),
            &length(1, 9),
            "- patch Name: length: ..=9 → 1..=9",
        ),
        (
            input,
            &json!({ "smithy.api#length": { "max": 9 } }),
            &length(1, 5),
            "- breaking Name: length: ..=9 → 1..=5",
        ),
        (
            input,
            &json!({ "smithy.api#pattern": "a" }),
            &json!({ "smithy.api#pattern": "b" }),
            "- minor Name: pattern: \"b\"",
        ),
    ] {
        assert_eq!(changes(&of(make, old), &of(make, new)), [expected]);
    }
}

#[test]
fn the_arguments_of_new_are_in_the_order_of_the_model() {
    let (a, b) = (required("smithy.api#String"), required("smithy.api#String"));
    // An object of JSON is sorted here, so that the order is made in the text.
    let old = text(&input(&json!({ "a": a, "b": b })));
    let new = old
        .replace("\"a\":{", "\"z\":{")
        .replace("\"b\":{", "\"a\":{")
        .replace("\"z\":{", "\"b\":{");
    let operations = Operations::All;
    let comparison = Comparison {
        old: &old,
        new: &new,
        operations: &operations,
        protocol: None,
    };
    let changes = diff(&comparison).unwrap();
    assert_eq!(changes.changes[0].text, "arguments of `new`: a, b → b, a");
    assert_eq!(
        (changes.api, changes.wire),
        (Verdict::Breaking, Verdict::Nothing)
    );
}

#[test]
fn pages_and_waiters_come_and_go() {
    let pages = |items: &str| {
        let mut shapes = json!({
            "RunInput": { "members": { "token": member("smithy.api#String") } },
            "RunOutput": { "members": { "next": member("smithy.api#String"), "a": member("test#A"), "b": member("test#B") } },
            "A": { "type": "list", "member": member("smithy.api#String") },
            "B": { "type": "list", "member": member("smithy.api#Long") },
        });
        if !items.is_empty() {
            let traits = json!({ "inputToken": "token", "outputToken": "next", "items": items });
            shapes["Run"] = json!({ "traits": { "smithy.api#paginated": traits } });
        }
        shapes
    };
    assert_eq!(changes(&pages(""), &pages("a")), ["minor - Run: paged now"]);
    assert_eq!(
        changes(&pages("a"), &pages("")),
        ["breaking - Run: not paged any more"]
    );
    assert_eq!(
        changes(&pages("a"), &pages("b")),
        [
            "breaking - Run: items: string → long",
            "patch patch Run: items are another member",
        ]
    );
}

#[test]
fn operations_that_are_not_asked_for_do_not_count() {
    let other = |members: &Value| {
        json!({
            "Test": { "operations": [{ "target": "test#Run" }, { "target": "test#Other" }] },
            "Other": {
                "type": "operation",
                "input": { "target": "test#OtherInput" },
                "traits": { "smithy.api#http": { "method": "POST", "uri": "/other" } },
            },
            "OtherInput": { "type": "structure", "members": members },
        })
    };
    let (old, new) = (
        other(&json!({})),
        other(&json!({ "a": member("smithy.api#String") })),
    );
    let named = |name: &str| Operations::Named(vec![name.to_owned()]);
    assert_eq!(of_operations(&old, &new, &named("Run")), [""; 0]);
    assert_eq!(
        of_operations(&old, &new, &named("Other")),
        ["minor minor Other$a: added: string"]
    );
    // One that only one of the models has is new, or gone.
    let without = json!({});
    assert_eq!(
        of_operations(&without, &new, &named("Other")),
        ["minor - Other: operation added"]
    );
    assert_eq!(
        of_operations(&new, &without, &named("Other")),
        ["breaking breaking Other: operation removed"]
    );
    let (old, new) = (text(&without), text(&new));
    let operations = named("Othr");
    let (generation, problems) = diff(&Comparison {
        old: &old,
        new: &new,
        operations: &operations,
        protocol: None,
    })
    .unwrap_err();
    assert_eq!(generation, Generation::New);
    assert!(
        problems[0].to_string().contains("did you mean Other?"),
        "{problems:?}"
    );
}

#[test]
fn what_is_wrong_with_a_model_is_said_of_that_model() {
    let good = text(&json!({}));
    for (old, new, expected) in [
        ("{", &*good, Generation::Old),
        (&*good, "{", Generation::New),
    ] {
        let operations = Operations::All;
        let (generation, problems) = diff(&Comparison {
            old,
            new,
            operations: &operations,
            protocol: None,
        })
        .unwrap_err();
        assert_eq!(generation, expected);
        assert!(problems[0].to_string().contains("not JSON"), "{problems:?}");
    }
}

#[test]
fn an_operation_that_is_not_supported_any_more_is_no_problem_of_the_comparison() {
    let plain = json!({});
    let checked = json!({ "Run": { "traits": { "aws.protocols#httpChecksum": { "requestChecksumRequired": true } } } });
    let lines = changes(&plain, &checked);
    assert!(
        lines[0].starts_with("breaking - Run: not supported any more: "),
        "{lines:?}"
    );
    assert!(changes(&checked, &plain).contains(&"minor - Run: supported now".to_owned()));
}

#[test]
fn what_can_be_done_with_a_type_is_part_of_the_api() {
    let list = json!({ "type": "list", "member": member("smithy.api#String") });
    let with = |members: &Value| {
        let mut shapes = input(members);
        shapes["List"] = list.clone();
        shapes
    };
    // `.tag()` adds to `tags` as long as no member is called so.
    let tags = json!({ "tags": member("test#List") });
    let both = json!({ "tags": member("test#List"), "tag": member("smithy.api#String") });
    assert_eq!(
        changes(&with(&tags), &with(&both)),
        [
            "breaking - Run$tags: the setter `tag`, which adds to it, removed",
            "minor minor Run$tag: added: string",
        ]
    );
    // A structure that no response has is not read, but for JSON, which programs have other uses for; and one that no request
    // has gets no setters.
    let of = |of_input: bool, of_output: bool| {
        let members = |is_there: bool| {
            if is_there {
                json!({ "a": member("test#Inner") })
            } else {
                json!({})
            }
        };
        json!({
            "Test": { "traits": { "aws.protocols#restXml": {} } },
            "RunInput": { "members": members(of_input) },
            "RunOutput": { "members": members(of_output) },
            "Inner": { "type": "structure", "members": {} },
        })
    };
    for (protocol, old, new, expected) in [
        (
            "restJson1",
            (true, false),
            (true, true),
            "minor - Inner: part of responses now",
        ),
        (
            "restJson1",
            (true, true),
            (true, false),
            "- - Inner: part of responses no more",
        ),
        (
            "restXml",
            (true, true),
            (true, false),
            "breaking - Inner: part of responses no more, and not read",
        ),
        (
            "restJson1",
            (true, true),
            (false, true),
            "breaking - Inner: part of requests no more, without setters",
        ),
    ] {
        let (old, new) = (of(old.0, old.1), of(new.0, new.1));
        let lines = lines(&old, &new, &Operations::All, Some(protocol));
        assert!(lines.contains(&expected.to_owned()), "{lines:?}");
    }
}

#[test]
fn a_shape_says_which_operations_have_it() {
    let of = |members: &Value| {
        let mut shapes = input(&json!({ "a": member("test#Inner") }));
        shapes["Inner"] = json!({ "type": "structure", "members": members });
        shapes
    };
    let (old, new) = (
        text(&of(&json!({}))),
        text(&of(&json!({ "x": member("smithy.api#String") }))),
    );
    let operations = Operations::All;
    let changes = diff(&Comparison {
        old: &old,
        new: &new,
        operations: &operations,
        protocol: None,
    })
    .unwrap();
    assert_eq!(changes.changes[0].subject, "Inner$x");
    assert_eq!(changes.changes[0].operations, ["Run"]);
}
