//! What single services need beyond their traits, each with a name and a reason.
//!
//! To add one: write a function that changes the lowered package, and a line in the table. A customization
//! that no longer finds what it changes is a mistake that the conformance tests of its service show.

use super::long_running::attempt_timeout;
use crate::ir::{
    BodyStep, BoundMember, DefaultValue, Operation, Package, Presence, Protocol, RequestLocation,
    UriPart,
};

/// A change to the package of one service.
struct Customization {
    /// The service, by its SDK id.
    sdk_id: &'static str,
    /// What is done, to each operation.
    apply: fn(&mut Operation, Facts<'_>),
}

/// What of its package a customization goes by.
#[derive(Clone, Copy)]
struct Facts<'a> {
    protocol: Protocol,
    version: &'a str,
}

const CUSTOMIZATIONS: &[Customization] = &[
    Customization {
        sdk_id: "API Gateway",
        apply: accept_plain,
    },
    Customization {
        sdk_id: "Machine Learning",
        apply: send_to_predict_endpoint,
    },
    Customization {
        sdk_id: "Glacier",
        apply: send_glacier_version,
    },
    Customization {
        sdk_id: "Glacier",
        apply: default_account_id,
    },
    Customization {
        sdk_id: "Glacier",
        apply: send_tree_hash,
    },
    Customization {
        sdk_id: "Polly",
        apply: presign_speech,
    },
    Customization {
        sdk_id: "STS",
        apply: leave_federation_unsigned,
    },
    Customization {
        sdk_id: "STS",
        apply: retry_identity_providers,
    },
];

/// Applies the customizations of the package's service.
pub(super) fn customize(package: &mut Package) {
    let Package {
        protocol,
        service,
        operations,
        ..
    } = package;
    for operation in operations.iter_mut() {
        operation.attempt_timeout = attempt_timeout(&service.sdk_id, &operation.name.shape);
    }
    let facts = Facts {
        protocol: *protocol,
        version: &service.version,
    };
    for customization in CUSTOMIZATIONS
        .iter()
        .filter(|customization| customization.sdk_id == service.sdk_id)
    {
        for operation in operations.iter_mut() {
            (customization.apply)(operation, facts);
        }
    }
}

/// API Gateway answers in HAL unless it is asked for what its protocol has.
fn accept_plain(operation: &mut Operation, package: Facts<'_>) {
    operation
        .headers
        .push(("Accept".to_owned(), package.protocol.media_type.to_owned()));
}

/// Predictions are made where the model that makes them is, at a URL that the service has given out before.
fn send_to_predict_endpoint(operation: &mut Operation, _: Facts<'_>) {
    let url = operation
        .members()
        .find(|member| member.name == "PredictEndpoint");
    operation.endpoint_url = url.cloned();
}

/// Glacier refuses requests that do not say which version of its API they mean.
fn send_glacier_version(operation: &mut Operation, package: Facts<'_>) {
    operation.headers.push((
        "X-Amz-Glacier-Version".to_owned(),
        package.version.to_owned(),
    ));
}

/// `-` stands for the account of the credentials, so that callers can leave the account out.
fn default_account_id(operation: &mut Operation, _: Facts<'_>) {
    let labels = operation.uri.iter_mut().filter_map(|part| match part {
        UriPart::Label(label) if label.member.name == "accountId" => Some(label),
        _ => None,
    });
    labels.for_each(|label| label.default = Some("-".to_owned()));
    let is_account = |input: &&mut BoundMember<_>| {
        input.member.name == "accountId" && input.location == RequestLocation::Label
    };
    if let Some(input) = operation.input.iter_mut().find(is_account) {
        input.member.presence = Presence::Default(DefaultValue::String("-".to_owned()));
    }
}

/// Glacier wants a tree hash of what is uploaded, and its length, which the model does not say.
fn send_tree_hash(operation: &mut Operation, _: Facts<'_>) {
    let has_payload = operation
        .input
        .iter()
        .any(|input| matches!(input.location, RequestLocation::Payload(_)));
    let is_hash = |location: &RequestLocation| matches!(location, RequestLocation::Header(name) if name.eq_ignore_ascii_case("x-amz-sha256-tree-hash"));
    if has_payload && operation.input.iter().any(|input| is_hash(&input.location)) {
        if !operation.body_steps.contains(&BodyStep::RequireLength) {
            operation.body_steps.push(BodyStep::RequireLength);
        }
        operation.body_steps.push(BodyStep::Sha256TreeHash);
    }
}

/// Polly takes what is to be spoken in a query as well, for players that are given a URL.
fn presign_speech(operation: &mut Operation, _: Facts<'_>) {
    operation.body_in_presigned_query |= operation.name.shape == "SynthesizeSpeech";
}

/// Who asks STS for credentials with the assertion or token of an identity provider has none to sign with. Older models
/// leave that out.
fn leave_federation_unsigned(operation: &mut Operation, _: Facts<'_>) {
    let name = operation.name.shape.as_str();
    operation.unsigned |= matches!(name, "AssumeRoleWithSAML" | "AssumeRoleWithWebIdentity");
}

/// STS asks the identity provider, which may be there the next time.
fn retry_identity_providers(operation: &mut Operation, _: Facts<'_>) {
    let is_meant = |code: &str| code.starts_with("IDPCommunicationError");
    let errors = operation
        .errors
        .iter()
        .filter(|error| is_meant(&error.code));
    let codes: Vec<_> = errors.map(|error| (error.code.clone(), false)).collect();
    operation.retryable_errors.extend(codes);
}
