//! The service itself.

use super::change::{Aspect, Log, Verdict};
use crate::ir::{RequestCodec, RuleSet, Service};
use crate::lowered::Lowered;
use Verdict::{Breaking, Minor, Nothing, Patch};

/// Compares the services of two models, the newer of which is spoken to in this protocol from now on.
pub(super) fn compare(log: &mut Log, old: &Lowered, new: &Lowered, preferred: &str) {
    let (was, is) = (old.package.protocol.id, preferred);
    let name = &new.package.service.title;
    if was != is {
        let wire = if new.protocols.iter().any(|protocol| protocol == was) {
            Patch
        } else {
            Breaking
        };
        let text = format!("protocol: {was} → {is}");
        log.add(name, Aspect::Service, (Patch, wire), text);
    }
    let protocol = new.package.protocol.codecs.request;
    let (old, new) = (&old.package.service, &new.package.service);
    let mut differs = |what: &str, was: &str, is: &str, verdicts| {
        if was != is {
            let text = format!("{what}: {was:?} → {is:?}");
            log.add(name, Aspect::Service, verdicts, text);
        }
    };
    differs("title", &old.title, &new.title, (Patch, Nothing));
    differs(
        "name of the static in Rust",
        &old.static_name,
        &new.static_name,
        (Breaking, Nothing),
    );
    // Settings such as AWS_ENDPOINT_URL_… are named by it.
    differs("SDK id", &old.sdk_id, &new.sdk_id, (Patch, Nothing));
    let signed = (Patch, Breaking);
    differs("signing name", &old.signing_name, &new.signing_name, signed);
    // Requests say it in these protocols alone.
    let is_said = matches!(protocol, RequestCodec::Query | RequestCodec::Ec2Query);
    let wire = if is_said { Breaking } else { Nothing };
    differs("version", &old.version, &new.version, (Patch, wire));
    behavior(log, name, old, new);
    endpoints(log, name, old.rules.as_ref(), new.rules.as_ref());
}

fn behavior(log: &mut Log, name: &str, old: &Service, new: &Service) {
    let retries = |service: &Service| {
        let retries = service.retry_defaults;
        retries.map(|it| (it.max_attempts, it.base_delay_millis))
    };
    if retries(old) != retries(new) {
        let text = "retries changed";
        log.add(name, Aspect::Behavior, (Patch, Nothing), text);
    }
    if old.query_error_codes != new.query_error_codes {
        let text = "codes of errors changed";
        log.add(name, Aspect::Error, (Patch, Breaking), text);
    }
    if old.sends_crc32 != new.sends_crc32 {
        let text = "checksums of responses changed";
        log.add(name, Aspect::Behavior, (Patch, Nothing), text);
    }
}

fn endpoints(log: &mut Log, name: &str, old: Option<&RuleSet>, new: Option<&RuleSet>) {
    let (old, new) = match (old, new) {
        (Some(old), Some(new)) => (old, new),
        (None, None) => return,
        (None, Some(_)) => {
            let text = "endpoint rules added";
            log.add(name, Aspect::Endpoint, (Patch, Patch), text);
            return;
        }
        (Some(_), None) => {
            let text = "endpoint rules removed: programs have to give an endpoint";
            log.add(name, Aspect::Endpoint, (Breaking, Nothing), text);
            return;
        }
    };
    for parameter in &new.parameters {
        let is_it = |other: &&crate::ir::Parameter| other.name == parameter.name;
        match old.parameters.iter().find(is_it) {
            None => {
                let text = format!("endpoint parameter {:?} added", parameter.name);
                log.add(name, Aspect::Endpoint, (Minor, Nothing), text);
            }
            Some(before) if (before.field, before.ty) != (parameter.field, parameter.ty) => {
                let text = format!(
                    "endpoint parameter {:?}: another source or type",
                    parameter.name
                );
                log.add(name, Aspect::Endpoint, (Breaking, Patch), text);
            }
            Some(before)
                if before.default != parameter.default || before.required != parameter.required =>
            {
                let text = format!(
                    "endpoint parameter {:?}: default or requiredness changed",
                    parameter.name
                );
                log.add(name, Aspect::Endpoint, (Patch, Patch), text);
            }
            Some(_) => {}
        }
    }
    for parameter in &old.parameters {
        if !new
            .parameters
            .iter()
            .any(|other| other.name == parameter.name)
        {
            let text = format!("endpoint parameter {:?} removed", parameter.name);
            log.add(name, Aspect::Endpoint, (Patch, Patch), text);
        }
    }
    if old.rules != new.rules {
        let text = "endpoint rules changed";
        log.add(name, Aspect::Endpoint, (Patch, Patch), text);
    }
}
