//! The settings that hold for a call: the client's, but for what is overridden.

use super::{Inner, Overrides};
use crate::config::{AccountIdEndpointMode, EndpointUrl};
#[cfg(feature = "event-stream")]
use crate::operation::EventStreams;
use crate::operation::{Operation, Service};
use crate::stack::BodyLimit;
use crate::timeouts::Timeouts;
use crate::transport::Connections;
use std::sync::Arc;

/// A client's settings, seen through its overrides.
#[derive(Clone, Copy)]
pub(super) struct Settings<'a> {
    pub(super) client: &'a Inner,
    pub(super) overrides: Option<&'a Overrides>,
}

impl<'a> Settings<'a> {
    /// The region, or why there is none.
    pub(super) fn region(self) -> Result<&'a Arc<str>, &'a str> {
        match self
            .overrides
            .and_then(|overrides| overrides.region.as_ref())
        {
            Some(region) => Ok(region),
            None => self.client.config.region.as_ref().map_err(String::as_str),
        }
    }

    /// The URL that is configured for the service with this `sdkId`.
    pub(super) fn endpoint_url(self, sdk_id: &str) -> Option<&'a EndpointUrl> {
        let overridden = self
            .overrides
            .and_then(|overrides| overrides.endpoint_url.as_ref());
        overridden.or_else(|| self.client.config.endpoint_urls.of(sdk_id))
    }

    /// Whether endpoints hold the number of the account.
    pub(super) fn account_id_endpoint_mode(self) -> AccountIdEndpointMode {
        let overridden = self
            .overrides
            .and_then(|overrides| overrides.account_id_endpoint_mode);
        overridden.unwrap_or(self.client.config.account_id_endpoint_mode)
    }

    /// The bounds of a call of this operation.
    pub(super) fn timeouts<O: Operation>(self) -> Timeouts {
        let settings = self.client.timeouts;
        let settings = match self.overrides {
            Some(overrides) => overrides.timeouts.over(settings),
            None => settings,
        };
        #[cfg(feature = "event-stream")]
        if O::EVENT_STREAMS != EventStreams::NONE {
            return settings.resolve_events(O::ATTEMPT_TIMEOUT);
        }
        settings.resolve(O::ATTEMPT_TIMEOUT)
    }

    /// The connections of a call, for which a connect timeout may be overridden.
    pub(super) fn connections(self) -> Connections {
        let own = self.overrides.map(|overrides| overrides.timeouts.connect);
        Connections::new(own.unwrap_or_default())
    }

    pub(super) fn response_body_limit(self) -> BodyLimit {
        let overridden = self
            .overrides
            .and_then(|overrides| overrides.response_body_limit);
        overridden.unwrap_or(self.client.response_body_limit)
    }

    /// How many attempts a call of this service makes at most.
    pub(super) fn max_attempts(self, service: &Service) -> u32 {
        let overridden = self.overrides.and_then(|overrides| overrides.max_attempts);
        overridden
            .or(self.client.config.max_attempts)
            .unwrap_or(service.retry_defaults.max_attempts)
    }
}
