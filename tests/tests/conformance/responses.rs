//! Cases of responses, examples among them, and what becomes of a case that panics.

use crate::list;
use crate::report::{lines, problem};
use serde_json::json;
use smithereens_conformance::{ResponseCase, same};
use tests::sample::{ListConfigs, ListConfigsResponse};

const PAGE: ResponseCase = ResponseCase {
    body: Some(r#"{"NextMarker": "m"}"#),
    ..ResponseCase::DEFAULT
};

fn page(marker: &str) -> ListConfigsResponse {
    ListConfigsResponse {
        next_marker: Some(marker.to_owned()),
        ..ListConfigsResponse::default()
    }
}

#[test]
fn answers_are_handed_to_the_check() {
    let checked = |case: ResponseCase, expected: &'static str| {
        problem(|suite| {
            suite.response(case, list, async |outcome| {
                let page = outcome.map_err(|error| error.to_string())?;
                same(&page.next_marker.as_deref(), &Some(expected))
            });
        })
    };
    assert_eq!(checked(PAGE, "m"), "");
    assert_eq!(checked(PAGE, "n"), r#"is Some("m"), expected Some("n")"#);
    let error = ResponseCase {
        code: 400,
        headers: &[("X-Amzn-ErrorType", "Bad")],
        body: None,
        ..PAGE
    };
    assert!(checked(error, "m").starts_with("ListConfigs: Bad (400)"));
}

#[test]
fn an_error_of_the_service_can_be_what_is_expected() {
    let case = ResponseCase {
        code: 404,
        headers: &[("X-Amzn-ErrorType", "ResourceNotFoundException")],
        body: Some(r#"{"Type": "User"}"#),
        ..ResponseCase::DEFAULT
    };
    let problem = problem(|suite| {
        suite.response(case, list, async |outcome| match outcome {
            Err(error) if error.status() == Some(404) && error.service().is_some() => Ok(()),
            _ => Err("another outcome".to_owned()),
        });
    });
    assert_eq!(problem, "");
}

#[test]
fn a_case_that_panics_fails_and_the_others_are_run() {
    let lines = lines(|suite| {
        let case = ResponseCase {
            operation: "ListConfigs",
            id: "panics",
            ..PAGE
        };
        suite.response(case, list, async |_| panic!("oh no {}", 1));
        let case = ResponseCase {
            id: "passes",
            ..case
        };
        suite.response(case, list, async |_| Ok(()));
        suite.broken("request", "Other", "cannot be", "no such member");
    });
    assert_eq!(
        lines,
        [
            json!({"kind": "response", "operation": "ListConfigs", "id": "panics", "problem": "panicked: oh no 1"}),
            json!({"kind": "response", "operation": "ListConfigs", "id": "passes", "problem": null}),
            json!({"kind": "request", "operation": "Other", "id": "cannot be", "problem": "no such member"}),
            json!({"done": true}),
        ]
    );
}

#[test]
fn an_example_is_a_request_and_a_response() {
    let checked = |make: fn() -> ListConfigs, marker: &'static str| {
        problem(|suite| {
            suite.example("ListConfigs", "A page", make, PAGE, async |outcome| {
                let found = outcome.map_err(|error| error.to_string())?;
                (found == page(marker))
                    .then_some(())
                    .ok_or("another page".to_owned())
            });
        })
    };
    assert_eq!(checked(list, "m"), "");
    assert_eq!(checked(list, "n"), "another page");
    let unsendable = checked(|| ListConfigs::new("."), "m");
    assert!(unsendable.starts_with("nothing was sent: "), "{unsendable}");
}
