//! `cargo xtask bench`: this project measured against what a user would take instead.
//!
//! It needs Linux, for what `/proc` says of processes.

pub mod build;
mod chart;
mod client;
pub mod decode;
mod events;
mod figure;
mod figures;
mod generated;
mod goal;
pub mod instructions;
mod listing;
mod load;
mod machine;
mod recorded;
mod report;
pub mod server;
mod services;
mod start;
pub mod subject;
mod table;
pub mod tree;
mod usage;

use crate::python::Python;
use crate::workspace;
use anyhow::Result;
use chart::Theme;
use figure::Figure;
use figures::Figures;
use machine::Machine;
use server::Server;
use std::path::PathBuf;
use std::process::ExitCode;
use subject::Subject;

/// The arguments of `bench`.
#[derive(clap::Args)]
pub struct Arguments {
    /// Leave out what takes minutes: clean builds, the AWS CLI, the check of all of Lambda, the programs that call several
    /// services or receive events, and the other programs with the AWS SDK unless an earlier run built them.
    #[arg(long)]
    quick: bool,
    /// Measure the programs that call several services, and those that receive events, and nothing else.
    #[arg(long, conflicts_with = "quick")]
    services: bool,
    /// How often everything is measured, in turn.
    #[arg(long, value_name = "COUNT", default_value_t = 5, value_parser = clap::value_parser!(u32).range(1..))]
    rounds: u32,
    /// How often each program is built from nothing.
    #[arg(long, value_name = "COUNT", default_value_t = 1, conflicts_with = "quick", value_parser = clap::value_parser!(u32).range(1..))]
    builds: u32,
    /// The directory that table.txt, figures.json, chart.svg and services.svg go to [default: target/bench].
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Measure nothing, and draw the pictures in docs of the figures that docs/measurements.md records.
    #[arg(long, exclusive = true)]
    recorded: bool,
}

/// A quick run makes this part of the calls.
const QUICK: u32 = 4;
/// Starts of each program in a round.
const STARTS: u32 = 10;
/// How often the smaller jobs run.
const TIMES: u32 = 3;

/// Runs the job.
pub fn run(arguments: &Arguments) -> Result<ExitCode> {
    if arguments.recorded {
        recorded::write()?;
        return Ok(ExitCode::SUCCESS);
    }
    load::check_open_files()?;
    let subjects = subjects(arguments);
    let machine = Machine::describe(&subjects)?;
    let mut figures = Figures::default();
    builds(arguments, &subjects, &mut figures)?;
    let server = Server::start()?;
    if !arguments.services {
        calls(arguments, &subjects, &server, &mut figures)?;
        others(arguments, &server, &mut figures)?;
    }
    if !arguments.quick {
        eprintln!("several services");
        services::measure(arguments.builds, arguments.rounds, &server, &mut figures)?;
        eprintln!("events");
        events::measure(arguments.rounds, &server, &mut figures)?;
    }
    drop(server);
    report(arguments, &machine, &figures)?;
    Ok(ExitCode::SUCCESS)
}

/// The programs of one operation that are measured.
fn subjects(arguments: &Arguments) -> Vec<Subject> {
    if arguments.services {
        return Vec::new();
    }
    let (measured, left_out): (Vec<_>, Vec<_>) = Subject::PROGRAMS
        .into_iter()
        .partition(|subject| !arguments.quick || !subject.is_sdk() || subject.program().exists());
    for subject in left_out {
        let name = subject.name();
        eprintln!("left out {name}: a run without --quick builds it");
    }
    measured
}

/// Where everything is that this job makes.
fn folder() -> PathBuf {
    workspace::root().join("target").join("bench")
}

fn builds(arguments: &Arguments, subjects: &[Subject], figures: &mut Figures) -> Result<()> {
    for subject in subjects {
        build::fetch(*subject)?;
    }
    let rounds = if arguments.quick { 0 } else { arguments.builds };
    for round in 1..=rounds {
        for subject in subjects.iter().filter(|subject| subject.is_choice()) {
            eprintln!("build {round}/{rounds}: {}", subject.name());
            let cpu = build::clean(*subject)?;
            figures.add(Figure::BuildCpu, *subject, cpu.as_secs_f64());
        }
    }
    for subject in subjects {
        eprintln!("bringing {} up to date", subject.name());
        build::update(*subject)?;
        if subject.is_choice() {
            let crates = tree::Tree::of(*subject)?.count();
            figures.add(Figure::Crates, *subject, f64::from(crates));
            let size = build::size(*subject)?;
            figures.add(Figure::BinarySize, *subject, f64::from(size) / 1e6);
        }
    }
    Ok(())
}

fn calls(
    arguments: &Arguments,
    subjects: &[Subject],
    server: &Server,
    figures: &mut Figures,
) -> Result<()> {
    let (divisor, rounds) = (if arguments.quick { QUICK } else { 1 }, arguments.rounds);
    for round in 1..=rounds {
        eprintln!("calls, round {round}/{rounds}");
        start::measure(subjects, STARTS, server, figures)?;
        load::round(subjects, divisor, server, figures)?;
    }
    if instructions::valgrind().is_none() {
        eprintln!("left out the instructions for each call: there is no valgrind");
        return Ok(());
    }
    for subject in subjects.iter().filter(|subject| subject.is_choice()) {
        eprintln!("instructions: {}", subject.name());
        for items in [2, 50] {
            let count = instructions::of_a_call(&subject.program(), items, server)?;
            figures.add(Figure::Instructions(items), *subject, count);
        }
    }
    Ok(())
}

/// What is not about the programs: the generator, what it generates, and the command line.
fn others(arguments: &Arguments, server: &Server, figures: &mut Figures) -> Result<()> {
    let rounds = arguments.rounds.min(TIMES);
    if let Some(model) = generated::model() {
        eprintln!("generator");
        generated::generate(&model, arguments.rounds, figures)?;
        if !arguments.quick {
            eprintln!("check of all of Lambda");
            generated::check(rounds, figures)?;
        }
    } else {
        eprintln!("left out the generator: SMITHY_MODELS names no folder with lambda.json");
    }
    if arguments.quick {
        return Ok(());
    }
    let requirements = workspace::root().join("tests/bench/src/bench/requirements.txt");
    match Python::prepare(folder().join("aws-cli"), &requirements)? {
        Some(aws) => {
            eprintln!("command line");
            listing::measure(&aws, STARTS * rounds, server, figures)
        }
        None => {
            eprintln!("left out the AWS CLI: there is no python3");
            Ok(())
        }
    }
}

/// Prints the tables, and writes all there is.
fn report(arguments: &Arguments, machine: &Machine, figures: &Figures) -> Result<()> {
    let out = arguments.out.clone().unwrap_or_else(folder);
    let text = format!(
        "{}\nmedian (least–most); a call is a page of event-invoke configurations from a server on this machine\n\n\
         {}\n\n{}\n\n{}\n",
        machine.line(),
        table::figures(figures),
        table::server(figures),
        table::goals(figures),
    );
    print!("{text}");
    workspace::write(&out.join("table.txt"), &text)?;
    workspace::write(&out.join("figures.json"), &report::json(machine, figures)?)?;
    for (name, headlines) in [
        ("chart.svg", chart::HEADLINES.as_slice()),
        ("services.svg", chart::SERVICES.as_slice()),
    ] {
        let groups = chart::groups(headlines, figures);
        let chart = chart::draw(&groups, &machine.brief(), Theme::Light)?;
        workspace::write(&out.join(name), &chart)?;
    }
    println!(
        "\nall samples, these tables and charts are in {}",
        out.display()
    );
    Ok(())
}
