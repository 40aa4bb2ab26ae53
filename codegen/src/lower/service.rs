//! The service itself: its names and its endpoint rules.

use super::lowering::Lowering;
use crate::Problem;
use crate::ast::{ServiceInfo, SigV4};
use crate::trait_id;
use crate::{ir, markdown, naming};

impl Lowering<'_> {
    pub(super) fn service(&mut self) -> Option<ir::Service> {
        let id = self.closure.service.clone();
        let shape = self.model.shape(&id)?;
        let info: Option<ServiceInfo> = shape.traits.view(&id, &mut self.problems);
        let sigv4: Option<SigV4> = shape.traits.view(&id, &mut self.problems);
        let sdk_id = info.map_or_else(|| id.name().to_owned(), |info| info.sdk_id);
        if !sdk_id.is_ascii() || !sdk_id.contains(|letter: char| letter.is_ascii_alphanumeric()) {
            self.problems.push(Problem::MalformedTrait {
                shape: id.clone(),
                trait_id: trait_id::SERVICE.to_owned(),
                message: format!(
                    "the sdkId {sdk_id:?} makes no names; it takes letters and digits of ASCII, and spaces"
                ),
            });
        }
        let title: Option<String> = shape.traits.value(trait_id::TITLE, &id, &mut self.problems);
        Some(ir::Service {
            static_name: naming::static_name(&sdk_id),
            signing_name: sigv4.map_or_else(|| naming::crate_prefix(&sdk_id), |sigv4| sigv4.name),
            version: shape.version.clone().unwrap_or_default(),
            query_error_codes: shape.traits.has(trait_id::AWS_QUERY_COMPATIBLE),
            sends_crc32: false,
            retry_defaults: None,
            title: markdown::plain(&title.unwrap_or_else(|| sdk_id.clone())),
            rules: self.endpoint_rules(&id, shape),
            sdk_id,
        })
    }
}
