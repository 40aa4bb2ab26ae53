//! How a process is ended with all that it runs, when it is not waited for any more.

use std::process::{Command, Stdio};

/// A child that is to be ended, unless it is spared. It must not have been waited for, so that its number is still its
/// own.
pub(super) struct Family {
    child: u32,
    /// Whether it is the first of a process group of its own.
    has_group: bool,
    is_spared: bool,
}

impl Family {
    pub(super) fn of(child: u32, has_group: bool) -> Self {
        Self {
            child,
            has_group,
            is_spared: false,
        }
    }

    /// The child has ended by itself.
    pub(super) fn spare(mut self) {
        self.is_spared = true;
    }
}

impl Drop for Family {
    fn drop(&mut self) {
        if self.is_spared || !cfg!(unix) {
            return;
        }
        let targets = if self.has_group {
            vec![format!("-{}", self.child)]
        } else {
            let mut found = vec![self.child];
            descendants(self.child, &mut found);
            found.iter().map(u32::to_string).collect()
        };
        // No function that is safe by Rust's rules sends a signal to a group or to another's child.
        let mut kill = Command::new("sh");
        kill.args(["-c", "kill -s KILL -- \"$@\"", "sh"])
            .args(targets);
        kill.stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        // The child itself is killed all the same.
        let _ = kill.status();
    }
}

/// How many processes are looked for, so that one that makes others without end is not followed without end.
const MAX_FOUND: usize = 1_000;

/// What a process runs, as far as the system says.
fn descendants(parent: u32, found: &mut Vec<u32>) {
    let path = format!("/proc/{parent}/task/{parent}/children");
    let children = std::fs::read_to_string(path).unwrap_or_default();
    for child in children.split_whitespace().filter_map(|it| it.parse().ok()) {
        if found.len() < MAX_FOUND && !found.contains(&child) {
            found.push(child);
            descendants(child, found);
        }
    }
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::*;
    use std::io::Read;

    #[test]
    fn what_a_child_runs_ends_with_it_with_and_without_a_group_of_its_own() {
        for has_group in [false, true] {
            let mut command = Command::new("sh");
            command.args(["-c", "sh -c 'sleep 600; :' & sleep 600; :"]);
            command.stdout(Stdio::piped());
            if has_group {
                std::os::unix::process::CommandExt::process_group(&mut command, 0);
            }
            let mut child = command.spawn().unwrap();
            let mut found = Vec::new();
            while found.len() < 3 {
                found.clear();
                descendants(child.id(), &mut found);
            }
            drop(Family::of(child.id(), has_group));
            // All of them hold its other end.
            let mut stdout = child.stdout.take().unwrap();
            assert_eq!(stdout.read_to_end(&mut Vec::new()).unwrap(), 0);
            assert!(!child.wait().unwrap().success());
        }
    }

    #[test]
    fn a_child_that_is_spared_lives_on() {
        let mut child = Command::new("sleep").arg("600").spawn().unwrap();
        Family::of(child.id(), false).spare();
        assert!(child.try_wait().unwrap().is_none());
        child.kill().unwrap();
        child.wait().unwrap();
    }
}
