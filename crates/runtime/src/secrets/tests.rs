use super::*;

const ID: &str = "AKIAIOSFODNN7EXAMPLE";
const SECRET: &str = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
const TOKEN: &str = "IQoJb3JpZ2luX2VjE/+aa0bb1cc2dd3ee4ff5/gg6hh7ii8jj9+kk==";

fn redacted(text: &str) -> String {
    let secrets = Secrets::new([ID, SECRET, TOKEN]);
    let redacted = secrets.redacted(text.as_bytes());
    redacted.map_or_else(|| text.to_owned(), |text| String::from_utf8(text).unwrap())
}

/// Each character of the text as the function has it.
fn each(text: &str, escaped: impl Fn(char) -> String) -> String {
    text.chars().map(escaped).collect()
}

fn base64(bytes: &[u8], alphabet: &str) -> String {
    let alphabet: Vec<char> = alphabet.chars().collect();
    let mut out = String::new();
    for chunk in bytes.chunks(3) {
        let number = (0..3).fold(0_usize, |number, at| {
            number << 8 | usize::from(chunk.get(at).copied().unwrap_or(0))
        });
        for digit in 0..=chunk.len() {
            out.push(alphabet[number >> (18 - 6 * digit) & 63]);
        }
    }
    out
}

/// The ways in which a service may write a text.
fn encodings(text: &str) -> Vec<(&'static str, String)> {
    const LETTERS: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    let special = |it: char| !it.is_ascii_alphanumeric();
    let code = |it: char| u32::from(it);
    let only = |escaped: &dyn Fn(char) -> String| {
        each(text, |it| {
            if special(it) {
                escaped(it)
            } else {
                it.to_string()
            }
        })
    };
    let percent = only(&|it| format!("%{:02X}", code(it)));
    let json = each(text, |it| format!("\\u{:04x}", code(it)));
    vec![
        ("as it is", text.to_owned()),
        ("slashes of JSON", text.replace('/', "\\/")),
        ("JSON", json.clone()),
        (
            "JSON in capitals",
            json.to_uppercase().replace("\\U", "\\u"),
        ),
        (
            "JSON, but letters",
            only(&|it| format!("\\u{:04X}", code(it))),
        ),
        ("JSON in JSON", json.replace('\\', "\\\\")),
        ("JSON in JSON in JSON", text.replace('/', "\\\\\\/")),
        ("slashes in JSON in JSON", text.replace('/', "\\\\/")),
        (
            "escapes of Rust",
            only(&|it| format!("\\u{{{:x}}}", code(it))),
        ),
        (
            "escapes of Python",
            only(&|it| format!("\\x{:02x}", code(it))),
        ),
        (
            "long escapes of Python",
            only(&|it| format!("\\U{:08x}", code(it))),
        ),
        ("octal escapes", only(&|it| format!("\\{:03o}", code(it)))),
        ("percent", percent.clone()),
        ("percent in lower case", percent.to_lowercase()),
        (
            "every character percent",
            each(text, |it| format!("%{:02x}", code(it))),
        ),
        ("percent of percent", percent.replace('%', "%25")),
        ("percent in JSON", percent.replace('%', "\\u0025")),
        ("percent with u", only(&|it| format!("%u{:04X}", code(it)))),
        ("a form that was read", text.replace('+', " ")),
        ("decimal references", only(&|it| format!("&#{};", code(it)))),
        (
            "references with zeros",
            only(&|it| format!("&#{:05};", code(it))),
        ),
        (
            "hexadecimal references",
            only(&|it| format!("&#x{:X};", code(it))),
        ),
        (
            "references left open",
            each(text, |it| format!("&#{}", code(it))),
        ),
        (
            "names of HTML",
            text.replace('/', "&sol;").replace('+', "&plus;"),
        ),
        (
            "references in HTML",
            only(&|it| format!("&amp;#{};", code(it))),
        ),
        (
            "percent in HTML in JSON",
            percent.replace('%', "\\u0026#37;"),
        ),
        ("the other base64", text.replace('+', "-").replace('/', "_")),
        ("lower case", text.to_lowercase()),
        ("upper case", text.to_uppercase()),
        ("base64", base64(text.as_bytes(), &format!("{LETTERS}+/"))),
        (
            "base64 for URLs",
            base64(text.as_bytes(), &format!("{LETTERS}-_")),
        ),
        (
            "base64, a byte on",
            base64(format!("?{text}?").as_bytes(), &format!("{LETTERS}+/")),
        ),
        (
            "base64, two on",
            base64(format!("??{text}??").as_bytes(), &format!("{LETTERS}+/")),
        ),
        (
            "percent in base64",
            base64(format!("??{percent}??").as_bytes(), &format!("{LETTERS}+/")),
        ),
        (
            "JSON in base64 in JSON",
            base64(json.as_bytes(), &format!("{LETTERS}+/")).replace('/', "\\/"),
        ),
        ("hexadecimal", each(text, |it| format!("{:02x}", code(it)))),
        ("bytes", each(text, |it| format!("{:02X} ", code(it)))),
        (
            "bytes with colons",
            each(text, |it| format!("{:02x}:", code(it))),
        ),
        (
            "a list of bytes",
            format!("[{}]", each(text, |it| format!("{}, ", code(it)))),
        ),
        (
            "one without blanks",
            format!("[{}]", each(text, |it| format!("{},", code(it)))),
        ),
        (
            "one in lines, in JSON",
            each(text, |it| format!("{},\n", code(it))),
        ),
        (
            "a list of hexadecimal bytes",
            format!("{{{}}}", each(text, |it| format!("0x{:02x}, ", code(it)))),
        ),
    ]
}

#[test]
fn secrets_are_found_in_every_encoding() {
    for secret in [ID, SECRET, TOKEN] {
        let secret = secret.trim_end_matches('=');
        for (encoding, text) in encodings(secret) {
            for (before, after) in [
                ("", ""),
                ("{\"m\": \"", "\"}"),
                ("a<b>", "</b>"),
                ("\\\\", "\\n"),
            ] {
                let text = format!("{before}{text}{after}");
                let redacted = redacted(&text);
                assert!(redacted.contains("[redacted]"), "{encoding}: {redacted}");
                // What is left is less than a half of a byte's encoding at either end.
                let left = redacted.replace("[redacted]", "");
                let most = before.len() + after.len() + 8;
                assert!(left.len() <= most, "{encoding}: {redacted}");
            }
        }
    }
}

#[test]
fn only_the_secrets_are_taken_out() {
    for (text, expected) in [
        (
            format!("{ID} {SECRET}; {ID}"),
            "[redacted] [redacted]; [redacted]",
        ),
        (
            format!("x-amz-security-token:{TOKEN}\n"),
            "x-amz-security-token:[redacted]==\n",
        ),
        (
            TOKEN.replace('/', "\\/").replace('=', "\\u003d"),
            r"[redacted]\u003d\u003d",
        ),
        (
            format!("Credential={ID}/20260101, Signature=0123ab, Signature=x"),
            "Credential=[redacted]/20260101, Signature=[redacted], Signature=x",
        ),
        (
            r"X-Amz-Signature%3D0123ab&x Signature\u003d0123ab.".to_owned(),
            r"X-Amz-Signature%3D[redacted]&x Signature\u003d[redacted].",
        ),
        (
            format!(
                "{{\"a\": \"\\u00e9\\ud83d\\ude00{}\\n\"}}",
                SECRET.replace('/', "\\u002f")
            ),
            "{\"a\": \"\\u00e9\\ud83d\\ude00[redacted]\\n\"}",
        ),
        ("a\\u0041%41&#65;".to_owned(), "a\\u0041%41&#65;"),
        ("ends in \\u00".to_owned(), "ends in \\u00"),
        (String::new(), ""),
    ] {
        assert_eq!(redacted(&text), expected);
    }
}

#[test]
fn a_secret_that_is_cut_off_or_wrapped_is_one() {
    assert_eq!(redacted(&SECRET[..20]), "[redacted]");
    assert_eq!(redacted(&SECRET[20..]), "[redacted]");
    assert_eq!(redacted(&SECRET[9..30]), "[redacted]");
    assert_eq!(redacted(&SECRET[..10]), &SECRET[..10]);
    let wrapped = format!("{}\n  {}", &SECRET[..20], &SECRET[20..]);
    assert_eq!(redacted(&wrapped), "[redacted]\n  [redacted]");
}

#[test]
fn secrets_are_found_wherever_they_stand_in_a_long_text() {
    for before in [PIECE - 2_000, PIECE - 30, PIECE, 2 * PIECE - OVERLAP - 30] {
        for (encoding, secret) in encodings(SECRET).into_iter().step_by(5) {
            let text = format!("{}{secret}", "x.".repeat(before / 2));
            let redacted = redacted(&text);
            let left = redacted.len() - before / 2 * 2;
            assert!(
                left <= 3 * REDACTED.len() + 8,
                "{encoding} after {before}: {left}"
            );
        }
    }
}

#[test]
fn a_secret_that_looks_escaped_is_found_too() {
    let secrets = Secrets::new(["abc%2Fdefgh&#47;ijklm"]);
    for text in [
        "abc%2Fdefgh&#47;ijklm",
        "abc%252Fdefgh&amp;#47;ijklm",
        "abc/defgh/ijklm",
    ] {
        let redacted = secrets.redacted(text.as_bytes()).unwrap();
        assert_eq!(String::from_utf8_lossy(&redacted), "[redacted]");
    }
}

#[test]
fn short_values_are_found_whole_and_words_are_left_alone() {
    let secrets = Secrets::new(["minioadmin", "test", ""]);
    let redacted = |text: &str| secrets.redacted(text.as_bytes());
    assert_eq!(
        redacted("for minioadmin: no").unwrap(),
        b"for [redacted]: no"
    );
    assert_eq!(redacted("my test of minioadmi"), None);
    assert_eq!(redacted("\u{ff} no"), None);
}
