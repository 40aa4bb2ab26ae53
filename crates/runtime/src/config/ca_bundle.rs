//! Which certificates are trusted instead of those that the operating system trusts.

use super::switches::Places;
use super::{ConfigError, Environment};
use rustls::RootCertStore;
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::{self, PemObject};
use std::io;
use std::path::PathBuf;

/// A file of certificates in PEM form, and the place that names it.
pub(crate) struct CaBundle {
    path: PathBuf,
    place: String,
    is_explicit: bool,
}

impl CaBundle {
    /// The file that a place names, if one does. As with the AWS CLI, it is the variable first, then the profile.
    ///
    /// # Errors
    ///
    /// The variable is not UTF-8.
    pub(super) fn resolve(
        explicit: Option<PathBuf>,
        places: Places<'_>,
    ) -> Result<Option<Self>, ConfigError> {
        if let Some(path) = explicit {
            let place = "`ca_bundle`".to_owned();
            return Ok(Some(Self {
                path,
                place,
                is_explicit: true,
            }));
        }
        let found = places.get("AWS_CA_BUNDLE", "ca_bundle")?;
        Ok(found.map(|(path, place)| {
            let path = PathBuf::from(path);
            Self {
                path,
                place,
                is_explicit: false,
            }
        }))
    }

    /// The certificates of the file. One that is no certificate authority's in a form that rustls takes is left
    /// out, as some in the bundles of operating systems are.
    ///
    /// # Errors
    ///
    /// The file cannot be read, is not in PEM form, or has no certificate that can be trusted.
    pub(crate) fn read(&self, environment: &Environment) -> Result<RootCertStore, ConfigError> {
        let bytes = match environment.read_bytes(&self.path) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                return Err(self.unusable("there is no such file"));
            }
            Err(error) => return Err(self.unusable("it cannot be read").caused_by(error)),
        };
        let certificates: Vec<_> = CertificateDer::pem_slice_iter(&bytes)
            .collect::<Result<_, _>>()
            .map_err(|error| self.unusable(malformed(&error)))?;
        if certificates.is_empty() {
            return Err(self.unusable("it has no certificate in PEM form"));
        }
        let count = certificates.len();
        let mut roots = RootCertStore::empty();
        let (trusted, left_out) = roots.add_parsable_certificates(certificates);
        if trusted == 0 {
            let which = match count {
                1 => "the certificate in it".to_owned(),
                count => format!("none of the {count} certificates in it"),
            };
            let can = if count == 1 { "cannot" } else { "can" };
            return Err(self.unusable(&format!("{which} {can} be read")));
        }
        if left_out > 0 {
            let path = self.path.display();
            tracing::warn!(%path, left_out, "certificates of the CA bundle cannot be read");
        }
        Ok(roots)
    }

    fn unusable(&self, why: &str) -> ConfigError {
        let (place, path) = (&self.place, self.path.display());
        let error = ConfigError::new(format!(
            "the CA bundle {path} of {place} is of no use: {why}"
        ));
        let error = error.about(&path.to_string(), why);
        if self.is_explicit {
            return error.of_setting("ca_bundle");
        }
        error
    }
}

/// What is wrong with the PEM form. The contents of the file are not shown.
fn malformed(error: &pem::Error) -> &'static str {
    match error {
        pem::Error::MissingSectionEnd { .. } => "a certificate in it has no end line",
        pem::Error::IllegalSectionStart { .. } => "a start line in it is malformed",
        pem::Error::Base64Decode(_) => "a certificate in it is not in Base64",
        _ => "it is not in PEM form",
    }
}
