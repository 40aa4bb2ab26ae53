//! What is to be reached: ratios of figures of one run, and whether they hold.

use super::figure::{Figure, Load};
use super::figures::{Figures, Summary, summary};
use super::services::Service;
use super::subject::Subject;

/// A bound that a number made of figures must keep.
pub struct Goal {
    pub what: &'static str,
    measure: Measure,
    pub bound: Bound,
}

/// How the number is made of the figure of ours and those of the others.
enum Measure {
    Own(Figure),
    /// Ours divided by the other's.
    Ratio(Figure, Subject),
    /// The other's divided by ours: how many times faster ours is.
    Speed(Figure, Subject),
    /// The second figure of ours divided by the first.
    Growth(Figure, Figure),
    /// What ours takes above the first, divided by what the second takes above it.
    Above(Figure, Subject, Subject),
}

#[derive(Clone, Copy)]
pub enum Bound {
    AtMost(f64),
    AtLeast(f64),
}

impl Bound {
    pub fn is_met(self, number: f64) -> bool {
        match self {
            Self::AtMost(bound) => number <= bound,
            Self::AtLeast(bound) => number >= bound,
        }
    }
}

const fn goal(what: &'static str, measure: Measure, bound: Bound) -> Goal {
    Goal {
        what,
        measure,
        bound,
    }
}

/// Calls that have to be about as fast as those of an HTTP client alone.
const fn as_fast_as_bare(what: &'static str, figure: Figure) -> Goal {
    goal(what, Speed(figure, Bare), AtLeast(0.9))
}

/// Calls of a service, which have to be faster than the SDK's.
const fn service(what: &'static str, service: Service) -> Goal {
    let figure = Figure::ServiceCallTime(service);
    goal(what, Speed(figure, SdkTuned), AtLeast(2.5))
}

const ALONE: Figure = Figure::CallTime(Load::new(1, 2));
const MANY: Figure = Figure::CallTime(Load::new(32, 2));
const LARGE: Figure = Figure::CallTime(Load::new(1, 50));
const MANY_LARGE: Figure = Figure::CallTime(Load::new(32, 50));
/// More calls at a time than most programs make.
const WIDE: Load = Load::new(1024, 2);
const MEMORY: Figure = Figure::CallMemory(Load::new(32, 2));

use Bound::{AtLeast, AtMost};
use Measure::{Above, Growth, Own, Ratio, Speed};
use Subject::{AwsCli, Bare, BareSigned, SdkTuned};

pub const GOALS: [Goal; 27] = [
    goal(
        "clean build CPU / sdk-tuned",
        Ratio(Figure::BuildCpu, SdkTuned),
        AtMost(0.36),
    ),
    goal(
        "clean build CPU / bare-signed",
        Ratio(Figure::BuildCpu, BareSigned),
        AtMost(1.15),
    ),
    goal(
        "stripped binary / sdk-tuned",
        Ratio(Figure::BinarySize, SdkTuned),
        AtMost(0.40),
    ),
    goal(
        "stripped binary / bare",
        Ratio(Figure::BinarySize, Bare),
        AtMost(1.25),
    ),
    goal("crates in the tree", Own(Figure::Crates), AtMost(130.0)),
    goal(
        "calls a second, 32 at a time, 2 items / sdk-tuned",
        Speed(MANY, SdkTuned),
        AtLeast(2.0),
    ),
    as_fast_as_bare("calls a second, 32 at a time, 2 items / bare", MANY),
    as_fast_as_bare(
        "calls a second, 256 at a time, 2 items / bare",
        Figure::CallTime(Load::new(256, 2)),
    ),
    as_fast_as_bare(
        "calls a second, 1024 at a time, 2 items / bare",
        Figure::CallTime(WIDE),
    ),
    goal(
        "one at a time, 2 items: above bare / sdk-tuned above bare",
        Above(ALONE, Bare, SdkTuned),
        AtMost(0.25),
    ),
    goal(
        "the same in CPU time, which a busy machine disturbs less",
        Above(Figure::CallCpu(Load::new(1, 2)), Bare, SdkTuned),
        AtMost(0.25),
    ),
    goal(
        "speed, one at a time, 50 items / sdk-tuned",
        Speed(LARGE, SdkTuned),
        AtLeast(1.7),
    ),
    goal(
        "calls a second, 32 at a time, 50 items / sdk-tuned",
        Speed(MANY_LARGE, SdkTuned),
        AtLeast(1.7),
    ),
    goal(
        "start to first response / bare",
        Ratio(Figure::FirstResponse, Bare),
        AtMost(1.15),
    ),
    goal(
        "peak memory, one call / bare",
        Ratio(Figure::FirstResponseMemory, Bare),
        AtMost(1.2),
    ),
    goal(
        "peak memory, 32 at a time, 2 items / bare",
        Ratio(MEMORY, Bare),
        AtMost(1.2),
    ),
    goal(
        "peak memory, 1024 at a time, 2 items / bare",
        Ratio(Figure::CallMemory(WIDE), Bare),
        AtMost(1.1),
    ),
    goal(
        "list by command line: times faster than the AWS CLI",
        Speed(Figure::Listing, AwsCli),
        AtLeast(30.0),
    ),
    goal(
        "check of all of Lambda, CPU / aws-sdk-lambda",
        Ratio(Figure::Check, SdkTuned),
        AtMost(0.25),
    ),
    goal(
        "several services: clean build CPU / the SDK's",
        Ratio(Figure::ServicesBuildCpu, SdkTuned),
        AtMost(0.3),
    ),
    goal(
        "several services: stripped binary / the SDK's",
        Ratio(Figure::ServicesBinarySize, SdkTuned),
        AtMost(0.35),
    ),
    service(
        "calls a second, 32 at a time, DynamoDB / the SDK's",
        Service::DynamoDb,
    ),
    service(
        "calls a second, 32 at a time, Route 53 / the SDK's",
        Service::Route53,
    ),
    service(
        "calls a second, 32 at a time, SQS / the SDK's",
        Service::Sqs,
    ),
    service(
        "calls a second, 32 at a time, STS / the SDK's",
        Service::Sts,
    ),
    goal(
        "speed, a megabyte of events / the SDK's",
        Speed(Figure::EventsTime, SdkTuned),
        AtLeast(1.0),
    ),
    goal(
        "peak memory, a gigabyte of events / a megabyte of them",
        Growth(Figure::EventsMemory, Figure::ManyEventsMemory),
        AtMost(1.1),
    ),
];

impl Goal {
    /// The number made of the medians, with the least and the greatest that single rounds give. Nothing if
    /// something it needs was not measured.
    pub fn measured(&self, figures: &Figures) -> Option<Summary> {
        let mut medians = Vec::new();
        let mut samples = Vec::new();
        for (figure, subject) in self.needs() {
            medians.push(figures.summary(figure, subject)?.median);
            samples.push(figures.samples(figure, subject));
        }
        let rounds = samples.iter().map(|samples| samples.len()).min()?;
        // Samples of one round were taken one right after the other: what slowed one is likely to have slowed all.
        let of_a_round = |round: usize| {
            let numbers: Option<Vec<f64>> =
                samples.iter().map(|all| all.get(round).copied()).collect();
            self.number(&numbers?)
        };
        let by_round: Vec<f64> = (0..rounds).filter_map(of_a_round).collect();
        let spread = summary(&by_round)?;
        Some(Summary {
            median: self.number(&medians)?,
            ..spread
        })
    }

    fn needs(&self) -> Vec<(Figure, Subject)> {
        let ours = Subject::Ours;
        match self.measure {
            Own(figure) => vec![(figure, ours)],
            Ratio(figure, other) | Speed(figure, other) => vec![(figure, ours), (figure, other)],
            Growth(first, second) => vec![(first, ours), (second, ours)],
            Above(figure, floor, other) => {
                vec![(figure, ours), (figure, floor), (figure, other)]
            }
        }
    }

    /// From a number for each of the figures that are needed.
    fn number(&self, numbers: &[f64]) -> Option<f64> {
        match (&self.measure, numbers) {
            (Own(_), [ours]) => Some(*ours),
            (Ratio(..), [ours, other]) => Some(ours / other),
            (Speed(..), [ours, other]) => Some(other / ours),
            (Growth(..), [first, second]) => Some(second / first),
            (Above(..), [ours, floor, other]) => Some((ours - floor) / (other - floor)),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn figures(samples: &[(Subject, &[f64])]) -> Figures {
        let mut figures = Figures::default();
        for (subject, samples) in samples {
            for sample in *samples {
                figures.add(ALONE, *subject, *sample);
            }
        }
        figures
    }

    fn measured(measure: Measure, figures: &Figures) -> Option<f64> {
        let goal = goal("", measure, AtMost(1.0));
        goal.measured(figures).map(|summary| summary.median)
    }

    #[test]
    fn ratios_are_of_medians() {
        let figures = figures(&[
            (Subject::Ours, &[30.0, 10.0, 40.0]),
            (Bare, &[20.0, 20.0, 20.0]),
            (SdkTuned, &[60.0, 60.0, 60.0]),
        ]);
        assert_eq!(measured(Own(ALONE), &figures), Some(30.0));
        assert_eq!(measured(Ratio(ALONE, SdkTuned), &figures), Some(0.5));
        assert_eq!(measured(Speed(ALONE, SdkTuned), &figures), Some(2.0));
        assert_eq!(measured(Above(ALONE, Bare, SdkTuned), &figures), Some(0.25));
        assert_eq!(measured(Ratio(ALONE, BareSigned), &figures), None);
    }

    #[test]
    fn the_spread_is_that_of_single_rounds() {
        let figures = figures(&[(Subject::Ours, &[10.0, 20.0]), (Bare, &[10.0, 40.0])]);
        let ratio = goal("", Ratio(ALONE, Bare), AtMost(1.0)).measured(&figures);
        let ratio = ratio.unwrap();
        assert_eq!((ratio.min, ratio.max), (0.5, 1.0));
    }
}
