//! Values of the wrong type, in every member of the response.

use crate::answer::ok;
use crate::row;
use crate::row::Row;

/// A member, its value, and what is said of it.
fn wrong(member: &str, value: &str, described: &str) -> Row {
    // The path of a member as it is shown, with the JSON that has a value there.
    let body = member.rsplit('.').fold(value.to_owned(), |inside, name| {
        match name.strip_suffix("[0]") {
            Some(name) => format!(r#"{{"{name}": [{inside}]}}"#),
            None => format!(r#"{{"{name}": {inside}}}"#),
        }
    });
    row(format!("{member} is {value}"))
        .answers(ok(body))
        .unread(&format!(
            "member `{member}`: {described} at line 1 column *"
        ))
}

pub fn rows() -> Vec<Row> {
    const LIST: &str = "FunctionEventInvokeConfigs";
    const ITEM: &str = "FunctionEventInvokeConfigs[0]";
    let of = |member: &str| format!("{ITEM}.{member}");
    let found = |found: &str, expected: &str| format!("invalid type: {found}, expected {expected}");
    let mut rows = vec![
        row("a list is no response")
            .answers(ok("[]"))
            .unread("the body: invalid type: sequence, expected an object at line 1 column *"),
        wrong(LIST, "7", &found("integer", "a list")),
        wrong(LIST, r#""s3cr3t""#, &found("string", "a list")),
        wrong(LIST, "{}", &found("map", "a list")),
        wrong(ITEM, "true", &found("boolean", "an object")),
        wrong(ITEM, r#""s3cr3t""#, &found("string", "an object")),
        wrong(ITEM, r#"[0, "a"]"#, &found("sequence", "an object")),
        wrong(&of("LastModified"), "{}", &found("map", "*")),
        wrong(&of("LastModified"), "[]", &found("sequence", "*")),
        wrong(&of("LastModified"), "1e300", "*"),
        wrong(&of("MaximumRetryAttempts"), "2147483648", "*"),
        wrong(
            &of("MaximumRetryAttempts"),
            "1.5",
            &found("floating point", "i32"),
        ),
        wrong(
            &of("MaximumRetryAttempts"),
            "2147483648.0",
            "invalid value: floating point*, expected i32",
        ),
        wrong(
            &of("MaximumRetryAttempts"),
            "1e300",
            "invalid value: floating point*, expected i32",
        ),
    ];
    for text in [
        "NextMarker",
        &of("FunctionArn"),
        &of("DestinationConfig.OnSuccess.Destination"),
        &of("DestinationConfig.OnFailure.Destination"),
    ] {
        rows.push(wrong(text, "7", &found("integer", "a string")));
        rows.push(wrong(text, "{}", &found("map", "a string")));
    }
    for number in ["MaximumRetryAttempts", "MaximumEventAgeInSeconds"] {
        rows.push(wrong(&of(number), r#""s3cr3t""#, &found("string", "i32")));
        rows.push(wrong(&of(number), "[1]", &found("sequence", "i32")));
    }
    for structure in [
        "DestinationConfig",
        "DestinationConfig.OnSuccess",
        "DestinationConfig.OnFailure",
    ] {
        let structure = of(structure);
        rows.push(wrong(&structure, "7", &found("integer", "an object")));
        rows.push(wrong(&structure, "[]", &found("sequence", "an object")));
        let described = found("string", "an object");
        rows.push(wrong(&structure, r#""s3cr3t""#, &described));
    }
    rows
}
