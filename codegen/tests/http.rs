//! How members travel over HTTP, and what an operation is besides.
#![allow(missing_docs, clippy::indexing_slicing, reason = "this is a test")]

mod model;

use insta::assert_snapshot;
use model::{files, generated};
use serde_json::{Value, json};

fn operation(shapes: &Value) -> String {
    files(&generated(shapes), &["-operations/src/run.rs"])
}

fn member(target: &str, trait_name: &str, value: impl Into<Value>) -> Value {
    let value = value.into();
    json!({ "target": target, "traits": { format!("smithy.api#{trait_name}"): value } })
}

#[test]
fn labels_and_greedy_labels() {
    let label = |target: &str| json!({ "target": target, "traits": { "smithy.api#httpLabel": {}, "smithy.api#required": {} } });
    assert_snapshot!(operation(&json!({
        "Run": { "traits": { "smithy.api#http": { "uri": "/a/{name}/b/{path+}/{number}/{ratio}/{at}?fixed&also=this" }, "smithy.api#readonly": {} } },
        "RunInput": { "members": {
            "name": label("smithy.api#String"), "path": label("smithy.api#String"), "number": label("smithy.api#Integer"),
            "ratio": label("smithy.api#Double"), "at": label("smithy.api#Timestamp"),
        } },
    })));
}

#[test]
fn query_parameters() {
    let map = |value: &str| json!({ "type": "map", "key": { "target": "smithy.api#String" }, "value": { "target": value } });
    assert_snapshot!(operation(&json!({
        "RunInput": { "members": {
            "text": member("smithy.api#String", "httpQuery", json!("Text")),
            "flag": member("smithy.api#Boolean", "httpQuery", json!("flag")),
            "at": member("smithy.api#Timestamp", "httpQuery", json!("at")),
            "list": member("test#List", "httpQuery", json!("list")),
            "times": member("test#Times", "httpQuery", json!("times")),
            "rest": member("test#Map", "httpQueryParams", json!({})),
        } },
        "List": { "type": "list", "member": { "target": "smithy.api#String" } },
        "Times": { "type": "list", "member": { "target": "smithy.api#Timestamp" } },
        "Map": map("test#List"),
    })));
}

#[test]
fn headers_both_ways() {
    let members = json!({
        "text": member("smithy.api#String", "httpHeader", json!("X-Text")),
        "number": member("smithy.api#Long", "httpHeader", json!("X-Number")),
        "ratio": member("smithy.api#Float", "httpHeader", json!("X-Ratio")),
        "at": member("smithy.api#Timestamp", "httpHeader", json!("X-At")),
        "list": member("test#List", "httpHeader", json!("X-List")),
        "times": member("test#Times", "httpHeader", json!("X-Times")),
        "color": member("test#Color", "httpHeader", json!("X-Color")),
        "json": member("test#Json", "httpHeader", json!("X-Json")),
        "rest": member("test#Map", "httpPrefixHeaders", json!("X-Rest-")),
    });
    assert_snapshot!(operation(&json!({
        "RunInput": { "members": members },
        "RunOutput": { "members": members },
        "List": { "type": "list", "member": { "target": "smithy.api#String" } },
        "Times": { "type": "list", "member": { "target": "smithy.api#Timestamp" } },
        "Color": { "type": "enum", "members": { "RED": { "target": "smithy.api#Unit" } } },
        "Json": { "type": "string", "traits": { "smithy.api#mediaType": "application/json" } },
        "Map": { "type": "map", "key": { "target": "smithy.api#String" }, "value": { "target": "smithy.api#String" } },
    })));
}

#[test]
fn payloads_of_each_kind() {
    for (target, shape) in [
        ("smithy.api#String", json!({})),
        ("smithy.api#Blob", json!({})),
        ("smithy.api#Document", json!({})),
        ("test#Thing", json!({ "type": "structure", "members": {} })),
        (
            "test#Thing",
            json!({ "type": "enum", "members": { "A": { "target": "smithy.api#Unit" } } }),
        ),
        (
            "test#Thing",
            json!({ "type": "blob", "traits": { "smithy.api#mediaType": "image/png" } }),
        ),
    ] {
        let members = json!({ "it": member(target, "httpPayload", json!({})) });
        let mut shapes =
            json!({ "RunInput": { "members": members }, "RunOutput": { "members": members } });
        if target == "test#Thing" {
            shapes["Thing"] = shape;
        }
        let code = operation(&shapes);
        let implementation = code
            .split_once("impl Operation")
            .unwrap()
            .1
            .split_once("fn error")
            .unwrap()
            .0;
        assert_snapshot!(format!(
            "{target}\n{}",
            implementation.split_once("fn request").unwrap().1
        ));
    }
}

/// Of services whose uploads have checksums, Glacier's has to say its length as well.
#[test]
fn the_steps_of_a_streamed_body() {
    let blob = |traits: Value| json!({ "type": "blob", "traits": traits });
    let members = json!({
        "checksum": member("smithy.api#String", "httpHeader", json!("x-amz-sha256-tree-hash")),
        "body": member("test#Body", "httpPayload", json!({})),
    });
    let streaming = blob(json!({ "smithy.api#streaming": {} }));
    let requiring = blob(json!({ "smithy.api#streaming": {}, "smithy.api#requiresLength": {} }));
    let length = "request.require_length()?;";
    let tree_hash = "request.sha256_tree_hash()?;";
    for (sdk_id, body, steps) in [
        ("Test", &streaming, vec![]),
        ("Test", &requiring, vec![length]),
        ("Glacier", &streaming, vec![length, tree_hash]),
        ("Glacier", &requiring, vec![length, tree_hash]),
    ] {
        let code = operation(&json!({
            "Test": { "traits": { "aws.api#service": { "sdkId": sdk_id } } },
            "RunInput": { "members": members },
            "Body": body,
        }));
        let (_, after) = code.split_once("request.stream(").unwrap();
        let (steps_of_body, _) = after.split_once("Ok(request)").unwrap();
        let found: Vec<_> = steps_of_body
            .lines()
            .map(str::trim)
            .filter(|line| line.starts_with("request."))
            .collect();
        assert_eq!(found, steps, "{sdk_id}");
    }
}

/// No trait says so.
#[test]
fn speech_of_polly_alone_is_presigned_with_its_body_in_the_query() {
    for (sdk_id, name, is_in_query) in [
        ("Polly", "SynthesizeSpeech", true),
        ("Polly", "PutLexicon", false),
        ("Test", "SynthesizeSpeech", false),
    ] {
        let other = json!({
            "type": "operation",
            "input": { "target": "test#RunInput" },
            "traits": { "smithy.api#http": { "method": "POST", "uri": "/other" } }
        });
        let target = format!("test#{name}");
        let code = generated(&json!({
            "Test": {
                "operations": [{ "target": "test#Run" }, { "target": target }],
                "traits": { "aws.api#service": { "sdkId": sdk_id } },
            },
            name: other,
        }));
        let code = files(
            &code,
            &[
                "-operations/src/synthesize_speech.rs",
                "put_lexicon.rs",
                "run.rs",
            ],
        );
        let constants = code.matches("const BODY_IN_PRESIGNED_QUERY: bool = true;");
        assert_eq!(
            constants.count(),
            usize::from(is_in_query),
            "{sdk_id} {name}"
        );
    }
}

/// The models of STS say neither, or not all of them.
#[test]
fn federation_of_sts_alone_is_unsigned_and_asks_identity_providers_again() {
    let retried = r#"RetryableError::transient("IDPCommunicationErrorException")"#;
    for (sdk_id, name, unsigned, retries) in [
        ("STS", "AssumeRoleWithWebIdentity", true, true),
        ("STS", "AssumeRoleWithSAML", true, true),
        ("STS", "AssumeRole", false, true),
        ("Test", "AssumeRoleWithWebIdentity", false, false),
    ] {
        let code = generated(&json!({
            "Test": {
                "operations": [{ "target": format!("test#{name}") }],
                "traits": { "aws.api#service": { "sdkId": sdk_id } },
            },
            name: {
                "type": "operation",
                "input": { "target": "test#RunInput" },
                "errors": [{ "target": "test#IDPCommunicationErrorException" }],
                "traits": { "smithy.api#http": { "method": "POST", "uri": "/other" } }
            },
            "IDPCommunicationErrorException": {
                "type": "structure",
                "members": {},
                "traits": { "smithy.api#error": "client" },
            },
        }));
        let code = files(&code, &["/assume_role.rs", "_saml.rs", "_identity.rs"]);
        assert_eq!(
            code.contains("Auth = Auth::None"),
            unsigned,
            "{sdk_id} {name}"
        );
        assert_eq!(code.contains(retried), retries, "{sdk_id} {name}");
    }
}

#[test]
fn an_operation_has_its_own_authentication_schemes_or_those_of_its_service() {
    const SIGV4: &str = "aws.auth#sigv4";
    const BEARER: &str = "smithy.api#httpBearerAuth";
    let both = "const AUTH: Auth = Auth::FirstOf(&[AuthScheme::SigV4, AuthScheme::Bearer]);";
    let bearer_first =
        "const AUTH: Auth = Auth::FirstOf(&[AuthScheme::Bearer, AuthScheme::SigV4]);";
    let bearer = "const AUTH: Auth = Auth::FirstOf(&[AuthScheme::Bearer]);";
    for (of_service, own, expected) in [
        (json!({}), json!({}), ""),
        // Without a list, by the ids of the schemes.
        (json!({ BEARER: {} }), json!({}), both),
        (
            json!({ BEARER: {}, "smithy.api#auth": [BEARER, SIGV4] }),
            json!({}),
            bearer_first,
        ),
        (
            json!({ BEARER: {} }),
            json!({ "smithy.api#auth": [BEARER] }),
            bearer,
        ),
        (
            json!({ BEARER: {} }),
            json!({ "smithy.api#auth": [SIGV4] }),
            "",
        ),
        (
            json!({ BEARER: {}, "aws.auth#sigv4a": {} }),
            json!({ "smithy.api#auth": ["aws.auth#sigv4a", BEARER] }),
            bearer,
        ),
        (json!({ "aws.auth#sigv4a": {} }), json!({}), ""),
        (
            json!({ BEARER: {} }),
            json!({ "smithy.api#auth": [] }),
            "const AUTH: Auth = Auth::None;",
        ),
    ] {
        let generated = generated(&json!({
            "Test": { "traits": of_service },
            "Run": { "traits": own },
        }));
        let code = files(&generated, &["-operations/src/run.rs"]);
        let line = code.lines().find(|line| line.contains("const AUTH"));
        assert_eq!(
            line.unwrap_or_default().trim(),
            expected,
            "{of_service} {own}"
        );
        let manifest = files(&generated, &["-operations/Cargo.toml"]);
        let has_feature = manifest.contains("features = [\"bearer-auth\"]");
        assert_eq!(has_feature, expected.contains("FirstOf"), "{manifest}");
    }
}

#[test]
fn a_body_with_members_elsewhere() {
    assert_snapshot!(operation(&json!({
        "RunInput": { "members": {
            "Id": { "target": "smithy.api#String", "traits": { "smithy.api#httpQuery": "id" } },
            "Name": { "target": "smithy.api#String", "traits": { "smithy.api#required": {} } },
            "Ratios": { "target": "test#Ratios" },
        } },
        "RunOutput": { "members": {
            "Status": member("smithy.api#Integer", "httpResponseCode", json!({})),
            "Tag": member("smithy.api#String", "httpHeader", json!("ETag")),
            "Name": { "target": "smithy.api#String" },
            "Ratios": { "target": "test#Ratios" },
        } },
        "Ratios": { "type": "list", "member": { "target": "smithy.api#Double" } },
    })));
}

#[test]
fn an_output_that_is_shared() {
    assert_snapshot!(operation(&json!({
        "Run": { "output": { "target": "test#Thing" } },
        "RunInput": { "members": { "it": { "target": "test#Thing" } } },
        "Thing": { "type": "structure", "members": {
            "Name": { "target": "smithy.api#String" }, "Tag": member("smithy.api#String", "httpHeader", json!("ETag")),
        } },
    })));
}

#[test]
fn no_input_and_no_output() {
    let unit = json!({ "target": "smithy.api#Unit" });
    assert_snapshot!(operation(
        &json!({ "Run": { "input": unit, "output": unit, "traits": { "smithy.api#auth": [] } } })
    ));
}

#[test]
fn pages_by_a_nested_token_and_a_map_of_items() {
    assert_snapshot!(operation(&json!({
        "Test": { "traits": { "smithy.api#paginated": { "inputToken": "Marker", "pageSize": "Limit" } } },
        "Run": { "traits": { "smithy.api#paginated": { "outputToken": "Result.Next", "items": "Result.Things" } } },
        "RunInput": { "members": { "Marker": { "target": "smithy.api#String" }, "Limit": { "target": "smithy.api#Integer" } } },
        "RunOutput": { "members": { "Result": { "target": "test#Result" } } },
        "Result": { "type": "structure", "members": {
            "Next": { "target": "smithy.api#String" }, "Things": { "target": "test#Things" },
        } },
        "Things": { "type": "map", "key": { "target": "smithy.api#String" }, "value": { "target": "smithy.api#Integer" } },
    })));
}

#[test]
fn idempotency_tokens_are_filled_in() {
    let code = operation(&json!({
        "RunInput": { "members": { "Token": member("smithy.api#String", "idempotencyToken", json!({})) } },
    }));
    assert!(
        code.contains("self.token.get_or_insert_with(token);"),
        "{code}"
    );
}

#[test]
fn endpoint_rules_read_like_code() {
    let reference = |name: &str| json!({ "ref": name });
    let call = |function: &str, arguments: Value| json!({ "fn": function, "argv": arguments });
    let rules = json!({
        "version": "1.0",
        "parameters": {
            "Region": { "type": "string", "builtIn": "AWS::Region", "required": true },
            "UseFIPS": { "type": "boolean", "builtIn": "AWS::UseFIPS", "default": false, "required": true },
            "Endpoint": { "type": "string", "builtIn": "SDK::Endpoint" },
            "Bucket": { "type": "string" },
            "Mode": { "type": "string", "default": "fast" },
        },
        "rules": [
            { "type": "endpoint", "conditions": [call("isSet", json!([reference("Endpoint")]))],
              "endpoint": { "url": reference("Endpoint"), "headers": { "x-mode": ["{Mode}"] } } },
            { "type": "tree",
              "conditions": [
                { "fn": "aws.partition", "argv": [reference("Region")], "assign": "partition" },
                call("isSet", json!([reference("Bucket")])),
              ],
              "rules": [
                { "type": "error", "conditions": [call("booleanEquals", json!([reference("UseFIPS"), true])),
                    call("not", json!([call("getAttr", json!([reference("partition"), "supportsFIPS"]))]))],
                  "error": "no FIPS in {partition#name}" },
                { "type": "endpoint", "conditions": [call("stringEquals", json!([reference("Region"), "aws-global"]))],
                  "endpoint": { "url": "https://{Bucket}.{partition#dnsSuffix}",
                    "properties": { "authSchemes": [{ "name": "sigv4", "signingRegion": "{partition#implicitGlobalRegion}" }] } } },
                { "type": "endpoint", "conditions": [], "endpoint": { "url": "https://{Bucket}.{Region}.{partition#dnsSuffix}" } },
              ] },
            { "type": "error", "conditions": [], "error": "a bucket is needed" },
        ]
    });
    let generated =
        generated(&json!({ "Test": { "traits": { "smithy.rules#endpointRuleSet": rules } } }));
    assert_snapshot!(files(&generated, &["test-operations/src/endpoint.rs"]));
}

#[test]
fn rules_next_to_each_other_with_the_same_result_are_one() {
    let reference = |name: &str| json!({ "ref": name });
    let equal = |a: Value, b: Value| json!({ "fn": "stringEquals", "argv": [a, b] });
    let region = |text: &str| equal(reference("Region"), json!(text));
    let fips = json!({ "fn": "booleanEquals", "argv": [reference("UseFIPS"), true] });
    let no_fips = json!({ "fn": "not", "argv": [fips] });
    let rule = |result: &str, conditions: &[&Value]| json!({ "type": "error", "error": result, "conditions": conditions });
    let rules = json!({
        "parameters": {
            "Region": { "type": "String", "builtIn": "AWS::Region", "required": true },
            "UseFIPS": { "type": "Boolean", "builtIn": "AWS::UseFIPS" },
        },
        "rules": [
            rule("one", &[&region("a")]),
            rule("one", &[&equal(json!("a"), reference("Region"))]),
            rule("one", &[&equal(json!("b"), reference("Region"))]),
            rule("two", &[&region("c")]),
            rule("one", &[&region("d")]),
            rule("one", &[&fips]),
            rule("two", &[&region("e"), &fips]),
            rule("two", &[&no_fips, &region("e")]),
            rule("three", &[&region("f"), &region("g")]),
            rule("three", &[&region("h"), &region("i")]),
        ]
    });
    let generated =
        generated(&json!({ "Test": { "traits": { "smithy.rules#endpointRuleSet": rules } } }));
    let code = files(&generated, &["test-operations/src/endpoint.rs"]);
    let asked: Vec<_> = code
        .lines()
        .filter_map(|line| line.split_once("if ")?.1.strip_suffix(" {"))
        .collect();
    assert_eq!(
        asked,
        [
            r#"matches!(region, "a" | "b")"#,
            r#"region == "c""#,
            r#"region == "d" || params.use_fips"#,
            r#"region == "e""#,
            r#"region == "f" && region == "g""#,
            r#"region == "h" && region == "i""#,
        ],
        "{code}"
    );
}

#[test]
fn a_comparison_of_comparisons_is_set_apart() {
    let reference = |name: &str| json!({ "ref": name });
    let equal =
        |a: &Value, b: &Value| json!({ "fn": "booleanEquals", "argv": [a.clone(), b.clone()] });
    let same = equal(&reference("UseFIPS"), &reference("Flag"));
    let rules = json!({
        "parameters": {
            "UseFIPS": { "type": "Boolean", "builtIn": "AWS::UseFIPS" },
            "Flag": { "type": "Boolean", "required": true },
        },
        "rules": [{ "type": "error", "error": "no",
            "conditions": [equal(&same, &json!({ "fn": "not", "argv": [same] }))] }]
    });
    let generated =
        generated(&json!({ "Test": { "traits": { "smithy.rules#endpointRuleSet": rules } } }));
    let code = files(&generated, &["test-operations/src/endpoint.rs"]);
    assert!(
        code.contains("if (params.use_fips == flag) == (params.use_fips != flag) {"),
        "{code}"
    );
}

#[test]
fn an_operation_that_is_known_to_take_long_has_its_own_bound() {
    let invoke = generated(&json!({
        "Test": {
            "operations": [{ "target": "test#Invoke" }],
            "traits": { "aws.api#service": { "sdkId": "Lambda" } },
        },
        "Invoke": {
            "type": "operation",
            "traits": { "smithy.api#http": { "method": "POST", "uri": "/invoke" } },
        },
    }));
    let text = files(&invoke, &["lambda-operations/src/invoke.rs"]);
    let bound = "const ATTEMPT_TIMEOUT: Option<Duration> = Some(Duration::from_mins(16));";
    assert!(text.contains(bound), "{text}");
    assert!(!operation(&json!({})).contains("ATTEMPT_TIMEOUT"));
}
