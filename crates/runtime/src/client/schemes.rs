//! Which of several authentication schemes a call tries, and in which order.

use super::effective::Settings;
use crate::endpoint::Endpoint;
use crate::operation::{AuthScheme, Service};
use crate::stack::Schemes;

impl Settings<'_> {
    /// The schemes of an operation of this service in the order in which they are tried: those that the endpoint takes,
    /// as the settings prefer them.
    pub(super) fn schemes(
        self,
        listed: &[AuthScheme],
        service: &Service,
        endpoint: &Endpoint,
    ) -> Schemes {
        let mut schemes = of_endpoint(listed, endpoint);
        if let Err(why) = self.region() {
            let signed = schemes.order.iter().position(|it| *it == AuthScheme::SigV4);
            if let Some(at) = signed {
                schemes.order.remove(at);
                schemes.excluded.push((AuthScheme::SigV4, why.to_owned()));
            }
        }
        let preference = &self.client.config.scheme_preference;
        let has_variable = self.client.stack.tokens.has_variable(service.signing_name);
        let tokens = [AuthScheme::Bearer.name().to_owned()];
        let preferred = match (&preference.explicit, &preference.configured) {
            (Some(explicit), _) => explicit.as_slice(),
            (None, _) if has_variable => &tokens,
            (None, Some(configured)) => configured,
            (None, None) if preference.token_alone_is_given => &tokens,
            (None, None) => &[],
        };
        prefer(&mut schemes.order, preferred);
        schemes
    }
}

/// The schemes that the endpoint takes, in its order; where its rules name none, in the operation's.
fn of_endpoint(listed: &[AuthScheme], endpoint: &Endpoint) -> Schemes {
    let names: Vec<_> = endpoint
        .auth_schemes()
        .iter()
        .filter_map(|scheme| scheme.get("name")?.as_str())
        .collect();
    if names.is_empty() {
        return Schemes {
            order: listed.to_vec(),
            excluded: Vec::new(),
        };
    }
    let mut order = Vec::new();
    for name in &names {
        let known = listed.iter().filter(|scheme| scheme.is_named(name));
        order.extend(known.copied());
    }
    let left = listed.iter().filter(|scheme| !order.contains(scheme));
    let excluded = left.map(|scheme| {
        let taken = names.join(", ");
        let why = format!("the endpoint takes no such thing, but {taken}");
        (*scheme, crate::excerpt::one_line(&why, 200))
    });
    let excluded = excluded.collect();
    Schemes { order, excluded }
}

/// Puts the schemes with these names first, in the order of the names.
fn prefer(order: &mut [AuthScheme], names: &[String]) {
    let place = |scheme: &AuthScheme| {
        let place = names.iter().position(|name| scheme.is_named(name));
        place.unwrap_or(names.len())
    };
    order.sort_by_key(place);
}
