//! The figures: what each is called, and in which unit.

use super::services::Service;
use std::fmt;

/// How the calls are made: how many at a time, and how many items a page has.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Load {
    pub concurrency: u32,
    pub items: u32,
}

impl Load {
    pub const fn new(concurrency: u32, items: u32) -> Self {
        Self { concurrency, items }
    }
}

impl fmt::Display for Load {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { concurrency, items } = self;
        write!(f, "{concurrency} at a time, {items}-item pages")
    }
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Figure {
    /// User and system time of a clean release build, crates fetched beforehand.
    BuildCpu,
    /// Packages in the tree, of normal and build dependencies for this platform, without the program and the
    /// driver.
    Crates,
    /// The stripped binary.
    BinarySize,
    /// From the start of the process to its end after one call.
    FirstResponse,
    /// The peak of memory of such a process.
    FirstResponseMemory,
    /// Wall time divided by calls; its inverse is the rate.
    CallTime(Load),
    /// The client's CPU time divided by calls.
    CallCpu(Load),
    /// The time that 99 of 100 calls did not exceed.
    CallTail(Load),
    /// The peak of memory of a process under load.
    CallMemory(Load),
    /// The server's CPU time divided by calls.
    ServerCpu(Load),
    /// Instructions of the client divided by calls, of one call at a time.
    Instructions(u32),
    /// A list by a command-line program, from the start of the process to its end.
    Listing,
    /// User and system time of `cargo check` of the code generated for all of Lambda, dependencies checked before.
    Check,
    /// From a model with many operations to crates on disk.
    GeneratorTime,
    GeneratorMemory,
    /// As `BuildCpu` and `BinarySize`, of the program that calls several services.
    ServicesBuildCpu,
    ServicesBinarySize,
    /// Wall time divided by calls, 32 at a time, of one of those calls.
    ServiceCallTime(Service),
    /// Wall time of receiving a megabyte of events.
    EventsTime,
    /// The peak of memory of a process that receives a megabyte of events, and of one that receives a gigabyte.
    EventsMemory,
    ManyEventsMemory,
}

impl Figure {
    pub fn title(self) -> String {
        match self {
            Self::BuildCpu => "clean build, CPU".into(),
            Self::Crates => "crates in the tree".into(),
            Self::BinarySize => "stripped binary".into(),
            Self::FirstResponse => "start to first response".into(),
            Self::FirstResponseMemory => "peak memory, one call".into(),
            Self::CallTime(load) => format!("time for each call, {load}"),
            Self::CallCpu(load) => format!("CPU for each call, {load}"),
            Self::CallTail(load) => format!("99% within, {load}"),
            Self::CallMemory(load) => format!("peak memory, {load}"),
            Self::ServerCpu(load) => format!("server's CPU for each call, {load}"),
            Self::Instructions(items) => {
                format!("instructions for each call, {items}-item pages")
            }
            Self::Listing => "list by command line".into(),
            Self::Check => "check of all of Lambda, CPU".into(),
            Self::GeneratorTime => "generator, all of Lambda".into(),
            Self::GeneratorMemory => "generator, peak memory".into(),
            Self::ServicesBuildCpu => "several services: clean build, CPU".into(),
            Self::ServicesBinarySize => "several services: stripped binary".into(),
            Self::ServiceCallTime(service) => {
                format!("time for each call, 32 at a time, {}", service.title())
            }
            Self::EventsTime => "a megabyte of events".into(),
            Self::EventsMemory => "peak memory, a megabyte of events".into(),
            Self::ManyEventsMemory => "peak memory, a gigabyte of events".into(),
        }
    }

    pub fn unit(self) -> Unit {
        match self {
            Self::BuildCpu | Self::Check | Self::ServicesBuildCpu => Unit::Seconds,
            Self::FirstResponse | Self::Listing | Self::GeneratorTime => Unit::Milliseconds,
            Self::CallTime(_)
            | Self::CallCpu(_)
            | Self::CallTail(_)
            | Self::ServerCpu(_)
            | Self::ServiceCallTime(_)
            | Self::EventsTime => Unit::Microseconds,
            Self::BinarySize
            | Self::ServicesBinarySize
            | Self::FirstResponseMemory
            | Self::CallMemory(_)
            | Self::GeneratorMemory
            | Self::EventsMemory
            | Self::ManyEventsMemory => Unit::Megabytes,
            Self::Crates | Self::Instructions(_) => Unit::Count,
        }
    }
}

/// The unit that samples are kept in, and shown in.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    Seconds,
    Milliseconds,
    Microseconds,
    /// Of a million bytes.
    Megabytes,
    Count,
}

impl Unit {
    pub fn name(self) -> &'static str {
        match self {
            Self::Seconds => "s",
            Self::Milliseconds => "ms",
            Self::Microseconds => "µs",
            Self::Megabytes => "MB",
            Self::Count => "",
        }
    }

    /// A number of this unit, without the unit, as exact as its size calls for.
    pub fn show(self, number: f64) -> String {
        match self {
            Self::Count => format!("{number:.0}"),
            _ if number >= 100.0 => format!("{number:.0}"),
            _ if number >= 10.0 => format!("{number:.1}"),
            _ => format!("{number:.2}"),
        }
    }
}
