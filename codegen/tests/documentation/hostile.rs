//! Texts that want to be more than text, and the signs to mix others from.

/// What would run, or be followed, if it were taken for more than text. `RUN` is code.
const HOSTILE: &[&str] = &[
    "```\nRUN\n```",
    "```rust\nRUN\n```",
    "``` rust,should_panic\nRUN\n",
    "~~~\nRUN\n~~~",
    "~~~~rust\n~~~\nRUN\n~~~~",
    "````\n```text\nRUN\n```\n````",
    "```text\n```\nRUN\n```\n```",
    "text\n\n    RUN\n\ntext",
    "\tRUN",
    "> ```\n> RUN\n> ```",
    "> > ~~~\n> > RUN",
    "- a\n\n  ```\n  RUN\n  ```",
    "- - 1. ```\n      RUN",
    "1.      RUN",
    "| a |\n|---|\n| ``` |\n\n```\nRUN",
    "[a]: <x\n\n```\nRUN\n```",
    "*a\n```\nRUN\n```*",
    "<p>```</p>\n<p>RUN</p>\n<p>```</p>",
    "<p>\n```\nRUN\n```\n</p>",
    "<p>~~~\n\nRUN\n\n~~~",
    "<p>\n\n    RUN\n\n</p>",
    "<pre>RUN</pre>",
    "<pre><code class=\"language-rust\">RUN</code></pre>",
    "<pre>\n```\n</pre>RUN<pre>\n```\n</pre>",
    "<pre>````\n```rust\nRUN</pre>",
    "<pre>RUN",
    "<code>```\nRUN\n```</code>",
    "<code>``` </code><br>RUN<br><code>```</code>",
    "<code>\n```rust\nRUN\n",
    "<ul><li><pre>RUN</pre></li><li>```<p>RUN",
    "<ul><li><ul><li>    RUN</ul></ul>        RUN",
    "<table><tr><td>```<br>RUN<br>```<td><pre>RUN</pre></table>",
    "<table><tr><td><code>a\\|<script>RUN</script></code><td>a\\\\|b</table>",
    "<blockquote>    RUN</blockquote>",
    "<p>&#96;&#96;&#96;&#10;RUN&#10;&#96;&#96;&#96;",
    "<p>&#x60;``&NewLine;RUN",
    "<p>&#126;~~&#13;RUN",
    "<h1>```</h1>RUN",
    "<h1>a\n\n```\nRUN</h1>",
    "<note>```</note><p>RUN",
    "<a href=\"https://x.test\">```\nRUN</a>",
    "<a href=\"https://x.test`\n```\nRUN\">a</a>",
    "<a href=\"https://x.test)```\">[a](b)`c`</a>",
    "<a href='javascript:RUN'>a</a> [a](javascript:RUN) <javascript:RUN>",
    "<a href=' java\tscript:RUN'>a b</a><a href=\"data:text/html,<script>RUN</script>\">a</a>",
    "<img src=x onerror=RUN alt='<script>RUN</script>'> ![<b>](x)",
    "<img alt='](javascript:RUN)[' src='javascript:RUN'>",
    "<script>RUN</script><style>RUN</style><iframe src='javascript:RUN'></iframe>",
    "<code>`</code><script>RUN</script><code>`</code>",
    "<code>a` <script>RUN</script> `b</code>",
    "<p>&lt;script&gt;RUN&lt;/script&gt; <code>&lt;div&gt;</code>",
    "`a` <svg onload=RUN> \\<script>RUN</script>",
    "<!-- --><b><!--\n```\nRUN\n-->",
    "<![CDATA[```\nRUN]]><?php RUN ?>",
    "[Profile] [`Vec`] [std::fs] [a][b] [^1] \n\n[b]: javascript:RUN\n[^1]: a",
    "<p>[Profile] [`Vec`](Self::new) [std::fs][x] [x]: y !<a href='https://x.test'>a</a>",
    "<p>https://a.test/x, (http://b.test/?a=[b]&c=d) http<i></i>://c.test https://&#60;d.test",
    "*/ } fn main() { RUN } /* \" \\ ' ${x} {y} \n#![doc = \"a\"]\n//! ``` <b>\r\n\t\u{0}\u{202e}",
];

/// Code that fails where it runs, and where it does not compile.
pub fn texts() -> Vec<String> {
    let texts = HOSTILE.iter().flat_map(|text| {
        [
            (*text).to_owned(),
            text.replace('\n', "\r\n"),
            format!("a {text}"),
        ]
    });
    let texts = texts.map(|text| text.replace("RUN", "panic!(\"it ran\");"));
    let mut texts: Vec<_> = texts.collect();
    texts.push(texts.join("\n"));
    texts.push(texts.join("\n\n"));
    texts
}

/// What hostile texts are made of.
#[rustfmt::skip]
pub const PIECES: &[&str] = &[
    "```", "~~~", "`", "``", "rust", "\n", "\n\n", "    ", "\t", " ", "panic!()", "> ", "- ", "1. ", "# ", "| a |",
    "|---|", "\\", "|", "*", "**", "_", "__", "[", "]", "](", ")", "(", "!", "&", "&lt;", "&#96;", "&#10;", "amp;",
    "<", ">", "a", "é", "<p>", "</p>", "<ul>", "</ul>", "<ol start='7'>", "</ol>", "<li>", "</li>", "<code>",
    "</code>", "<pre>", "</pre>", "<b>", "</b>", "<i>", "</i>", "<br>", "<a href='https://x.test/)`'>",
    "<a href='javascript:a'>", "<a>", "</a>", "<table>", "</table>", "<tr>", "<td>", "<th>", "<note>", "</note>",
    "<h2>", "</h2>", "<dl><dt>", "<div>", "</div>", "<script>", "</script>", "<!--", "-->", "<img alt='[a](b)'>",
    "https://y.test/a", "http", "://z.test", "[^1]", ": ", "^", "~", "=", "===", "---", "+", ":", "<?", "<![CDATA[",
    "]]>", "$", "{", "}", "%", "\"", "'", ".", "1", "\r", "\0",
];
