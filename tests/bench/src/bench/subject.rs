//! What is measured: the programs below tests/bench, and the AWS CLI.

use crate::workspace;
use std::path::PathBuf;

/// In the order in which they run and are shown.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Subject {
    /// This project, default features.
    Ours,
    /// An HTTP client and nothing else.
    Bare,
    /// The same with signatures and a tower service: the parts that a client like ours needs.
    BareSigned,
    /// The AWS SDK for Rust with the fewest features that do the work.
    SdkTuned,
    /// The AWS SDK for Rust as it comes.
    SdkDefault,
    /// A socket, and requests and responses that were made beforehand: what machine and server allow.
    Raw,
    /// The `aws` command, which is compared with our command-line program.
    AwsCli,
}

impl Subject {
    pub const ALL: [Self; 7] = [
        Self::Ours,
        Self::Bare,
        Self::BareSigned,
        Self::SdkTuned,
        Self::SdkDefault,
        Self::Raw,
        Self::AwsCli,
    ];

    /// Those that are programs below tests/bench.
    pub const PROGRAMS: [Self; 6] = [
        Self::Ours,
        Self::Bare,
        Self::BareSigned,
        Self::SdkTuned,
        Self::SdkDefault,
        Self::Raw,
    ];

    /// The programs whose build is a figure: what a user would choose from.
    pub fn is_choice(self) -> bool {
        !matches!(self, Self::Raw | Self::AwsCli)
    }

    /// The one that takes minutes to build.
    pub fn is_sdk(self) -> bool {
        matches!(self, Self::SdkTuned | Self::SdkDefault)
    }

    /// In tables and files; for a program its folder, its package and its binary too.
    pub fn name(self) -> &'static str {
        match self {
            Self::Ours => "ours",
            Self::Bare => "bare",
            Self::BareSigned => "bare-signed",
            Self::SdkTuned => "sdk-tuned",
            Self::SdkDefault => "sdk-default",
            Self::Raw => "raw",
            Self::AwsCli => "aws-cli",
        }
    }

    /// The program's source.
    pub fn folder(self) -> PathBuf {
        Program::from(self).folder()
    }

    /// The program, once it is built.
    pub fn program(self) -> PathBuf {
        Program::from(self).path()
    }
}

/// A program below tests/bench, by the name of its folder, its package and its binary.
#[derive(Clone, Copy)]
pub struct Program(pub &'static str);

impl Program {
    /// Its source.
    pub fn folder(self) -> PathBuf {
        workspace::root().join("tests/bench").join(self.0)
    }

    /// Where it is built.
    pub fn target(self) -> PathBuf {
        super::folder().join("build").join(self.0)
    }

    /// The program, once it is built.
    pub fn path(self) -> PathBuf {
        self.target().join("release").join(self.0)
    }
}

impl From<Subject> for Program {
    fn from(subject: Subject) -> Self {
        Self(subject.name())
    }
}
