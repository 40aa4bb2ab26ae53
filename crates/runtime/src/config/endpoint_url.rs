//! Which URL a service was configured to be reached at, if any.

use super::parse::About;
use super::switches::Places;
use super::{ConfigError, Environment, Profile};
use crate::endpoint::locate;
use crate::uri::shown;

/// A URL, and the place that it comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct EndpointUrl {
    pub(crate) url: String,
    pub(crate) place: String,
}

/// The configured URLs of all services: the one that is the most specific to a service wins.
///
/// The order is that of "Service-specific endpoints" in the AWS SDKs and Tools Reference Guide.
#[derive(Debug, Default)]
pub(crate) struct EndpointUrls {
    /// In the program, for whatever service it calls.
    explicit: Option<EndpointUrl>,
    /// In the environment, then in the profile, each by service, then for all; then what goes behind both.
    layers: [Layer; 3],
}

#[derive(Debug, Default)]
struct Layer {
    /// By the service's name as [`key`] gives it.
    by_service: Vec<(String, EndpointUrl)>,
    global: Option<EndpointUrl>,
}

/// Checks the URL that the program gives for all services.
///
/// # Errors
///
/// No request can go to it.
pub(super) fn check(url: &str) -> Result<(), ConfigError> {
    /// In bytes, so that a request's path and query, which have their own bounds, can follow it.
    const MAX: usize = 8 * 1024;
    let url = url.trim();
    let located = match locate(url, "", "/") {
        Ok(uri) if uri.path().len() > MAX => Err("it is too long"),
        located => located.map(drop),
    };
    located.map_err(|why| {
        let text = unusable(url, "`endpoint_url`", why);
        ConfigError::new(text).about(&shown(url, 120), why)
    })
}

/// What is said of a URL that no request can go to.
pub(crate) fn unusable(url: &str, place: &str, why: &str) -> String {
    let url = shown(url, 120);
    format!("the endpoint `{url}` of {place} cannot be used: {why}")
}

impl EndpointUrls {
    /// Takes up the URLs; those of the places below the program are left aside where it says so, or they do.
    ///
    /// # Errors
    ///
    /// What says whether they are is neither true nor false; a variable is not UTF-8; or the profile names a section of
    /// services that is nowhere.
    pub(super) fn load(
        explicit: Option<String>,
        ignored: Option<bool>,
        default: Option<String>,
        places: Places<'_>,
    ) -> Result<Self, ConfigError> {
        let [explicit, default] = [explicit, default].map(|url| {
            Some(EndpointUrl {
                url: url?.trim().to_owned(),
                place: "`endpoint_url`".to_owned(),
            })
        });
        let ignored = match ignored {
            Some(ignored) => ignored,
            None => places.switch(
                "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS",
                "ignore_configured_endpoint_urls",
            )?,
        };
        let layers = if ignored {
            <[Layer; 3]>::default()
        } else {
            [
                of_environment(places.environment)?,
                of_profile(places.profile)?,
                Layer {
                    by_service: Vec::new(),
                    global: default,
                },
            ]
        };
        Ok(Self { explicit, layers })
    }

    /// The URL for the service with this `sdkId`.
    pub(crate) fn of(&self, sdk_id: &str) -> Option<&EndpointUrl> {
        self.explicit.as_ref().or_else(|| self.configured(sdk_id))
    }

    /// The URL for the service with this `sdkId`, whatever the program has for those that it calls itself.
    pub(crate) fn configured(&self, sdk_id: &str) -> Option<&EndpointUrl> {
        self.layers.iter().find_map(|layer| {
            let found = layer
                .by_service
                .iter()
                .find(|(name, _)| key(sdk_id).eq(name.chars()));
            found.map(|(_, url)| url).or(layer.global.as_ref())
        })
    }

    /// Whether any of them, for whatever service, goes without TLS.
    pub(crate) fn has_plain_http(&self) -> bool {
        let layers = self.layers.iter().flat_map(|layer| {
            let by_service = layer.by_service.iter().map(|(_, url)| url);
            by_service.chain(&layer.global)
        });
        let is_plain = |url: &EndpointUrl| {
            let scheme = url.url.split_once("://").map(|(scheme, _)| scheme);
            scheme.is_some_and(|scheme| scheme.eq_ignore_ascii_case("http"))
        };
        self.explicit.iter().chain(layers).any(is_plain)
    }
}

/// `API Gateway` becomes `API_GATEWAY`.
fn key(sdk_id: &str) -> impl Iterator<Item = char> {
    sdk_id.chars().map(|character| match character {
        ' ' | '-' => '_',
        other => other.to_ascii_uppercase(),
    })
}

fn of_environment(environment: &Environment) -> Result<Layer, ConfigError> {
    const GLOBAL: &str = "AWS_ENDPOINT_URL";
    let by_service = environment.with_prefix("AWS_ENDPOINT_URL_")?.into_iter();
    Ok(Layer {
        by_service: by_service
            .map(|(service, url)| {
                let place = format!("{GLOBAL}_{service}");
                (service, EndpointUrl { url, place })
            })
            .collect(),
        global: environment.get(GLOBAL)?.map(|url| EndpointUrl {
            url,
            place: GLOBAL.to_owned(),
        }),
    })
}

fn of_profile(profile: Profile<'_>) -> Result<Layer, ConfigError> {
    let place = format!("profile `{}`", profile.name);
    let services = profile
        .named_section("services", About::Services, "services")
        .map_err(ConfigError::new)?;
    Ok(Layer {
        by_service: services
            .into_iter()
            .flat_map(|(_, section)| section.nested("endpoint_url"))
            .map(|(service, url)| {
                let url = EndpointUrl {
                    url: url.to_owned(),
                    place: format!("`{service}` of the services of {place}"),
                };
                (key(service).collect(), url)
            })
            .collect(),
        global: profile.get("endpoint_url").map(|url| EndpointUrl {
            url: url.to_owned(),
            place,
        }),
    })
}

#[cfg(test)]
mod tests {
    use super::super::profile::Files;
    use super::*;

    const CONFIG: &str = "[default]\nendpoint_url = http://profile\nservices = local\n\
        [services local]\nlambda =\n  endpoint_url = http://services\n";

    fn environment() -> Environment {
        Environment::empty().variable("HOME", "/h")
    }

    fn url(environment: &Environment, explicit: Option<&str>, sdk_id: &str) -> Option<String> {
        let urls = load(environment, explicit).unwrap();
        urls.of(sdk_id).map(|found| found.url.clone())
    }

    fn load(
        environment: &Environment,
        explicit: Option<&str>,
    ) -> Result<EndpointUrls, ConfigError> {
        let files = Files::load(environment)?;
        let places = Places {
            environment,
            profile: files.profile("default"),
        };
        EndpointUrls::load(explicit.map(str::to_owned), None, None, places)
    }

    #[test]
    fn services_that_are_nowhere_are_an_error_unless_they_are_ignored() {
        for config in [
            "[default]\nservices = nope\n[services other]\n",
            "[default]\nservices = nope\n[nope]\n[profile nope]\n",
        ] {
            let config = environment().file("/h/.aws/config", config);
            let error = load(&config, None).unwrap_err().to_string();
            assert!(error.contains("no section [services nope]"), "{error}");
            let ignoring = config.variable("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", "true");
            assert!(load(&ignoring, None).is_ok());
        }
    }

    #[test]
    fn white_space_around_a_url_is_left_out_and_a_blank_one_counts_as_not_set() {
        let config = "[default]\nendpoint_url = http://profile\nservices = local\n\
            [services local]\nlambda =\n  endpoint_url =\n";
        let config = environment().file("/h/.aws/config", config);
        assert_eq!(url(&config, None, "Lambda").unwrap(), "http://profile");
        let config = config
            .variable("AWS_ENDPOINT_URL", " http://global\t\n")
            .variable("AWS_ENDPOINT_URL_LAMBDA", " \t");
        assert_eq!(url(&config, None, "Lambda").unwrap(), "http://global");
        assert_eq!(
            url(&config, Some(" http://x "), "Lambda").unwrap(),
            "http://x"
        );
    }

    #[test]
    fn the_most_specific_url_wins() {
        let config = environment().file("/h/.aws/config", CONFIG);
        assert_eq!(url(&config, None, "Lambda").unwrap(), "http://services");
        assert_eq!(url(&config, None, "S3").unwrap(), "http://profile");
        let global = config.variable("AWS_ENDPOINT_URL", "http://global");
        assert_eq!(url(&global, None, "Lambda").unwrap(), "http://global");
        let service = global.variable("AWS_ENDPOINT_URL_LAMBDA", "http://service");
        assert_eq!(url(&service, None, "Lambda").unwrap(), "http://service");
        assert_eq!(url(&service, None, "S3").unwrap(), "http://global");
        assert_eq!(
            url(&service, Some("http://x"), "Lambda").unwrap(),
            "http://x"
        );
        assert_eq!(url(&environment(), None, "Lambda"), None);
    }

    #[test]
    fn configured_urls_can_be_ignored() {
        let ignoring = environment()
            .file("/h/.aws/config", CONFIG)
            .variable("AWS_ENDPOINT_URL", "http://global")
            .variable("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", "true");
        assert_eq!(url(&ignoring, None, "Lambda"), None);
        assert_eq!(
            url(&ignoring, Some("http://x"), "Lambda").unwrap(),
            "http://x"
        );
    }

    #[test]
    fn a_service_is_named_by_its_sdk_id() {
        let environment = environment().variable("AWS_ENDPOINT_URL_API_GATEWAY", "http://gateway");
        assert_eq!(
            url(&environment, None, "API Gateway").unwrap(),
            "http://gateway"
        );
        assert_eq!(url(&environment, None, "API"), None);
    }
}
