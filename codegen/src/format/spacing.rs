//! Empty lines between items, which pretty-printers of syntax trees do not know of.

/// Puts an empty line between items, and between the methods of an `impl`.
pub(super) fn space_out(text: &str) -> String {
    let mut spaced = String::with_capacity(text.len() + text.len() / 16);
    let mut before = "";
    for line in text.lines() {
        if wants_space(before, line) {
            spaced.push('\n');
        }
        spaced.push_str(line);
        spaced.push('\n');
        before = line;
    }
    spaced
}

fn wants_space(before: &str, line: &str) -> bool {
    let indent = indentation(line);
    if before.is_empty() || indent != indentation(before) || !matches!(indent, 0 | 4) {
        return false;
    }
    let kind = Kind::of(line.trim_start());
    let is_whole =
        before.ends_with("{}") || (before.starts_with("pub struct") && before.ends_with(';'));
    let kind_before = if is_whole {
        Kind::End
    } else {
        Kind::of(before.trim_start())
    };
    match (kind_before, kind) {
        (Kind::InnerDocs, kind) => kind != Kind::InnerDocs,
        (Kind::End, Kind::Item | Kind::Const | Kind::Type) => true,
        (a @ (Kind::Use | Kind::PubUse | Kind::Mod | Kind::Const | Kind::Type), b) => {
            a != b && b != Kind::Other
        }
        _ => false,
    }
}

fn indentation(line: &str) -> usize {
    line.len() - line.trim_start().len()
}

/// What a line starts or ends, as far as spacing goes.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    InnerDocs,
    Use,
    PubUse,
    Mod,
    Const,
    Type,
    /// The first line of an item: its docs, attributes or itself.
    Item,
    /// The last line of an item.
    End,
    Other,
}

impl Kind {
    fn of(line: &str) -> Self {
        let starts = |prefixes: &[&str]| prefixes.iter().any(|prefix| line.starts_with(prefix));
        if starts(&["//!"]) {
            Self::InnerDocs
        } else if starts(&["pub use "]) {
            Self::PubUse
        } else if starts(&["use "]) {
            Self::Use
        } else if starts(&["mod "]) {
            Self::Mod
        } else if starts(&["const "]) {
            Self::Const
        } else if starts(&["type "]) {
            Self::Type
        } else if starts(&[
            "///",
            "#[",
            "pub ",
            "fn ",
            "impl",
            "enum ",
            "struct ",
            "static ",
            "smithereens_types::",
        ]) {
            Self::Item
        } else if matches!(line, "}" | "};" | ");" | "];") {
            Self::End
        } else {
            Self::Other
        }
    }
}

#[cfg(test)]
mod tests {
    use super::space_out;

    #[test]
    fn items_and_methods_are_set_apart_and_groups_stay_together() {
        let text = "use a::A;\nuse b::B;\n/// S.\n#[derive(Debug)]\npub struct S {\n    /// A.\n    pub a: A,\n}\nimpl T for S {\n    const A: u8 = 1;\n    const B: u8 = 2;\n    type C = D;\n    fn e() {\n        x();\n    }\n    fn f() {}\n}\nimpl U for S {}\nimpl V for S {}\n";
        insta::assert_snapshot!(space_out(text));
    }
}
