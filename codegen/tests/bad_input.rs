//! Bad input gets a clear message for each problem, all of a model at once.
#![allow(missing_docs, clippy::indexing_slicing, reason = "this is a test")]

mod model;

use insta::assert_snapshot;
use model::{model as text, options, problems, problems_of};
use serde_json::{Value, json};
use smithereens_codegen::{Operations, Options, generate};
use std::time::{Duration, Instant};

#[test]
fn what_is_not_json_is_refused_with_line_and_column() {
    assert_snapshot!(problems_of("{\n  \"smithy\": oops\n}"), @"line 2, column 13: not JSON: expected value");
    assert_snapshot!(problems_of(""), @"line 1, column 0: not JSON: EOF while parsing a value");
}

#[test]
fn json_that_is_no_ast_is_refused() {
    assert_snapshot!(problems_of("[]"));
    assert_snapshot!(problems_of(r#"{"shapes": {}}"#));
    assert_snapshot!(problems_of(
        r#"{"smithy": "2.0", "shapes": {"a#B": {"type": 5}}}"#
    ));
}

#[test]
fn what_is_no_identifier_of_smithy_is_refused_wherever_it_stands() {
    let names = [
        "a b",
        "a\"b",
        "a`b",
        "a\nb",
        "a-b",
        "é",
        "²",
        "_",
        "__",
        "1a",
        "",
        "a/../b",
        "{a}",
        "a;b",
        "\u{202e}a",
        "r#a",
    ];
    let string = json!({ "target": "smithy.api#String" });
    for name in names {
        for shapes in [
            json!({ "RunInput": { "members": { name: string } } }),
            json!({ "Choice": { "type": "union", "members": { name: string } } }),
            json!({ "Color": { "type": "enum", "members": { name: { "target": "smithy.api#Unit" } } } }),
            json!({ "Test": { "rename": { "test#Thing": name } } }),
        ] {
            let message = problems(&shapes);
            let expected = format!("{name:?} is no identifier");
            assert!(message.contains(&expected), "{message}");
        }
        let ids = [
            format!("test#{name}"),
            format!("{name}#a"),
            format!("a.{name}#a"),
            format!("a#b${name}"),
            name.replace('#', ""),
        ];
        for id in ids {
            let target = json!({ "target": id });
            for shapes in [
                json!({ "other#Thing": { "type": "structure", "members": { "a": target } } }),
                json!({ "Thing": { "type": "list", "member": target } }),
                json!({ "Thing": { "type": "structure", "traits": { id.as_str(): {} } } }),
                json!({ "Thing": { "type": "structure", "mixins": [target] } }),
                json!({ "Test": { "operations": [target] } }),
                json!({ "Test": { "rename": { id.as_str(): "A" } } }),
                json!({ "Run": { "errors": [target] } }),
                json!({ "RunInput": { "members": { "a": { "target": "smithy.api#String", "traits": { id.as_str(): {} } } } } }),
            ] {
                let message = problems(&shapes);
                assert!(
                    message.contains(&format!("{id:?} is no absolute shape id")),
                    "{message}"
                );
            }
        }
        let id = json!(format!("test#{name}")).to_string();
        let text = text(&json!({})).replace("\"test#RunInput\"", &id);
        let message = problems_of(&text);
        assert!(message.contains("is no absolute shape id"), "{message}");
    }
    assert_snapshot!(problems(&json!({ "Thing$a": { "type": "structure" } })), @r#"test#Thing$a: this is the id of a member, and only "apply" may stand there"#);
}

#[test]
fn identifiers_of_every_form_are_taken() {
    let string = json!({ "target": "smithy.api#String" });
    let generated = model::generated(&json!({
        "RunInput": { "members": { "_a": string, "__B2": string, "c_": string, "d": { "target": "a.b_2.__c#__listOfD" } } },
        "a.b_2.__c#__listOfD": { "type": "list", "member": string, "traits": { "a.b#c": 1 } },
    }));
    assert_eq!(generated.operations, ["Run"]);
}

#[test]
fn smithy_1_is_refused_with_the_way_out() {
    assert_snapshot!(problems_of(
        r#"{"smithy": "1.0", "shapes": {"a#B": {"type": 5}}}"#
    ));
    assert_snapshot!(problems_of(r#"{"smithy": "1.0", "shapes": {}}"#));
}

#[test]
fn one_service_is_needed() {
    assert_snapshot!(problems_of(r#"{"smithy": "2.0", "shapes": {}}"#));
    assert_snapshot!(problems(&json!({ "Other": { "type": "service" } })));
}

#[test]
fn other_protocols_are_refused() {
    let service = |protocol: &str| {
        let text = text(&json!({}));
        text.replace(r#""aws.protocols#restJson1":{},"#, protocol)
    };
    assert_snapshot!(problems_of(&service(r#""smithy.protocols#own":{},"#)));
    assert_snapshot!(problems_of(&service("")));
}

#[test]
fn no_protocol_is_needed_where_no_operation_is_asked_for() {
    let mut model: serde_json::Value = serde_json::from_str(&text(&json!({}))).unwrap();
    let traits = &mut model["shapes"]["test#Test"]["traits"];
    traits
        .as_object_mut()
        .unwrap()
        .remove("aws.protocols#restJson1");
    let text = model.to_string();
    let none = Operations::Named(Vec::new());
    let options = options(&text);
    assert!(generate(&options).is_err());
    let generated = generate(&Options {
        operations: none,
        ..options
    });
    assert_eq!(generated.unwrap().operations, Vec::<String>::new());
}

#[test]
fn an_sdk_id_has_to_make_names() {
    let service =
        |sdk_id: &str| json!({ "Test": { "traits": { "aws.api#service": { "sdkId": sdk_id } } } });
    assert_snapshot!(problems(&service("")), @r#"test#Test: the value of its trait aws.api#service does not fit: the sdkId "" makes no names; it takes letters and digits of ASCII, and spaces"#);
    for sdk_id in [" -", "é", "A²"] {
        assert!(
            problems(&service(sdk_id)).contains("makes no names"),
            "{sdk_id}"
        );
    }
}

#[test]
fn every_dangling_target_is_listed() {
    assert_snapshot!(problems(&json!({
        "Test": { "operations": [{ "target": "test#Run" }, { "target": "test#Gone" }] },
        "RunInput": { "members": { "a": { "target": "test#Nowhere" }, "b": { "target": "test#List" } } },
        "List": { "type": "list", "member": { "target": "test#NotThere" } },
        "RunOutput": { "members": { "c": { "target": "smithy.api#Nothing" } } },
    })));
}

#[test]
fn a_target_of_the_wrong_kind_is_refused() {
    assert_snapshot!(problems(&json!({
        "RunInput": { "members": { "a": { "target": "test#Run" } } },
        "Run": { "errors": [{ "target": "test#Text" }] },
        "Text": { "type": "string" },
    })));
}

#[test]
fn a_problem_of_what_several_shapes_use_is_said_once() {
    let http = |uri: &str| json!({ "smithy.api#http": { "method": "POST", "uri": uri } });
    let operation = |uri: &str| {
        json!({
            "type": "operation",
            "input": { "target": "test#RunInput" },
            "output": { "target": "test#RunOutput" },
            "errors": [{ "target": "test#Broken" }],
            "traits": http(uri),
        })
    };
    let list = |name: &str| json!({ "target": name });
    let header = |name: &str| json!({ "target": name, "traits": { "smithy.api#httpHeader": 5 } });
    assert_snapshot!(problems(&json!({
        "Test": { "operations": [
            { "target": "test#Run" }, { "target": "test#Again" }, { "target": "test#Gone" }, { "target": "test#Gone" },
        ] },
        "Run": operation("/run"),
        "Again": operation("/again"),
        "RunInput": { "members": {
            "a": list("test#List"), "b": list("test#List"), "c": list("test#Nowhere"), "d": header("test#Text"),
            "e": list("test#Shared"),
        } },
        "RunOutput": { "members": { "a": list("test#List"), "b": list("test#Text"), "c": header("test#List") } },
        "Broken": {
            "type": "structure",
            "members": { "a": header("test#Time"), "b": list("test#Broken") },
            "traits": { "smithy.api#error": "client", "smithy.api#retryable": 5 },
        },
        "Shared": { "type": "structure", "members": { "a": list("test#List"), "b": {
            "target": "smithy.api#String", "traits": { "smithy.api#default": [], "smithy.api#jsonName": {} },
        } } },
        "List": { "type": "list", "member": { "target": "test#Run" } },
        "Text": { "type": "string", "traits": { "smithy.api#mediaType": 5 } },
        "Time": { "type": "timestamp", "traits": { "smithy.api#timestampFormat": "never" } },
    })));
}

#[test]
fn defaults_have_to_be_values_of_their_types() {
    let shapes = |target: &str, default: Value| {
        json!({
            "RunOutput": { "members": { "a": { "target": target, "traits": { "smithy.api#default": default } } } },
            "Level": { "type": "intEnum", "members": {
                "LOW": { "target": "smithy.api#Unit", "traits": { "smithy.api#enumValue": 1 } },
            } },
        })
    };
    let good = [
        ("Byte", json!(-128)),
        ("Short", json!(32_767)),
        ("Long", json!(i64::MAX)),
        ("Double", json!(5)),
        ("Timestamp", json!(253_402_300_799_i64)),
        ("BigDecimal", json!(0.5)),
        ("Document", json!([])),
        ("Document", json!({})),
        ("Document", json!(1.5)),
    ];
    for (target, default) in good {
        generate(&options(&text(&shapes(
            &format!("smithy.api#{target}"),
            default,
        ))))
        .unwrap();
    }
    let bad = [
        ("smithy.api#Byte", json!(128)),
        ("smithy.api#Short", json!(32_768)),
        ("smithy.api#Integer", json!(1.5)),
        ("smithy.api#Long", json!(u64::MAX)),
        ("smithy.api#Timestamp", json!(253_402_300_800_i64)),
        ("smithy.api#String", json!(5)),
        ("smithy.api#String", json!(true)),
        ("smithy.api#Integer", json!("5")),
        ("test#Level", json!(i64::MAX)),
        ("smithy.api#Document", json!(["a"])),
        ("smithy.api#Document", json!({ "a": 1 })),
    ];
    for (target, default) in bad {
        let expected = format!(
            "test#RunOutput$a: the value of its trait smithy.api#default does not fit: {default} is no value of the \
             member's type"
        );
        assert_eq!(problems(&shapes(target, default)), expected);
    }
}

#[test]
fn an_unknown_operation_comes_with_the_closest_names() {
    let bound = ["ListThings", "ListThing", "GetThing"]
        .map(|name| json!({ "target": format!("test#{name}") }));
    let model = text(&json!({
        "Test": { "operations": bound },
        "ListThings": { "type": "operation" },
        "ListThing": { "type": "operation" },
        "GetThing": { "type": "operation" },
    }));
    let operations = Operations::Named(vec!["listThings".to_owned(), "Zzz".to_owned()]);
    let problems = generate(&Options {
        operations,
        ..options(&model)
    })
    .unwrap_err();
    let problems: Vec<_> = problems.iter().map(ToString::to_string).collect();
    assert_snapshot!(problems.join("\n"));
}

#[test]
fn unsupported_traits_and_shapes_are_named() {
    assert_snapshot!(problems(&json!({
        "RunInput": { "members": {
            "events": { "target": "test#Events", "traits": { "smithy.api#httpPayload": {} } },
            "odd": { "target": "smithy.api#String", "traits": { "smithy.api#unheardOf": {} } },
        } },
        "Events": { "type": "union", "members": {}, "traits": { "smithy.api#streaming": {} } },
        "Run": { "traits": { "smithy.api#auth": ["smithy.api#httpApiKeyAuth", "smithy.api#httpBasicAuth"] } },
    })));
    assert_snapshot!(problems(&json!({ "Tensor": { "type": "tensor" } })));
}

#[test]
fn traits_that_say_nothing_to_a_client_are_passed_over() {
    let generated = model::generated(&json!({
        "RunInput": { "members": {
            "a": { "target": "smithy.api#String", "traits": { "smithy.api#tags": [], "smithy.api#length": {}, "aws.iam#x": 1 } },
        } },
    }));
    assert_eq!(generated.operations, ["Run"]);
    assert_eq!(generated.notes, Vec::<String>::new());
}

#[test]
fn a_trait_that_code_is_generated_without_gets_a_note() {
    let member =
        |traits: serde_json::Value| json!({ "target": "smithy.api#String", "traits": traits });
    let generated = model::generated(&json!({
        "Run": { "traits": { "smithy.waiters#other": {}, "com.example#own": 1 } },
        "RunInput": { "members": {
            "a": member(json!({ "com.example#own": 1 })),
            "b": member(json!({ "com.example#own": 2, "test#annotation": {} })),
        } },
        "RunOutput": { "members": { "a": member(json!({ "aws.protocols#unheardOf": {} })) } },
        "annotation": { "type": "structure", "traits": { "smithy.api#trait": {} } },
        // Nothing that is generated has this one.
        "Other": { "type": "structure", "traits": { "com.example#elsewhere": {} } },
    }));
    assert_snapshot!(generated.notes.join("\n"), @"
    test#RunOutput$a: nothing is made of the trait aws.protocols#unheardOf (the generator does not know it)
    test#Run and 2 more: nothing is made of the trait com.example#own (the generator does not know it)
    test#Run: nothing is made of the trait smithy.waiters#other (the generator does not know it)
    test#RunInput$b: nothing is made of the trait test#annotation (the generator does not know it)
    ");
    // Rules that are written as a decision diagram alone are none that are read.
    let diagram = json!({ "Test": { "traits": { "smithy.rules#endpointBdd": {} } } });
    assert_snapshot!(model::generated(&diagram).notes.join("\n"), @"test#Test: its endpoint rules are only there as smithy.rules#endpointBdd, which is not read; clients have to be given an endpoint");
    let both = json!({ "Test": { "traits": { "smithy.rules#endpointBdd": {}, "smithy.rules#endpointRuleSet": { "rules": [] } } } });
    assert_eq!(model::generated(&both).notes, Vec::<String>::new());
}

#[test]
fn another_protocol_is_the_one_problem_of_a_model() {
    let service = text(&json!({
        "Test": { "operations": [{ "target": "test#Gone" }], "traits": { "smithy.api#unheardOf": {} } },
        "Run": { "traits": { "smithy.api#unheardOf": {} }, "errors": [{ "target": "test#Gone" }] },
        "RunInput": { "members": { "a": { "target": "test#Gone" }, "b": { "target": "test#Own" } } },
        "Own": { "type": "list", "member": { "target": "test#Own" } },
    }));
    let service = service.replace("aws.protocols#restJson1", "smithy.protocols#own");
    let named = Options {
        operations: Operations::Named(vec!["NoSuch".to_owned()]),
        ..options(&service)
    };
    let skipping = Options {
        skip_unsupported: true,
        ..options(&service)
    };
    for options in [options(&service), named, skipping] {
        let problems = generate(&options).unwrap_err();
        let problems: Vec<_> = problems.iter().map(ToString::to_string).collect();
        let [problem] = problems.as_slice() else {
            panic!("{problems:?}");
        };
        let expected =
            "test#Test: its protocol smithy.protocols#own is not supported; supported is ";
        assert!(problem.starts_with(expected), "{problem}");
    }
}

#[test]
fn a_protocol_can_be_chosen_of_those_that_a_service_speaks() {
    let service = text(&json!({ "Test": { "traits": { "aws.protocols#awsJson1_1": {} } } }));
    let speaking = |protocol| {
        generate(&Options {
            protocol,
            ..options(&service)
        })
    };
    for (protocol, name) in [
        (None, "AWS_JSON_1_1"),
        (Some("awsJson1_1"), "AWS_JSON_1_1"),
        (Some("restJson1"), "REST_JSON_1"),
        (Some("aws.protocols#restJson1"), "REST_JSON_1"),
    ] {
        let files = speaking(protocol).unwrap().files;
        let service = files.get("test-operations/src/service.rs").unwrap();
        assert!(service.contains(name), "{protocol:?}");
    }
    let problems = speaking(Some("restXml")).unwrap_err();
    let expected = "test#Test: the protocol \"restXml\" is not one of its own, aws.protocols#awsJson1_1, aws.protocols#restJson1, or is not supported";
    assert!(
        problems[0].to_string().starts_with(expected),
        "{}",
        problems[0]
    );
}

#[test]
fn two_shapes_of_one_rust_name_are_refused() {
    assert_snapshot!(problems(&json!({
        "RunInput": { "members": {
            "a": { "target": "test#Thing" }, "b": { "target": "other#Thing" },
        } },
        "Thing": { "type": "structure", "members": {} },
        "other#Thing": { "type": "structure", "members": {} },
    })));
}

#[test]
fn two_members_of_one_json_name_are_refused() {
    let string = "smithy.api#String";
    let named = |name: &str| json!({ "target": string, "traits": { "smithy.api#jsonName": name } });
    let bound = |name: &str| json!({ "target": string, "traits": { "smithy.api#jsonName": "it", "smithy.api#httpHeader": name } });
    let shape = |kind: &str| json!({ "type": kind, "members": { "it": { "target": string }, "other": named("it") } });
    assert_snapshot!(problems(&json!({
        "RunInput": { "members": { "a": named("it"), "b": named("it"), "c": bound("c") } },
        "RunOutput": { "members": { "a": bound("a"), "it": { "target": string }, "thing": { "target": "test#Thing" }, "choice": { "target": "test#Choice" } } },
        "Thing": shape("structure"),
        "Choice": shape("union"),
    })), @r#"
    test#Choice: its members it and other are both called "it" in JSON; give one of them another smithy.api#jsonName
    test#Thing: its members it and other are both called "it" in JSON; give one of them another smithy.api#jsonName
    test#RunInput: its members a and b are both called "it" in JSON; give one of them another smithy.api#jsonName
    "#);
}

#[test]
fn a_rename_of_the_service_tells_them_apart() {
    let generated = model::generated(&json!({
        "Test": { "rename": { "other#Thing": "OtherThing" } },
        "RunInput": { "members": { "a": { "target": "test#Thing" }, "b": { "target": "other#Thing" } } },
        "Thing": { "type": "structure", "members": {} },
        "other#Thing": { "type": "structure", "members": {} },
    }));
    assert!(
        generated
            .files
            .get("test-shapes/src/other_thing.rs")
            .is_some()
    );
}

#[test]
fn http_bindings_that_do_not_fit_are_refused() {
    assert_snapshot!(problems(&json!({
        "Run": { "traits": { "smithy.api#http": { "method": "GET", "uri": "/run/{a}/{gone}" } } },
        "RunInput": { "members": {
            "a": { "target": "test#Map", "traits": { "smithy.api#httpLabel": {}, "smithy.api#required": {} } },
            "b": { "target": "smithy.api#String", "traits": { "smithy.api#httpLabel": {}, "smithy.api#required": {} } },
            "c": { "target": "test#Map", "traits": { "smithy.api#httpQuery": "c" } },
            "d": { "target": "smithy.api#String", "traits": { "smithy.api#httpPrefixHeaders": "d-" } },
            "e": { "target": "smithy.api#Integer", "traits": { "smithy.api#httpPayload": {} } },
            "f": { "target": "smithy.api#String", "traits": { "smithy.api#httpHeader": 5 } },
            "g": { "target": "test#Stream" },
        } },
        "Map": { "type": "map", "key": { "target": "smithy.api#String" }, "value": { "target": "smithy.api#Integer" } },
        "Stream": { "type": "blob", "traits": { "smithy.api#streaming": {} } },
    })));
}

#[test]
fn a_shape_that_requires_itself_is_refused() {
    assert_snapshot!(problems(&json!({
        "RunInput": { "members": { "a": { "target": "test#Egg" } } },
        "Egg": { "type": "structure", "members": { "hen": { "target": "test#Hen", "traits": { "smithy.api#required": {} } } } },
        "Hen": { "type": "structure", "members": { "egg": { "target": "test#Egg", "traits": { "smithy.api#required": {} } } } },
    })));
}

#[test]
fn mixins_and_apply_are_resolved_or_refused() {
    let generated = model::generated(&json!({
        "RunInput": { "mixins": [{ "target": "test#Mixed" }], "members": { "own": { "target": "smithy.api#String" } } },
        "Mixed": { "type": "structure", "traits": { "smithy.api#mixin": {} },
                   "members": { "taken": { "target": "smithy.api#String" } } },
        "test#RunInput$own": { "type": "apply", "traits": { "smithy.api#jsonName": "renamed" } },
    }));
    let code = model::files(&generated, &["run.rs"]);
    assert!(
        code.contains("pub taken: Option<String>") && code.contains(r#""renamed", &self.own"#),
        "{code}"
    );
    assert_snapshot!(problems(&json!({
        "RunInput": { "mixins": [{ "target": "test#RunInput" }] },
        "RunOutput": { "mixins": [{ "target": "test#Gone" }] },
        "test#Run$none": { "type": "apply", "traits": {} },
    })));
}

#[test]
fn chains_of_mixins_end() {
    // Each takes over the one before, and has a member of its own.
    let chain = |length: usize, traits: fn(usize) -> serde_json::Value| {
        let mut shapes =
            json!({ "RunInput": { "mixins": [{ "target": format!("test#M{}", length - 1) }] } });
        for level in 0..length {
            let before = level
                .checked_sub(1)
                .map(|before| json!({ "target": format!("test#M{before}") }));
            shapes[format!("M{level}")] = json!({
                "type": "structure", "traits": traits(level), "mixins": Vec::from_iter(before),
                "members": { format!("m{level}"): { "target": "smithy.api#String" } },
            });
        }
        text(&shapes)
    };
    let mixin = |_| json!({ "smithy.api#mixin": {} });
    let deep = generate(&options(&chain(10_000, mixin))).unwrap();
    let code = model::files(&deep, &["run.rs"]);
    for member in ["m0", "m9999"] {
        assert!(code.contains(&format!("pub {member}: ")), "{member}");
    }
    // Those that are no mixins keep what they give away.
    let message = problems_of(&chain(10_000, |_| json!({})));
    assert_eq!(
        message,
        "test#M1414: mixins multiply to more than 1000000 members by here; let fewer of them take over one another"
    );
    // Each doubles the one before.
    let mut doubled = json!({ "M0": { "type": "structure", "members": { "a": { "target": "smithy.api#String" } } } });
    for level in 1..64 {
        let before = json!({ "target": format!("test#M{}", level - 1) });
        doubled[format!("M{level}")] = json!({ "type": "structure", "mixins": [before, before] });
    }
    doubled["RunInput"] = json!({ "mixins": [{ "target": "test#M63" }] });
    assert!(generate(&options(&text(&doubled))).is_ok());
    let circle = json!({
        "RunInput": { "mixins": [{ "target": "test#A" }] },
        "A": { "type": "structure", "mixins": [{ "target": "test#B" }] },
        "B": { "type": "structure", "mixins": [{ "target": "test#A" }] },
    });
    assert_snapshot!(problems(&circle), @"test#A: a mixin of itself");
}

#[test]
fn apply_reaches_mixins_before_they_are_taken_over_and_members_after() {
    let name = |name: &str| json!({ "type": "apply", "traits": { "smithy.api#jsonName": name } });
    let generated = model::generated(&json!({
        "RunInput": { "mixins": [{ "target": "test#Outer" }] },
        "Outer": { "type": "structure", "traits": { "smithy.api#mixin": {} }, "mixins": [{ "target": "test#Inner" }] },
        "Inner": { "type": "structure", "traits": { "smithy.api#mixin": {} }, "members": {
            "a": { "target": "smithy.api#String" }, "b": { "target": "smithy.api#String" }, "c": { "target": "smithy.api#String" },
        } },
        "test#Inner$a": name("fromInner"),
        "test#Outer$b": name("fromOuter"),
        "test#RunInput$c": name("own"),
    }));
    let code = model::files(&generated, &["run.rs"]);
    for (wire, member) in [("fromInner", "a"), ("fromOuter", "b"), ("own", "c")] {
        assert!(
            code.contains(&format!("{wire:?}, &self.{member}")),
            "{code}"
        );
    }
}

#[test]
fn a_value_for_the_endpoint_rules_that_is_of_another_kind_is_refused() {
    for value in [json!(7), json!(["a", 7]), json!({})] {
        let params = json!({ "smithy.rules#staticContextParams": { "A": { "value": value } } });
        assert_eq!(
            problems(&json!({ "Run": { "traits": params } })),
            format!(
                "test#Run: the value of its trait smithy.rules#staticContextParams does not fit: {value} is no string, boolean or list of strings"
            )
        );
    }
}

#[test]
fn endpoint_rules_that_make_no_sense_are_refused() {
    for rules in [
        json!({ "parameters": {}, "rules": [{ "endpoint": { "url": "https://{Region}" } }] }),
        json!({ "parameters": {}, "rules": [{ "conditions": [{ "fn": "aws.guess", "argv": [] }], "error": "x" }] }),
        json!({ "parameters": { "Region": { "type": "number" } }, "rules": [] }),
        json!({ "parameters": {}, "rules": [{}] }),
    ] {
        let message =
            problems(&json!({ "Test": { "traits": { "smithy.rules#endpointRuleSet": rules } } }));
        assert!(
            message.starts_with("test#Test: its endpoint rules cannot be read: "),
            "{message}"
        );
    }
}

#[test]
fn lists_and_maps_that_are_nested_without_end_are_refused() {
    let string = "smithy.api#String";
    let list = |target: &str| json!({ "type": "list", "member": { "target": target } });
    assert_snapshot!(problems(&json!({
        "RunInput": { "members": { "a": { "target": "test#Own" }, "b": { "target": "test#List" } } },
        "Own": list("test#Own"),
        "List": list("test#Map"),
        "Map": { "type": "map", "key": { "target": string }, "value": { "target": "test#List" } },
    })), @r"
    test#List: lists and maps are nested more than 16 deep here, or in a circle; put a structure or union in between
    test#Map: lists and maps are nested more than 16 deep here, or in a circle; put a structure or union in between
    test#Own: lists and maps are nested more than 16 deep here, or in a circle; put a structure or union in between
    ");
    let nested = |levels: usize| {
        let mut shapes = json!({ "RunInput": { "members": { "a": { "target": "test#L1" } } } });
        for level in 1..levels {
            shapes[format!("L{level}")] = list(&format!("test#L{}", level + 1));
        }
        shapes[format!("L{levels}")] = list(string);
        text(&shapes)
    };
    assert!(generate(&options(&nested(16))).is_ok());
    assert!(problems_of(&nested(17)).starts_with("test#L1: lists and maps are nested"));
    // With what is skipped, the shapes are looked at operation by operation first.
    let all = nested(5_000);
    let skipping = Options {
        skip_unsupported: true,
        ..options(&all)
    };
    assert_eq!(generate(&skipping).unwrap().skipped.len(), 1);
}

#[test]
fn endpoint_rules_take_time_in_step_with_their_number() {
    let rule = |index: usize| {
        json!({
            "conditions": [{ "fn": "stringEquals", "argv": [{ "ref": "Region" }, format!("r-{index}")] },
                           { "fn": "uriEncode", "argv": ["{Region}"], "assign": "encoded" }],
            "endpoint": { "url": format!("https://x{index}.{{encoded}}.test") },
        })
    };
    let model = |count: usize, tree: bool| {
        let mut rules: Vec<_> = (0..count).map(rule).collect();
        if tree {
            rules = vec![rule(0), json!({ "conditions": [], "rules": rules })];
        }
        let rules = json!({
            "parameters": { "Region": { "type": "String", "required": true, "builtIn": "AWS::Region" } },
            "rules": rules,
        });
        text(&json!({ "Test": { "traits": { "smithy.rules#endpointRuleSet": rules } } }))
    };
    for tree in [false, true] {
        let model = model(8_000, tree);
        let start = Instant::now();
        let generated = generate(&options(&model)).unwrap();
        // What went through all rules for each rule took half a minute and more.
        assert!(start.elapsed() < Duration::from_secs(15));
        let code = model::files(&generated, &["src/endpoint.rs"]);
        assert!(code.contains("https://x7999."));
        // No compiler can take a chain of `else if` of any length.
        let lines: Vec<_> = code.lines().map(str::trim).collect();
        let chains = lines.split(|line| *line == "}");
        let longest = chains.map(|chain| {
            let goes_on = |line: &&&str| line.starts_with("} else if");
            chain.iter().filter(goes_on).count()
        });
        assert!(longest.max() < Some(300));
    }
}

#[test]
fn endpoint_rules_that_grow_with_each_name_are_refused() {
    let rules = |conditions: usize, template: fn(usize) -> String| {
        let conditions: Vec<_> = (0..conditions)
            .map(|index| {
                let value = if index == 0 {
                    "x".to_owned()
                } else {
                    template(index - 1)
                };
                json!({ "fn": "uriEncode", "argv": [value], "assign": format!("a{index}") })
            })
            .collect();
        let url = format!("https://{{a{}}}", conditions.len() - 1);
        let rules = json!({ "rules": [{ "conditions": conditions, "endpoint": { "url": url } }] });
        text(&json!({ "Test": { "traits": { "smithy.rules#endpointRuleSet": rules } } }))
    };
    let doubled = |index| format!("{{a{index}}}{{a{index}}}");
    assert!(generate(&options(&rules(8, doubled))).is_ok());
    assert_snapshot!(problems_of(&rules(40, doubled)), @r#"test#Test: its endpoint rules cannot be read: "a13" and other names stand for more than 100000 expressions in all"#);
    let deepened = |index| format!("{{a{index}}}");
    assert!(
        problems_of(&rules(5_000, deepened)).ends_with("stands for expressions more than 64 deep")
    );
}
