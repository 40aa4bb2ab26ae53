//! Documentation as it is read and as it is written.

use super::{code, lines, shown};

#[test]
fn html_becomes_markdown() {
    for (html, markdown) in [
        (
            "<p>Use <a>PutConfig</a> or <a href=\"https://x.test/a\">this</a>.</p> <p class=\"title\"> <b>Formats</b> </p> <ul> <li> <p> <b>Name</b> - <code>my-function</code>.</p> </li> <li> <p>Other</p> </li> </ul> <note> <p>Careful.</p> </note>",
            "Use `PutConfig` or [this](https://x.test/a).\n\n**Formats**\n\n- **Name** - `my-function`.\n- Other\n\n**Note:** Careful.",
        ),
        ("<p>BEST_FIT or _ or _a_</p>", "BEST_FIT or \\_ or \\_a\\_"),
        ("<p>a<b> b </b>c<i></i> <b> </b>d</p>", "a **b** c d"),
        ("<p>a<p>b</p>c<br>d", "a\n\nb\n\nc\n\nd"),
        (
            "<ul><li>a<ul><li>b</ul><p>c<li>d</ul>e",
            "- a\n  - b\n\n  c\n- d\n\ne",
        ),
        (
            "<ol><li>a</li><li><p>b</p><p>c</p></li></ol>",
            "1. a\n2. b\n\n   c",
        ),
        ("<ol start=\"3\"><li>a<li></ol>", "3. a"),
        ("<p>a<li>b</p>", "a\n\n- b"),
        ("<h2>A</h2>b", "## A\n\nb"),
        ("<pre>a\n  b `` c\n\n</pre>", "```text\na\n  b `` c\n```"),
        (
            "<ul><li><pre><code>a</code></pre></ul>",
            "- ```text\n  a\n  ```",
        ),
        (
            "<table><tr><th>A</th><th>B</th></tr><tr><td>1|2</td><td><p>x</p><p><code>y|z</code></p></td></tr></table>",
            "| A | B |\n| --- | --- |\n| 1\\|2 | x y\\|z |",
        ),
        (
            "<p>a &lt;b&gt; &amp;lt; c<!-- d --><unknown>e</unknown></p>",
            "a \\<b> \\&lt; ce",
        ),
        (
            "<p>a &<b></b>lt; http<b></b>://x.test <a href='http://y.test'> </a>",
            "a \\&lt; <http://x.test>",
        ),
        ("<p>a<code> b </code>c<code> </code>d", "a `b` c d"),
        (
            "<p><code>a`</code><code>b</code><a><code>`c</code></a>",
            "``a`b`` `` `c ``",
        ),
        (
            "<fullname>X</fullname><script>alert(\"<b>\")</script><p>a</p>",
            "a",
        ),
    ] {
        assert_eq!(lines(html).join("\n"), markdown, "{html}");
    }
}

#[test]
fn common_mark_stays_what_it_is() {
    for (text, markdown) in [
        ("First line.\n\n- one\n- two", "First line.\n\n- one\n- two"),
        (
            "First *line*.\n\n1. one `<a>`",
            "First *line*.\n\n1. one `<a>`",
        ),
        (
            "# A\n\n| a | b |\n|---|---|\n| 1 | 2 |",
            "# A\n\n| a | b |\n| --- | --- |\n| 1 | 2 |",
        ),
        ("a <b>c</b>", "a **c**"),
        (
            "[a](https://x.test \"title\") <https://y.test>",
            "[a](https://x.test) [https://y.test](https://y.test)",
        ),
        ("a vec<u8> `b`", "a vec `b`"),
        ("    fn main() {}", "```text\nfn main() {}\n```"),
    ] {
        assert_eq!(lines(text).join("\n"), markdown, "{text}");
    }
}

#[test]
fn what_is_no_sign_is_escaped_where_it_would_be_one() {
    for (html, markdown) in [
        ("<p># a", "\\# a"),
        ("<p>- a", "\\- a"),
        ("<p>1. a", "1\\. a"),
        ("<p>12) a", "12\\) a"),
        ("<p>&gt; a", "\\> a"),
        ("<p>--- --", "\\--- --"),
        ("<p>~~~ a", "\\~\\~\\~ a"),
        ("<p>``` a", "\\`\\`\\` a"),
        (
            "<p>[Profile] [^1] [a]: b",
            "\\[Profile\\] \\[^1\\] \\[a\\]: b",
        ),
        (
            "<p>a!<a href='http://x.test'>b</a>",
            "a\\![b](http://x.test)",
        ),
        ("<p>2 * 3 * 4", "2 \\* 3 \\* 4"),
        ("<p>a|b", "a\\|b"),
    ] {
        assert_eq!(lines(html).join("\n"), markdown, "{html}");
    }
}

#[test]
fn a_code_span_ends_where_its_text_ends() {
    for (text, span) in [
        ("a", "`a`"),
        ("a`b", "``a`b``"),
        ("`", "`` ` ``"),
        ("```\nfn main() {}\n```", "```` ``` fn main() {} ``` ````"),
        (" \n", "\"\""),
    ] {
        assert_eq!(code(text), span);
    }
    assert_eq!(lines("<code>a ``` b</code>"), ["````a ``` b````"]);
}

#[test]
fn text_on_one_line_is_shown_as_it_is() {
    for (text, markdown) in [
        ("AWS Lambda", "AWS Lambda"),
        ("```\ncode [x] <b>", "\\`\\`\\` code \\[x\\] \\<b>"),
        ("1. a", "1\\. a"),
        ("https://x.test.", "<https://x.test>."),
    ] {
        assert_eq!(shown(text), markdown);
    }
}

#[test]
fn links_lead_to_the_web_and_to_mail_alone() {
    for (href, markdown) in [
        ("https://x.test/a b", "[t](https://x.test/a%20b)"),
        ("HTTP://x.test", "[t](http://x.test)"),
        ("mailto:a@x.test", "[t](mailto:a@x.test)"),
        (
            "https://x.test/(a)\n<b>",
            "[t](https://x.test/%28a%29%3Cb%3E)",
        ),
        (
            "https://x.test/?a=1&amp;copy;=2&amp;b",
            "[t](https://x.test/?a=1\\&copy;=2&b)",
        ),
        ("javascript:alert(1)", "`t`"),
        ("JaVa\nScript:alert(1)", "`t`"),
        (" &#1;javascript:alert(1)", "`t`"),
        ("data:text/html,a", "`t`"),
        ("vbscript:a", "`t`"),
        ("//x.test", "`t`"),
        ("#a", "`t`"),
        ("https:", "`t`"),
        ("", "`t`"),
    ] {
        let html = format!("<a href=\"{href}\">t</a>");
        assert_eq!(lines(&html).join("\n"), markdown, "{href}");
    }
    assert_eq!(
        lines("<p>See https://x.test/a_b?c=[d]. Or (http://y.test) and http://&lt;host&gt;/x</p>"),
        ["See <https://x.test/a_b?c=%5Bd>\\]. Or (<http://y.test>) and http://\\<host>/x"]
    );
    assert_eq!(
        lines("<img alt='a](javascript:x)' src='javascript:x'>"),
        ["a\\](javascript:x)"]
    );
}

#[test]
fn long_lines_are_broken_where_it_changes_nothing() {
    let found = lines(&format!("- {} - # 1. end", "word ".repeat(30).trim()));
    assert!(found.iter().all(|line| line.len() <= 100), "{found:?}");
    assert!(
        found[1..].iter().all(|line| line.starts_with("  w")),
        "{found:?}"
    );
    let found = lines(&format!("<code>{}</code>", "word &lt;div> ".repeat(30)));
    assert!(found.len() > 1);
    assert!(
        found[1..].iter().all(|line| line.starts_with("word")),
        "{found:?}"
    );
}

#[test]
fn nesting_of_any_depth_is_shown_to_a_bound() {
    const DEPTH: usize = 20_000;
    for (start, end) in [
        ("<ul><li>", "</li></ul>"),
        ("<ol><li>a", "b</ol>"),
        ("<b><i>", "</b></i>"),
        ("<table><tr><td>", "</table>"),
        ("<blockquote><div>", "</div></blockquote>"),
        ("<note><p>", "</p></note>"),
        ("<a href='https://x.test'>", "</a>"),
        ("<pre><code>", "</code></pre>"),
    ] {
        for text in [
            format!("{}x{}", start.repeat(DEPTH), end.repeat(DEPTH)),
            format!("{}x", start.repeat(DEPTH)),
            format!("<p>x{}", end.repeat(DEPTH)),
        ] {
            let found = lines(&text);
            assert!(found.iter().any(|line| line.contains('x')), "{start}");
            assert!(found.iter().all(|line| line.len() < 400), "{start}");
        }
    }
    let start = std::time::Instant::now();
    for sign in [
        "> ", "- ", "*", "[", "`", "1. ", "![", "~~~\n", "<p>", "\\", ">\n", "*a ", "**a*", "`a``",
        "[a](", "<", "&",
    ] {
        assert!(lines(&sign.repeat(DEPTH)).len() <= 2 * DEPTH, "{sign}");
    }
    assert!(start.elapsed().as_secs() < 20);
}
