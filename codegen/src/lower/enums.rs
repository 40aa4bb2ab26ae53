//! Enums of strings and of integers.

use super::{Lowering, docs};
use crate::Problem;
use crate::ast::{EnumDefinition, ShapeId};
use crate::ir::{EnumValue, IntEnum, StringEnum};
use crate::naming;
use std::collections::BTreeMap;

impl Lowering<'_> {
    /// An enum shape, or a string with Smithy 1.0's enum trait.
    pub(super) fn string_enum(&mut self, id: &ShapeId) -> Option<StringEnum> {
        let shape = self.model.shape(id)?;
        let name = self.names.get(id)?.name.clone();
        let definitions: Vec<EnumDefinition> = shape
            .traits
            .value("smithy.api#enum", id, &mut self.problems)
            .unwrap_or_default();
        let mut values: Vec<_> = definitions
            .into_iter()
            .map(|definition| EnumValue {
                variant: naming::variant_name(
                    definition.name.as_deref().unwrap_or(&definition.value),
                ),
                docs: docs::markdown(definition.documentation.as_deref().unwrap_or_default()),
                value: definition.value,
            })
            .collect();
        for (member_name, member) in &shape.members {
            let value = member.traits.value(
                "smithy.api#enumValue",
                &id.member(member_name),
                &mut self.problems,
            );
            values.push(EnumValue {
                variant: naming::variant_name(member_name),
                value: value.unwrap_or_else(|| member_name.clone()),
                docs: self.member_docs(member),
            });
        }
        self.report_variant_collisions(id, &mut values);
        let sensitive = shape.traits.has("smithy.api#sensitive");
        Some(StringEnum {
            name,
            docs: docs::shape_docs(shape),
            values,
            sensitive,
        })
    }

    pub(super) fn int_enum(&mut self, id: &ShapeId) -> Option<IntEnum> {
        let shape = self.model.shape(id)?;
        let name = self.names.get(id)?.name.clone();
        let mut values = Vec::new();
        for (member_name, member) in &shape.members {
            let member_id = id.member(member_name);
            match member
                .traits
                .value("smithy.api#enumValue", &member_id, &mut self.problems)
            {
                Some(value) => values.push(EnumValue {
                    variant: naming::variant_name(member_name),
                    value,
                    docs: self.member_docs(member),
                }),
                None => self.problems.push(Problem::MalformedTrait {
                    shape: member_id,
                    trait_id: "smithy.api#enumValue".to_owned(),
                    message: "an intEnum gives each member a number".to_owned(),
                }),
            }
        }
        self.report_variant_collisions(id, &mut values);
        Some(IntEnum {
            name,
            docs: docs::shape_docs(shape),
            values,
        })
    }

    /// Values that camel case makes alike, such as `v1_1` and `v11`, are told apart by their underscores.
    fn report_variant_collisions<T>(&mut self, id: &ShapeId, values: &mut [EnumValue<T>]) {
        let mut taken: BTreeMap<String, usize> = BTreeMap::new();
        for value in values.iter_mut() {
            let count = taken.entry(value.variant.clone()).or_default();
            *count += 1;
            if *count > 1 {
                value.variant = format!("{}_{count}", value.variant);
            }
        }
        let mut seen = std::collections::BTreeSet::new();
        for value in values.iter() {
            if !seen.insert(&value.variant) {
                self.problems.push(Problem::NameCollision {
                    first: id.to_string(),
                    second: id.to_string(),
                    name: value.variant.clone(),
                    place: id.name().to_owned(),
                    help: "leave out the operations that use it, or mend the model",
                });
            }
        }
    }
}
