//! Mutations of JSON as JSON: random bytes rarely make a document that gets past its first reader.

use crate::answer;
use fastrand::Rng;
use serde_json::{Map, Value};
use std::sync::LazyLock;

/// Members that a kind of document may have, each with some values for it.
pub type Fragments = LazyLock<Map<String, Value>>;

/// The fragments in a file of them.
///
/// # Panics
///
/// It is no JSON object.
#[must_use]
pub fn fragments(json: &str) -> Map<String, Value> {
    serde_json::from_str(json).expect("an object")
}

/// Texts that are awkward wherever a name, a pattern or a piece of documentation is due.
const TEXTS: [&str; 31] = [
    "",
    " ",
    "\"",
    "\\",
    "*/",
    "/*",
    "//",
    "{x}",
    "{",
    "}",
    "#",
    "$",
    "r#\"",
    "'",
    "\n",
    "\r",
    "\0",
    "\u{202e}",
    "é",
    "²",
    "self",
    "type",
    "Self",
    "0",
    "s3cr3t",
    "\n```\n",
    "~~~\na",
    "\n\n    a",
    "<pre>",
    "<code>`",
    "<script>",
];

/// Changes an input in place, as libFuzzer's custom mutators do: what is JSON, or the body of a response that is,
/// mostly as JSON, everything else by `raw`. Gives the new size.
pub fn input(
    data: &mut [u8],
    size: usize,
    max_size: usize,
    seed: u32,
    fragments: &Fragments,
    raw: fn(&mut [u8], usize, usize) -> usize,
) -> usize {
    let mut rng = Rng::with_seed(seed.into());
    if rng.u8(..8) > 0
        && let Some(changed) = changed(&data[..size], fragments, &mut rng)
        && changed.len() <= max_size
    {
        data[..changed.len()].copy_from_slice(&changed);
        return changed.len();
    }
    raw(data, size, max_size)
}

fn changed(data: &[u8], fragments: &Map<String, Value>, rng: &mut Rng) -> Option<Vec<u8>> {
    let (_, body) = answer::split(data);
    let (head, body) = match serde_json::from_slice(data) {
        Ok(whole) => (&data[..0], whole),
        Err(_) => (
            &data[..data.len() - body.len()],
            serde_json::from_slice(body).ok()?,
        ),
    };
    let mut document: Value = body;
    for _ in 0..rng.usize(1..4) {
        change(&mut document, fragments, rng);
    }
    let mut changed = head.to_vec();
    serde_json::to_writer(&mut changed, &document).ok()?;
    Some(changed)
}

/// One change, at one place.
fn change(document: &mut Value, fragments: &Map<String, Value>, rng: &mut Rng) {
    let other = node(document, &mut rng.usize(..count(document)))
        .cloned()
        .unwrap_or_default();
    let key = any_key(document, fragments, rng);
    let mut place = rng.usize(..count(document));
    let Some(node) = node(document, &mut place) else {
        return;
    };
    match rng.u8(..8) {
        0 => *node = other,
        1 => *node = constant(rng),
        2 => wrap(node, rng),
        _ => match node {
            Value::Object(map) => change_map(map, key, other, fragments, rng),
            Value::Array(list) if list.is_empty() || rng.bool() => list.push(other),
            Value::Array(list) => drop(list.swap_remove(rng.usize(..list.len()))),
            Value::String(text) => change_text(text, other, rng),
            Value::Number(_) | Value::Bool(_) | Value::Null => *node = constant(rng),
        },
    }
}

fn change_map(
    map: &mut Map<String, Value>,
    key: String,
    other: Value,
    fragments: &Map<String, Value>,
    rng: &mut Rng,
) {
    let own = map
        .keys()
        .nth(rng.usize(..map.len().max(1)))
        .cloned()
        .unwrap_or_default();
    match rng.u8(..8) {
        0 | 1 => drop(map.remove(&own)),
        2 => drop(map.insert(key, other)),
        3 => {
            let value = map.remove(&own).unwrap_or_default();
            map.insert(key, value);
        }
        4 => {
            let mut name = own;
            change_text(&mut name, Value::Null, rng);
            map.insert(name, other);
        }
        _ => {
            let known = fragments.iter().nth(rng.usize(..fragments.len().max(1)));
            if let Some((name, Value::Array(values))) = known {
                let value = rng.choice(values).cloned().unwrap_or_default();
                map.insert(name.clone(), value);
            }
        }
    }
}

fn change_text(text: &mut String, other: Value, rng: &mut Rng) {
    let ends: Vec<_> = text
        .char_indices()
        .map(|(at, _)| at)
        .chain([text.len()])
        .collect();
    let at = rng.choice(ends).unwrap_or_default();
    match (rng.u8(..5), other) {
        (0, Value::String(other)) => *text = other,
        (1, _) => text.truncate(at),
        (2, _) => *text = text.to_uppercase(),
        (3, _) => *text = text.repeat(rng.usize(2..40)).chars().take(2_000).collect(),
        _ => text.insert_str(at, TEXTS[rng.usize(..TEXTS.len())]),
    }
}

/// The node in lists or objects, one or many.
fn wrap(node: &mut Value, rng: &mut Rng) {
    let depth = if rng.u8(..8) == 0 {
        rng.usize(..100)
    } else {
        1
    };
    for _ in 0..depth {
        let inner = node.take();
        *node = if rng.bool() {
            Value::Array(vec![inner])
        } else {
            Value::Object(Map::from_iter([("a".to_owned(), inner)]))
        };
    }
}

fn constant(rng: &mut Rng) -> Value {
    let mut constants = vec![
        Value::Null,
        true.into(),
        false.into(),
        0.into(),
        (-1).into(),
        0.1.into(),
        1e300.into(),
        i64::MIN.into(),
        u64::MAX.into(),
        253_402_300_800_i64.into(),
        Value::Array(Vec::new()),
        Value::Object(Map::new()),
    ];
    constants.extend(TEXTS.map(Value::from));
    constants.swap_remove(rng.usize(..constants.len()))
}

/// A key of somewhere.
fn any_key(document: &mut Value, fragments: &Map<String, Value>, rng: &mut Rng) -> String {
    let of_document = match node(document, &mut rng.usize(..count(document))) {
        Some(Value::Object(map)) => map.keys().nth(rng.usize(..map.len().max(1))).cloned(),
        _ => None,
    };
    let of_fragments = || {
        fragments
            .keys()
            .nth(rng.usize(..fragments.len().max(1)))
            .cloned()
    };
    of_document.or_else(of_fragments).unwrap_or_default()
}

/// How many nodes there are in a document.
fn count(value: &Value) -> usize {
    1 + match value {
        Value::Array(list) => list.iter().map(count).sum(),
        Value::Object(map) => map.values().map(count).sum::<usize>(),
        _ => 0,
    }
}

/// The node with this number, counted from the root down; `number` is what is left to count.
fn node<'a>(value: &'a mut Value, number: &mut usize) -> Option<&'a mut Value> {
    if *number == 0 {
        return Some(value);
    }
    *number -= 1;
    match value {
        Value::Array(list) => list.iter_mut().find_map(|value| node(value, number)),
        Value::Object(map) => map.values_mut().find_map(|value| node(value, number)),
        _ => None,
    }
}
