//! What single services need beyond their traits, each with a name and a reason.
//!
//! To add one: write a function that changes the lowered package, and a line in the table. A customization
//! that no longer finds what it changes is a mistake that the conformance tests of its service show.

mod messages;

use super::long_running::attempt_timeout;
use crate::ir::{
    Auth, BodyStep, BoundMember, DefaultValue, Operation, Package, Presence, Protocol,
    RequestLocation, RetryDefaults, Service, Shape, Structure, UriPart,
};
use std::rc::Rc;

/// What is changed, and how.
#[derive(Clone, Copy)]
enum Change {
    Operations(fn(&mut Operation, Facts<'_>)),
    Service(fn(&mut Service)),
    Error(fn(&mut Structure)),
}

/// What of its package a customization goes by.
#[derive(Clone, Copy)]
struct Facts<'a> {
    protocol: Protocol,
    version: &'a str,
    shapes: &'a [Shape],
}

/// The changes, each with the SDK id of its service.
const CUSTOMIZATIONS: &[(&str, Change)] = &[
    ("API Gateway", Change::Operations(accept_plain)),
    ("DynamoDB", Change::Service(retry_sooner)),
    ("DynamoDB", Change::Service(check_crc32)),
    ("DynamoDB", Change::Operations(ask_for_plain_bodies)),
    ("DynamoDB", Change::Operations(mark_reads)),
    ("DynamoDB Streams", Change::Service(retry_sooner)),
    ("DynamoDB Streams", Change::Service(check_crc32)),
    ("DynamoDB Streams", Change::Operations(ask_for_plain_bodies)),
    ("DynamoDB Streams", Change::Operations(mark_reads)),
    ("Glacier", Change::Operations(send_glacier_version)),
    ("Glacier", Change::Operations(default_account_id)),
    ("Glacier", Change::Operations(send_tree_hash)),
    (
        "Machine Learning",
        Change::Operations(send_to_predict_endpoint),
    ),
    ("Polly", Change::Operations(presign_speech)),
    ("Route 53", Change::Operations(strip_id_prefixes)),
    ("Route 53", Change::Error(read_messages_of_batches)),
    ("SQS", Change::Operations(check_messages)),
    ("STS", Change::Operations(leave_federation_unsigned)),
    ("STS", Change::Operations(retry_identity_providers)),
];

/// Applies the customizations of the package's service.
pub(super) fn customize(package: &mut Package) {
    let Package {
        protocol,
        service,
        shapes,
        errors,
        operations,
        ..
    } = package;
    for operation in operations.iter_mut() {
        operation.attempt_timeout = attempt_timeout(&service.sdk_id, &operation.name.shape);
    }
    for (sdk_id, change) in CUSTOMIZATIONS {
        if *sdk_id != service.sdk_id {
            continue;
        }
        match change {
            Change::Service(change) => change(service),
            Change::Error(change) => errors.iter_mut().map(Rc::make_mut).for_each(change),
            Change::Operations(change) => {
                let facts = Facts {
                    protocol: *protocol,
                    version: &service.version,
                    shapes,
                };
                for operation in operations.iter_mut() {
                    change(operation, facts);
                }
            }
        }
    }
}

/// API Gateway answers in HAL unless it is asked for what its protocol has.
fn accept_plain(operation: &mut Operation, package: Facts<'_>) {
    operation
        .headers
        .push(("Accept".to_owned(), package.protocol.media_type.to_owned()));
}

/// Answers come within milliseconds, so that AWS's SDKs try again sooner than elsewhere, and once more.
fn retry_sooner(service: &mut Service) {
    service.retry_defaults = Some(RetryDefaults {
        max_attempts: 4,
        base_delay_millis: 25,
    });
}

/// Responses carry their CRC-32, which AWS's SDKs for Go, Java, JavaScript and Python check.
fn check_crc32(service: &mut Service) {
    service.sends_crc32 = true;
}

/// The CRC-32 is that of the bytes on the wire. A transport that asks for compressed ones, and hands them over
/// decompressed, would have it fail: one that sees this header does not.
fn ask_for_plain_bodies(operation: &mut Operation, _: Facts<'_>) {
    operation
        .headers
        .push(("Accept-Encoding".to_owned(), "identity".to_owned()));
}

/// The model marks no operation as readonly, and these do no more than read: their requests are sent again where a
/// response is damaged, or does not come in time. `ExecuteStatement` and its like may write.
fn mark_reads(operation: &mut Operation, _: Facts<'_>) {
    let name = operation.name.shape.as_str();
    let reads = ["BatchGetItem", "Query", "Scan", "TransactGetItems"];
    let is_read = reads.contains(&name)
        || ["Describe", "Get", "List"]
            .iter()
            .any(|verb| name.starts_with(verb));
    operation.idempotent |= is_read;
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
    if matches!(name, "AssumeRoleWithSAML" | "AssumeRoleWithWebIdentity") {
        operation.auth = Auth::None;
    }
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

/// Route 53 gives out ids with what they are ids of, such as `/hostedzone/Z123`, and takes the `Z123` of them.
fn strip_id_prefixes(operation: &mut Operation, _: Facts<'_>) {
    let is_id = |target: &str| matches!(target, "ResourceId" | "DelegationSetId" | "ChangeId");
    let ids = operation.input.iter().filter(|input| is_id(&input.target));
    operation.prefixed_ids = ids.map(|input| input.member.clone()).collect();
}

/// What is wrong with a batch of changes stands in `Messages`, which the model has in small letters.
fn read_messages_of_batches(error: &mut Structure) {
    if error.name.shape == "InvalidChangeBatch" {
        let messages = error
            .members
            .iter_mut()
            .find(|member| member.name == "messages");
        if let Some(messages) = messages {
            "Messages".clone_into(&mut messages.wire.read);
        }
    }
}

/// SQS says the MD5 of messages and of their attributes, which most of AWS's SDKs check.
fn check_messages(operation: &mut Operation, package: Facts<'_>) {
    operation.message_checks = messages::checks(operation, package.shapes);
}
