//! Programs that receive a stream of events, with this project and with the AWS SDK: how long that takes, and how much memory.

use super::client::{self, Calls};
use super::figure::Figure;
use super::figures::Figures;
use super::server::Server;
use super::subject::{Program, Subject};
use super::{build, services};
use anyhow::Result;

/// The programs, and in whose column they are.
const PROGRAMS: [(Subject, Program); 2] = [
    (Subject::Ours, Program("events-ours")),
    (Subject::SdkTuned, Program("events-sdk")),
];

/// What the crates of ours are generated of.
const MODEL: &str = "bedrock-runtime";
const OPERATION: &str = "ConverseStream";

/// The events of the shorter stream, which has about a megabyte, and of the longer one, which has about a gigabyte.
const FEW: u32 = 5_000;
const MANY: u32 = 5_000_000;
/// Seconds' worth of the shorter one.
const STREAMS: u32 = 200;

/// Receives the streams in so many rounds.
pub fn measure(rounds: u32, server: &Server, figures: &mut Figures) -> Result<()> {
    let Some(model) = services::model(MODEL) else {
        eprintln!(
            "left out the events: SMITHY_MODELS names no folder that has their model beside it"
        );
        return Ok(());
    };
    services::generate(MODEL, OPERATION, &model)?;
    for (_, program) in PROGRAMS {
        build::fetch(program)?;
        build::update(program)?;
    }
    for _ in 0..rounds {
        for (subject, program) in PROGRAMS {
            let run = |items, measured, warmup| {
                let calls = Calls {
                    items,
                    measured,
                    warmup,
                    concurrency: 1,
                };
                client::run(&program.path(), calls, server)
            };
            let (few, _) = run(FEW, STREAMS, STREAMS / 10)?;
            let time = few.wall_ns / f64::from(STREAMS) / 1e3;
            figures.add(Figure::EventsTime, subject, time);
            figures.add(Figure::EventsMemory, subject, few.peak_bytes / 1e6);
            let (many, _) = run(MANY, 1, 0)?;
            figures.add(Figure::ManyEventsMemory, subject, many.peak_bytes / 1e6);
        }
    }
    Ok(())
}
