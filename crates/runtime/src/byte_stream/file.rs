//! The bytes of a file, read piece by piece on a thread that may be held up.

use super::ByteStream;
use super::again::Again;
use crate::blocking;
use crate::body::Body;
use crate::detached;
use crate::excerpt::one_line;
use bytes::Bytes;
use http_body::{Body as HttpBody, Frame};
use std::fmt;
use std::fs::{self, File};
use std::future::Future;
use std::io::{self, Read, Seek};
use std::path::Path;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

/// The bytes that are read at a time: few changes of thread, little memory.
const PIECE: usize = 128 * 1024;

/// The characters of a path that are shown in an error.
const MAX_PATH: usize = 300;

/// The file at this path. Each body of it opens the file anew.
pub(super) async fn at_path(path: Arc<Path>) -> io::Result<Again> {
    let asked = Arc::clone(&path);
    let length = blocking::run(move || regular_length(&asked)).await??;
    let make = move || FileBody::at(Place::Path(Arc::clone(&path)));
    Ok(Again::new(make, Some(length)))
}

/// What is left of an open file. Its bodies do not move its cursor, so that they do not disturb each other.
pub(super) fn of_open(mut file: File) -> ByteStream {
    let start = file.stream_position();
    let length = file.metadata().map(|metadata| {
        let is_regular = metadata.is_file();
        is_regular.then_some(metadata.len())
    });
    let file = Arc::new(file);
    let (Ok(start), Ok(Some(length))) = (start, length) else {
        // A pipe or a device: its bytes come once.
        return FileBody::at(Place::Cursor(file)).into();
    };
    let make = move || FileBody::at(Place::At(Arc::clone(&file), start));
    ByteStream::from(Again::new(make, Some(length.saturating_sub(start))))
}

/// The length of the file, which has to be one that can be read twice.
fn regular_length(path: &Path) -> io::Result<u64> {
    let metadata = fs::metadata(path).map_err(|error| of_path(path, error))?;
    if metadata.is_file() {
        return Ok(metadata.len());
    }
    let what = if metadata.is_dir() {
        "is a directory"
    } else {
        "is no regular file, so its length is not known, and it may not be there twice: open it, and make a `ByteStream` of the open file"
    };
    let error = io::Error::new(io::ErrorKind::InvalidInput, what);
    Err(of_path(path, error))
}

/// Where the next bytes are.
enum Place {
    /// At the start of a file that is yet to be opened.
    Path(Arc<Path>),
    /// At this many bytes from the start of an open file.
    At(Arc<File>, u64),
    /// Wherever the cursor is.
    Cursor(Arc<File>),
}

/// Where the bytes after these are, and these. There are none at the end.
type Piece = io::Result<(Place, Bytes)>;

type NextPiece = Pin<Box<dyn Future<Output = Piece> + Send>>;

impl Place {
    /// A pipe may never have anything to give: the end of the program does not wait for that.
    fn next(self) -> NextPiece {
        if matches!(self, Self::Cursor(_)) {
            return Box::pin(detached::run(move || self.read()));
        }
        Box::pin(async move { blocking::run(move || self.read()).await? })
    }

    fn read(self) -> Piece {
        let mut piece = vec![0; PIECE];
        let (next, length) = match self {
            Self::Path(path) => {
                let read = open(&path).and_then(|file| {
                    let length = read_at(&file, &mut piece, 0)?;
                    Ok((Self::At(Arc::new(file), length as u64), length))
                });
                read.map_err(|error| of_path(&path, error))?
            }
            Self::At(file, at) => {
                let length = read_at(&file, &mut piece, at)?;
                (Self::At(file, at + length as u64), length)
            }
            Self::Cursor(file) => {
                let length = uninterrupted(|| (&*file).read(&mut piece))?;
                (Self::Cursor(file), length)
            }
        };
        piece.truncate(length);
        Ok((next, piece.into()))
    }
}

/// What is no regular file any more is not opened: to open a pipe takes until someone writes to it.
fn open(path: &Path) -> io::Result<File> {
    if !fs::metadata(path)?.is_file() {
        let what = "is no regular file any more";
        return Err(io::Error::new(io::ErrorKind::InvalidInput, what));
    }
    File::open(path)
}

fn read_at(file: &File, piece: &mut [u8], at: u64) -> io::Result<usize> {
    uninterrupted(|| {
        #[cfg(unix)]
        return std::os::unix::fs::FileExt::read_at(file, piece, at);
        #[cfg(windows)]
        return std::os::windows::fs::FileExt::seek_read(file, piece, at);
        #[cfg(not(any(unix, windows)))]
        {
            let mut file = file;
            file.seek(io::SeekFrom::Start(at))?;
            file.read(piece)
        }
    })
}

fn uninterrupted(mut read: impl FnMut() -> io::Result<usize>) -> io::Result<usize> {
    loop {
        match read() {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            outcome => return outcome,
        }
    }
}

/// A file, as a body. It ends where the file does.
struct FileBody(State);

enum State {
    Idle(Place),
    Reading(NextPiece),
    Ended,
}

impl FileBody {
    fn at(place: Place) -> Body {
        Body::stream(Self(State::Idle(place)))
    }
}

impl HttpBody for FileBody {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<io::Result<Frame<Bytes>>>> {
        loop {
            match std::mem::replace(&mut self.0, State::Ended) {
                State::Ended => return Poll::Ready(None),
                State::Idle(place) => {
                    self.0 = State::Reading(place.next());
                }
                State::Reading(mut reading) => {
                    let Poll::Ready(piece) = reading.as_mut().poll(cx) else {
                        self.0 = State::Reading(reading);
                        return Poll::Pending;
                    };
                    let (next, bytes) = piece?;
                    if bytes.is_empty() {
                        return Poll::Ready(None);
                    }
                    self.0 = State::Idle(next);
                    return Poll::Ready(Some(Ok(Frame::data(bytes))));
                }
            }
        }
    }
}

/// An error of a file, which says which one.
fn of_path(path: &Path, error: io::Error) -> io::Error {
    let path = one_line(&path.display().to_string(), MAX_PATH);
    io::Error::new(error.kind(), FileError { path, error })
}

#[derive(Debug)]
struct FileError {
    path: String,
    error: io::Error,
}

impl fmt::Display for FileError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the file `{}`: {}", self.path, self.error)
    }
}

impl std::error::Error for FileError {}
