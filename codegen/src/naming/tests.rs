//! Names that are made of other names.

use super::*;

#[test]
fn camel_case_stays_as_the_model_has_it() {
    for (shape, name) in [
        ("OnFailure", "OnFailure"),
        ("VPCConfig", "VPCConfig"),
        ("ARN", "Arn"),
        ("__listOfTag", "ListOfTag"),
        ("batch_get", "BatchGet"),
    ] {
        assert_eq!(type_name(shape), name);
    }
}

#[test]
fn nothing_shadows_the_prelude() {
    for (shape, name) in [
        ("Option", "OptionValue"),
        ("String", "StringValue"),
        ("result", "ResultValue"),
        ("Error", "Error"),
    ] {
        assert_eq!(type_name(shape), name);
    }
    assert_eq!(variant_name("self"), "SelfValue");
    assert_eq!(variant_name("unknown"), "UnknownValue");
}

#[test]
fn any_enum_value_gives_a_variant() {
    for (value, name) in [
        ("2xlarge", "V2xlarge"),
        ("x86_64", "X8664"),
        ("*", "Empty"),
        ("", "Empty"),
        ("nodejs4.3", "Nodejs43"),
        ("GREEN", "Green"),
        ("us-east-1", "UsEast1"),
    ] {
        assert_eq!(variant_name(value), name);
    }
}

#[test]
fn keywords_are_raw_or_get_an_underscore() {
    for (member, code) in [
        ("Type", "r#type"),
        ("self", "self_"),
        ("New", "new_"),
        ("FunctionARN", "function_arn"),
        ("match", "r#match"),
        ("2x", "_2x"),
        ("gen", "r#gen"),
        ("Gen", "r#gen"),
        ("try", "r#try"),
        ("async", "r#async"),
        ("yield", "r#yield"),
        ("super", "super_"),
        ("union", "union"),
    ] {
        assert_eq!(ident(&field_name(member)).to_string(), code);
    }
    assert_eq!(module_name("Type"), "type_");
    assert_eq!(module_name("Gen"), "gen_");
}

#[test]
fn every_keyword_is_escaped_and_every_list_sorted() {
    assert!(KEYWORDS.is_sorted());
    assert!(DEVICES.is_sorted());
    // Whatever the parser takes for a keyword is one of the list.
    for name in KEYWORDS {
        let code = ident(&field_name(name)).to_string();
        assert!(syn::parse_str::<Ident>(&code).is_ok(), "{code}");
        assert_ne!(&code, name);
        assert_ne!(module_name(name), *name);
    }
}

#[test]
fn modules_are_files_that_every_system_can_have() {
    for (name, module) in [
        ("Con", "con_"),
        ("NUL", "nul_"),
        ("Aux", "aux_"),
        ("Prn", "prn_"),
        ("Com1", "com1_"),
        ("LPT0", "lpt0_"),
        ("Com10", "com10"),
        ("Console", "console"),
    ] {
        assert_eq!(module_name(name), module);
    }
    let long = |end: &str| module_name(&format!("{}{end}", "a".repeat(300)));
    assert!(long("a").len() < 255);
    assert_ne!(long("a"), long("b"));
}

#[test]
fn numbers_that_pass_for_letters_are_left_out() {
    for (member, code) in [("a²", "a"), ("①b", "b"), ("aé", "aé")] {
        assert_eq!(ident(&field_name(member)).to_string(), code);
    }
}

#[test]
fn names_made_alike_get_numbers_that_are_free() {
    let mut names = ["vpc_id", "vpc_id", "vpc_id_2", "self_", "self_"].map(str::to_owned);
    disambiguate(names.iter_mut(), "_");
    assert_eq!(names, ["vpc_id", "vpc_id_3", "vpc_id_2", "self_", "self_2"]);
}

#[test]
fn crates_and_statics_are_named_after_the_sdk_id() {
    assert_eq!(crate_prefix("API Gateway"), "api-gateway");
    assert_eq!(static_name("API Gateway"), "API_GATEWAY");
    assert_eq!(crate_prefix("IoT Events"), "iot-events");
}

#[test]
fn a_plural_has_a_singular_where_that_can_be_told() {
    for (field, expected) in [
        ("tags", Some("tag")),
        ("security_group_ids", Some("security_group_id")),
        ("policies", Some("policy")),
        ("ties", Some("tie")),
        ("addresses", Some("address")),
        ("batches", Some("batch")),
        ("boxes", Some("box")),
        ("databases", Some("database")),
        ("function_aliases", Some("function_alias")),
        ("indices", Some("index")),
        ("caches", Some("cache")),
        ("s3_uris", Some("s3_uri")),
        ("filter_criteria", None),
        ("access", None),
        ("status", None),
        ("analysis", None),
        ("dns", None),
        ("s", None),
        ("a_s", None),
        ("item", None),
    ] {
        assert_eq!(singular(field).as_deref(), expected, "{field}");
    }
}
