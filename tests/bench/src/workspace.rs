//! Where things are in this repository.

pub use cargo_smithereens::disk::{read, write};

use std::path::{Path, PathBuf};

/// The root of the checkout that cargo runs this program from; the one it was compiled in may be another.
pub fn root() -> PathBuf {
    let manifest = std::env::var_os("CARGO_MANIFEST_DIR")
        .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
    manifest
        .ancestors()
        .nth(2)
        .map(Path::to_owned)
        .unwrap_or_default()
}

/// The folder of published models that `SMITHY_MODELS` names, if it does. A relative path is meant from the repository,
/// wherever the job was started.
pub fn models() -> Option<PathBuf> {
    Some(root().join(std::env::var_os("SMITHY_MODELS")?))
}

/// The folder with the models of other protocols than restJson1, which stands beside that one.
pub fn models_of_other_protocols() -> Option<PathBuf> {
    Some(models()?.parent()?.join("protocols").join("services"))
}
