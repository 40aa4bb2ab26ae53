//! What decoding a large page takes, in instructions, to what it is compared with.

use super::subject::Program;
use super::{build, instructions};
use anyhow::Result;

/// How often the shorter run decodes the page; the longer one does twice as often, and the difference is that alone.
const TIMES: u32 = 10;

/// Instructions of making values of a page of 1,000 items, in percent of those of what else the program does with one.
pub fn percent(codec: &str, other: &str) -> Result<f64> {
    let program = build::update(Program("decode"))?;
    let of = |what| -> Result<f64> {
        let count = |times: u32| {
            instructions::of_all(&program, |command| {
                command.args([codec, what, &times.to_string()]);
            })
        };
        Ok(count(2 * TIMES)? - count(TIMES)?)
    };
    Ok(of("values")? / of(other)? * 100.0)
}
