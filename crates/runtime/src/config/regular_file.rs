//! How a file is read whatever it may be: none keeps the program waiting or fills its memory.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

/// The most bytes that are read of a file: those that are for this are a few kilobytes long.
const MAX_FILE: u64 = 16 * 1024 * 1024;

/// Reads a file that has an end: others, such as pipes and terminals, may keep whoever reads them waiting, or fill all
/// memory. The null device is read as the empty file that it is named for.
pub(crate) fn read_regular(path: &Path) -> io::Result<Vec<u8>> {
    let invalid = |why| io::Error::new(io::ErrorKind::InvalidData, why);
    if cfg!(windows) && path == Path::new("NUL") {
        return Ok(Vec::new());
    }
    let metadata = std::fs::metadata(path)?;
    if !metadata.is_file() {
        let is_null = !metadata.is_dir() && path.canonicalize()? == Path::new("/dev/null");
        return if is_null {
            Ok(Vec::new())
        } else {
            Err(invalid("it is no regular file"))
        };
    }
    let mut bytes = Vec::new();
    File::open(path)?
        .take(MAX_FILE + 1)
        .read_to_end(&mut bytes)?;
    if bytes.len() as u64 > MAX_FILE {
        return Err(invalid("it has more than 16 MiB"));
    }
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::super::Environment;
    use super::*;

    #[test]
    fn what_is_no_regular_file_is_told_from_what_is_not_there() {
        let there = std::env::temp_dir();
        let process = Environment::process();
        let kind = |path: &Path| process.read(path).unwrap_err().kind();
        assert_eq!(kind(&there.join("no-such-file/a")), io::ErrorKind::NotFound);
        assert_eq!(kind(&there), io::ErrorKind::InvalidData);
        #[cfg(unix)]
        {
            assert_eq!(kind(Path::new("/dev/zero")), io::ErrorKind::InvalidData);
            assert_eq!(process.read(Path::new("/dev/null")).unwrap(), "");
            let pipe = there.join(format!("smithereens-pipe-{}", std::process::id()));
            let made = std::process::Command::new("mkfifo").arg(&pipe).status();
            assert!(made.unwrap().success());
            let kind = kind(&pipe);
            std::fs::remove_file(&pipe).unwrap();
            assert_eq!(kind, io::ErrorKind::InvalidData);
        }
    }

    #[test]
    fn a_file_that_is_no_text_is_an_error_that_does_not_tell_it() {
        let path = std::env::temp_dir().join(format!("smithereens-{}", std::process::id()));
        std::fs::write(&path, b"[default]\nSECRET = \xff\n").unwrap();
        let error = Environment::process().read(&path).unwrap_err();
        std::fs::remove_file(&path).unwrap();
        assert!(!format!("{error} {error:?}").contains("SECRET"));
    }
}
