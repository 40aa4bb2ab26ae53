//! What paths mean, and which are refused.
#![allow(clippy::unwrap_used, reason = "this is a test")]

use super::{Literal, Path, Projection};

fn parse(text: &str) -> Path {
    text.parse()
        .unwrap_or_else(|error| panic!("{text}: {error}"))
}

fn member(of: Path, name: &str) -> Path {
    Path::Member(Box::new(of), name.to_owned())
}

fn name(name: &str) -> Path {
    member(Path::Current, name)
}

fn project(of: Path, by: Projection, then: Path) -> Path {
    Path::Project(Box::new(of), by, Box::new(then))
}

#[test]
fn a_path_is_written_as_it_is_read() {
    for (text, written) in [
        ("a", "a"),
        ("a.b . c", "a.b.c"),
        ("@", "@"),
        ("@.a", "a"),
        ("a[0].b[-1]", "a[0].b[-1]"),
        ("keys(a)", "keys(a)"),
        ("a[*].b", "a[*].b"),
        ("a[].b[].c", "a[].b[].c"),
        ("(a[*].b)[0]", "(a[*].b)[0]"),
        ("(a[*].b).c", "(a[*].b).c"),
        ("(a[*].b)[]", "a[*].b[]"),
        ("a.*.b", "a.*.b"),
        ("*", "*"),
        ("*[0]", "*[0]"),
        ("[a, b]", "[a, b]"),
        ("a.[b,c.d][]", "a.[b, c.d][]"),
        ("a[*][b,c.d][]", "a[*].[b, c.d][]"),
        ("a[?b==`1`][?c]", "a[?b == `1`][?c]"),
        ("(a[?b])[?c]", "(a[?b])[?c]"),
        ("!a", "!a"),
        ("!(a.b)", "!(a.b)"),
        ("!!a", "!!a"),
        ("!a[0]", "!(a[0])"),
        ("a||b&&c", "a || (b && c)"),
        ("(a||b)&&c", "(a || b) && c"),
        ("a == b == c", "(a == b) == c"),
        ("(a == b).c", "(a == b).c"),
        ("'it\\'s'", "`\"it's\"`"),
        ("'a\\nb'", "`\"a\\\\nb\"`"),
        ("`\"a\\`b\"`", "`\"a\\`b\"`"),
        ("`true`", "`true`"),
        ("`1.50`", "`1.5`"),
        ("`null`", "`null`"),
        ("\"a-b\".\"c\"", "\"a-b\".c"),
        ("\"a\\\"b\"", "\"a\\\"b\""),
        (
            "length(x)>`0`  && length(x[?y=='A'||y != 'B'])<=length(x)",
            "(length(x) > `0`) && (length(x[?(y == `\"A\"`) || (y != `\"B\"`)]) <= length(x))",
        ),
        (
            "contains(G[].[length(I[?S=='In']) >= M][], `false`)",
            "contains(G[].[length(I[?S == `\"In\"`]) >= M][], `false`)",
        ),
    ] {
        let path = parse(text);
        assert_eq!(path.to_string(), written);
        assert_eq!(parse(written), path, "{written}");
    }
}

#[test]
fn what_follows_a_projection_is_for_each_of_its_values() {
    let each = |then| project(name("a"), Projection::Elements, then);
    assert_eq!(parse("a[*].b.c"), each(member(name("b"), "c")));
    assert_eq!(
        parse("a[*].b[0]"),
        each(Path::Element(Box::new(name("b")), 0))
    );
    assert_eq!(
        parse("(a[*].b)[0]"),
        Path::Element(Box::new(each(name("b"))), 0)
    );
    // A flattening ends it.
    assert_eq!(
        parse("a[*].b[]"),
        project(each(name("b")), Projection::Flattened, Path::Current)
    );
    // So does whatever binds less.
    let one = Path::Literal(Literal::Number(1.into()));
    assert_eq!(
        parse("a[*].b == `1`"),
        Path::Compare(
            super::Comparison::Equal,
            Box::new(each(name("b"))),
            Box::new(one)
        )
    );
    // A second filter is about what is within each value, as in the implementations of JMESPath.
    let by_b = Projection::Filtered(Box::new(name("b")));
    let by_c = Projection::Filtered(Box::new(name("c")));
    assert_eq!(
        parse("a[?b][?c]"),
        project(name("a"), by_b, project(Path::Current, by_c, Path::Current))
    );
}

#[test]
fn a_path_of_members_alone_has_their_names() {
    assert_eq!(parse("a.b").members(), Some(vec!["a", "b"]));
    for text in ["a[0].b", "@", "a[*]", "length(a)", "`\"a\"`"] {
        assert_eq!(parse(text).members(), None, "{text}");
    }
}

#[test]
fn what_is_not_in_the_subset_is_refused_by_its_name() {
    for (text, message) in [
        ("a | b", "at character 3: the pipe `|` is not supported"),
        ("a[0:2]", "at character 4: slices are not supported"),
        ("a[:2]", "at character 3: slices are not supported"),
        (
            "{a: b}",
            "at character 1: the multi-select hash `{…}` is not supported",
        ),
        (
            "sort_by(a, &b)",
            "at character 12: the expression reference `&` is not supported",
        ),
        (
            "a == `[1]`",
            "at character 6: a literal that is a list or an object is not supported",
        ),
        (
            "a.length(@)",
            "at character 3: a function after a dot is not supported",
        ),
        ("", "at character 1: the path ends too early"),
        ("a.", "at character 3: the path ends with a dot"),
        ("a b", "at character 3: the path should end here"),
        (
            "a[b]",
            "at character 3: an index or `*` should stand in the bracket, or a dot before a list of paths",
        ),
        (
            "a.[]",
            "at character 3: no member, `*` or list of paths follows the dot",
        ),
        ("(a", "at character 3: `)` should stand here"),
        ("f(a b)", "at character 5: `,` should stand here"),
        ("a == ", "at character 6: the path ends too early"),
        ("'a", "at character 1: what ' opens is not closed"),
        (
            "`a`",
            "at character 1: the literal \"a\" is no JSON: expected value at line 1 column 1",
        ),
        ("é", "at character 1: 'é' starts nothing"),
        (
            "a[99999999999999999999]",
            "at character 3: 99999999999999999999 is no index",
        ),
    ] {
        assert_eq!(
            text.parse::<Path>().unwrap_err().to_string(),
            message,
            "{text}"
        );
    }
}

#[test]
fn a_path_is_bounded_however_it_is_nested() {
    let nested = [
        "(".repeat(10_000),
        "!".repeat(10_000),
        "a.".repeat(10_000) + "a",
        "a[?".repeat(10_000),
        "[".repeat(10_000),
        "f(".repeat(10_000),
        "a == ".repeat(10_000) + "a",
        "[*]".repeat(10_000),
    ];
    for text in nested {
        let error = text.parse::<Path>().unwrap_err().to_string();
        assert!(error.contains("more than 200 parts"), "{error}");
    }
}
