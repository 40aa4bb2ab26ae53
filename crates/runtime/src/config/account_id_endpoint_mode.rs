//! Whether endpoints hold the number of the account.

use super::ConfigError;
use super::switches::{Places, invalid_value};

/// Whether endpoints hold the number of the account that the credentials are of, where a service has such endpoints, as
/// DynamoDB has: `account_id_endpoint_mode` of "Account-based endpoints" in the AWS SDKs and Tools Reference Guide.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum AccountIdEndpointMode {
    /// They do where the credentials say which account they are of.
    #[default]
    Preferred,
    /// They do not.
    Disabled,
    /// They do; it is an error of the call if the credentials do not say.
    Required,
}

impl AccountIdEndpointMode {
    const ALL: [Self; 3] = [Self::Preferred, Self::Disabled, Self::Required];

    /// The mode that a place names, else the preferred one. The name's case does not matter.
    ///
    /// # Errors
    ///
    /// It is another one.
    pub(super) fn resolve(explicit: Option<Self>, places: Places<'_>) -> Result<Self, ConfigError> {
        if let Some(mode) = explicit {
            return Ok(mode);
        }
        let place = places.get("AWS_ACCOUNT_ID_ENDPOINT_MODE", "account_id_endpoint_mode")?;
        let Some((value, place)) = place else {
            return Ok(Self::default());
        };
        let known = Self::ALL
            .into_iter()
            .find(|mode| value.eq_ignore_ascii_case(mode.as_str()));
        known.ok_or_else(|| {
            invalid_value(&place, &value, "none of preferred, disabled and required")
        })
    }

    /// The mode as endpoint rules and settings name it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Preferred => "preferred",
            Self::Disabled => "disabled",
            Self::Required => "required",
        }
    }
}
