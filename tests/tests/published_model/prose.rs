//! The documentation of a model, and which of its sentences stand in another one.

use serde_json::Value;
use std::collections::BTreeSet;

/// A sentence shorter than this says too little to belong to anyone.
const WORDS_OF_A_COPY: usize = 6;

/// The sentences of our documentation that stand in the published one, markup and case aside.
pub fn copied_sentences(ours: &Value, published: &Value) -> Vec<String> {
    let published: Vec<_> = prose(published)
        .into_iter()
        .map(|text| words(text).join(" "))
        .collect();
    let published = format!(" {} ", published.join(" | "));
    let own: BTreeSet<_> = prose(ours).into_iter().flat_map(sentences).collect();
    own.into_iter()
        .filter(|sentence| published.contains(&format!(" {sentence} ")))
        .map(|sentence| format!("copied: {sentence}"))
        .collect()
}

/// Every documentation string and title in a model, wherever it stands.
pub fn prose(value: &Value) -> Vec<&str> {
    match value {
        Value::Object(fields) => fields
            .iter()
            .flat_map(|(key, value)| match value {
                Value::String(text) if key.ends_with("documentation") || key.ends_with("title") => {
                    vec![text.as_str()]
                }
                _ => prose(value),
            })
            .collect(),
        Value::Array(items) => items.iter().flat_map(prose).collect(),
        _ => Vec::new(),
    }
}

/// The sentences of a Markdown text that are long enough to be copies; a list item is one too.
pub fn sentences(text: &str) -> Vec<String> {
    text.replace("\n\n", ". ")
        .replace("\n- ", ". ")
        .replace(": ", ". ")
        .replace("; ", ". ")
        .split(". ")
        .map(words)
        .filter(|words| words.len() >= WORDS_OF_A_COPY)
        .map(|words| words.join(" "))
        .collect()
}

/// The words of a text, without HTML tags, link addresses, punctuation and capitals.
pub fn words(text: &str) -> Vec<String> {
    let mut bare = String::new();
    let mut inside = None;
    for (index, character) in text.char_indices() {
        match (inside, character) {
            (Some(end), _) if end == character => inside = None,
            (Some(_), _) => {}
            (None, '<') => inside = Some('>'),
            (None, '(') if text[..index].ends_with(']') => inside = Some(')'),
            (None, _) => bare.push(character),
        }
    }
    bare.split_whitespace()
        .map(|word| {
            word.trim_matches(|c: char| !c.is_alphanumeric())
                .to_lowercase()
        })
        .filter(|word| !word.is_empty())
        .collect()
}
