//! `diff`: what a newer model changes for the operations that a repository asks for.

use crate::report::list_problems;
use crate::settings::{FILE, Settings};
use crate::{disk, generate};
use anyhow::{Context, Result, bail};
use clap::builder::styling::{AnsiColor, Style};
use smithereens_codegen::{
    Change, Changes, Comparison, Generation, Operations, Verdict, printable,
};
use std::fmt::Write as _;
use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Two models, and what of them is compared.
#[derive(clap::Args, Debug)]
pub struct Arguments {
    /// The older model.
    old: PathBuf,
    /// The newer model.
    new: PathBuf,
    /// Compare what this service of smithereens.toml picks [default: the one whose model OLD or NEW is, or
    /// the only one].
    #[arg(long, value_name = "NAME")]
    service: Option<String>,
    /// Compare this operation; can be given again.
    #[arg(long = "operation", value_name = "NAME", conflicts_with_all = ["service", "all"])]
    operations: Vec<String>,
    /// Compare every operation.
    #[arg(long, conflicts_with = "service")]
    all: bool,
    /// The protocol to speak, of a service that speaks several.
    #[arg(long, value_name = "NAME")]
    protocol: Option<String>,
    /// How the changes are printed.
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t)]
    format: Format,
}

/// How changes are printed.
#[derive(Clone, Copy, Debug, Default, clap::ValueEnum)]
enum Format {
    /// A line each.
    #[default]
    Text,
    /// One document.
    Json,
}

/// What is compared of two models.
pub struct Picked {
    /// The operations.
    pub operations: Operations,
    /// The protocol to speak.
    pub protocol: Option<String>,
}

/// Prints the changes.
///
/// # Errors
///
/// A model cannot be read, or it is not clear which operations are meant.
pub fn run(root: &Path, arguments: &Arguments) -> Result<ExitCode> {
    let picked = picked(root, arguments)?;
    let old = disk::read(&arguments.old)?;
    let new = disk::read(&arguments.new)?;
    let Some(changes) = compare((&arguments.old, &old), (&arguments.new, &new), &picked) else {
        return Ok(ExitCode::FAILURE);
    };
    match arguments.format {
        Format::Text => print(&changes),
        Format::Json => {
            let text = serde_json::to_string_pretty(&changes).context("cannot write JSON")?;
            print_json(&text);
        }
    }
    Ok(exit_code(changes.worst()))
}

/// Prints a document of JSON to stdout, with what a terminal would obey escaped as JSON has it.
fn print_json(text: &str) {
    let mut shown = String::with_capacity(text.len() + 1);
    for character in text.chars() {
        let mut buffer = [0; 4];
        let alone = character.encode_utf8(&mut buffer);
        if character == '\n' || printable(alone) == *alone {
            shown.push(character);
        } else {
            let mut units = [0; 2];
            for unit in character.encode_utf16(&mut units) {
                // Writing into a String does not fail.
                let _ = write!(shown, "\\u{unit:04x}");
            }
        }
    }
    shown.push('\n');
    let _ = io::stdout().write_all(shown.as_bytes());
}

/// What the exit code says: 0 where nothing changes, then 3 for a patch, 4 for minor and 5 for breaking changes. 1 and 2
/// are those of errors.
pub fn exit_code(worst: Verdict) -> ExitCode {
    ExitCode::from(match worst {
        Verdict::Nothing => 0,
        Verdict::Patch => 3,
        Verdict::Minor => 4,
        Verdict::Breaking => 5,
    })
}

/// Compares two models, by their paths and texts. Problems of one are printed, and then there is nothing.
pub fn compare(
    (old_path, old): (&Path, &str),
    (new_path, new): (&Path, &str),
    picked: &Picked,
) -> Option<Changes> {
    let compared = smithereens_codegen::diff(&Comparison {
        old,
        new,
        operations: &picked.operations,
        protocol: picked.protocol.as_deref(),
    });
    match compared {
        Ok(changes) => Some(changes),
        Err((generation, problems)) => {
            let path = match generation {
                Generation::Old => old_path,
                Generation::New => new_path,
            };
            list_problems(path, &problems);
            None
        }
    }
}

/// Prints changes, a line each, and what they come to.
pub fn print(changes: &Changes) {
    let width = changes.changes.iter().map(|change| change.subject.len());
    let width = width.max().unwrap_or_default().min(60);
    if !changes.changes.is_empty() {
        println!("{:<8}  {:<8}", "API", "wire");
    }
    let mut stdout = anstream::stdout();
    for change in &changes.changes {
        // Whoever reads on no more has read enough.
        let _ = writeln!(stdout, "{}", line(change, width));
    }
    let count = changes.changes.len();
    let what = if count == 1 { "change" } else { "changes" };
    println!(
        "{count} {what}; API: {}, wire: {}",
        word(changes.api),
        word(changes.wire)
    );
}

fn line(change: &Change, width: usize) -> String {
    let Change {
        subject,
        api,
        wire,
        text,
        operations,
        ..
    } = change;
    let is_own = |operation: &String| {
        subject
            .strip_prefix(operation.as_str())
            .is_some_and(|rest| rest.is_empty() || rest.starts_with('$'))
    };
    let of = match operations.as_slice() {
        [operation] if is_own(operation) => String::new(),
        [] => String::new(),
        [first] => format!(" ({first})"),
        [first, second] => format!(" ({first}, {second})"),
        [first, others @ ..] => format!(" ({first} and {} more operations)", others.len()),
    };
    let rest = printable(&format!("{subject:<width$}  {text}{of}"));
    format!("{}  {}  {rest}", coloured(*api), coloured(*wire))
}

/// A verdict of eight characters, in a colour where there are colours.
fn coloured(verdict: Verdict) -> String {
    let style = match verdict {
        Verdict::Breaking => AnsiColor::Red.on_default(),
        Verdict::Minor => AnsiColor::Yellow.on_default(),
        Verdict::Patch | Verdict::Nothing => Style::new(),
    };
    format!("{style}{verdict:<8}{style:#}")
}

fn word(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Nothing => "nothing",
        Verdict::Patch => "patch",
        Verdict::Minor => "minor",
        Verdict::Breaking => "breaking",
    }
}

/// The operations that the command line names, or `smithereens.toml`.
fn picked(root: &Path, arguments: &Arguments) -> Result<Picked> {
    let protocol = arguments.protocol.clone();
    if arguments.all {
        let operations = Operations::All;
        return Ok(Picked {
            operations,
            protocol,
        });
    }
    if !arguments.operations.is_empty() {
        let operations = Operations::Named(arguments.operations.clone());
        return Ok(Picked {
            operations,
            protocol,
        });
    }
    if !root.join(FILE).is_file() {
        if let Some(name) = &arguments.service {
            bail!("there is no {FILE} that would say what service.{name} is");
        }
        eprintln!(
            "note: there is no {FILE} that picks operations, so that all of them are compared"
        );
        let operations = Operations::All;
        return Ok(Picked {
            operations,
            protocol,
        });
    }
    let (_, settings) = generate::settings(root)?;
    let name = match &arguments.service {
        Some(name) => name.as_str(),
        None => service_of(root, &settings, [&arguments.old, &arguments.new])?,
    };
    let mut picked = of_service(&settings, name)?;
    picked.protocol = protocol.or(picked.protocol);
    Ok(picked)
}

/// What a service of `smithereens.toml` picks.
///
/// # Errors
///
/// There is no such service.
pub fn of_service(settings: &Settings, name: &str) -> Result<Picked> {
    let service = settings.service.get(name);
    let service = service.with_context(|| format!("there is no service.{name} in {FILE}"))?;
    Ok(Picked {
        operations: service.operations()?,
        protocol: service.protocol.clone(),
    })
}

/// The service whose model one of these files is.
fn service_of<'a>(root: &Path, settings: &'a Settings, models: [&PathBuf; 2]) -> Result<&'a str> {
    let real = |path: &Path| fs::canonicalize(path).ok();
    let models = models.map(|path| real(path));
    let mut services = settings.service.iter();
    let of_path = services.find(|(_, service)| {
        let model = real(&root.join(&service.model));
        model.is_some() && models.contains(&model)
    });
    let mut services = settings.service.keys();
    match (of_path, services.next(), services.next()) {
        (Some((name, _)), ..) => Ok(name),
        (None, Some(only), None) => Ok(only),
        _ => bail!(
            "say which operations are meant: --service NAME of {FILE}, --operation NAME, or --all"
        ),
    }
}
