//! Settings that are a switch, a number or a name.

use super::{ConfigError, Environment, Profile};

/// The places below the program's own settings.
#[derive(Clone, Copy)]
pub(super) struct Places<'a> {
    pub(super) environment: &'a Environment,
    pub(super) profile: Profile<'a>,
}

impl Places<'_> {
    /// A setting's value, and the place that has it.
    ///
    /// # Errors
    ///
    /// The variable is not UTF-8.
    pub(super) fn get(
        self,
        variable: &str,
        property: &str,
    ) -> Result<Option<(String, String)>, ConfigError> {
        if let Some(value) = self.environment.get(variable)? {
            return Ok(Some((value, variable.to_owned())));
        }
        let value = self.profile.get(property);
        Ok(value.map(|value| {
            let place = format!("`{property}` of profile `{}`", self.profile.name);
            (value.to_owned(), place)
        }))
    }

    /// A switch, which is off unless a place turns it on.
    pub(super) fn switch(self, variable: &str, property: &str) -> Result<bool, ConfigError> {
        match self.get(variable, property)? {
            None => Ok(false),
            Some((value, _)) if value.eq_ignore_ascii_case("true") => Ok(true),
            Some((value, _)) if value.eq_ignore_ascii_case("false") => Ok(false),
            Some((value, place)) => Err(invalid_value(&place, &value, "neither true nor false")),
        }
    }

    pub(super) fn max_attempts(self) -> Result<Option<u32>, ConfigError> {
        let Some((value, place)) = self.get("AWS_MAX_ATTEMPTS", "max_attempts")? else {
            return Ok(None);
        };
        match value.parse() {
            Ok(count) => attempts(count, &place).map(Some),
            Err(_) => Err(invalid_value(&place, &value, "no whole number from 1 up")),
        }
    }
}

/// A number of attempts, of which there has to be one.
pub(super) fn attempts(count: u32, place: &str) -> Result<u32, ConfigError> {
    if count == 0 {
        return Err(invalid_value(place, "0", "no whole number from 1 up"));
    }
    Ok(count)
}

pub(super) fn invalid_value(place: &str, value: &str, why: &str) -> ConfigError {
    let value = crate::excerpt::one_line(value, 40);
    let reason = format!("it is {why}");
    ConfigError::new(format!("{place} is `{value}`, which is {why}")).about(&value, &reason)
}
