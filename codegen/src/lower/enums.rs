//! Enums of strings and of integers.

use super::docs;
use super::lowering::Lowering;
use crate::Problem;
use crate::ast::{EnumDefinition, ShapeId};
use crate::ir::{EnumValue, IntEnum, StringEnum};
use crate::trait_id;
use crate::{markdown, naming};

impl Lowering<'_> {
    /// An enum shape, or a string with Smithy 1.0's enum trait.
    pub(super) fn string_enum(&mut self, id: &ShapeId) -> Option<StringEnum> {
        let shape = self.model.shape(id)?;
        let name = self.names.get(id)?.name.clone();
        let definitions: Vec<EnumDefinition> = shape
            .traits
            .value(trait_id::ENUM, id, &mut self.problems)
            .unwrap_or_default();
        let mut values: Vec<_> = definitions
            .into_iter()
            .map(|definition| EnumValue {
                variant: naming::variant_name(
                    definition.name.as_deref().unwrap_or(&definition.value),
                ),
                docs: markdown::lines(definition.documentation.as_deref().unwrap_or_default()),
                value: definition.value,
            })
            .collect();
        for (member_name, member) in &shape.members {
            let value = member.traits.value(
                trait_id::ENUM_VALUE,
                &id.member(member_name),
                &mut self.problems,
            );
            values.push(EnumValue {
                variant: naming::variant_name(member_name),
                value: value.unwrap_or_else(|| member_name.clone()),
                docs: self.member_docs(member),
            });
        }
        naming::disambiguate(values.iter_mut().map(|value| &mut value.variant), "");
        let sensitive = shape.traits.has(trait_id::SENSITIVE);
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
                .value(trait_id::ENUM_VALUE, &member_id, &mut self.problems)
            {
                Some(value) => values.push(EnumValue {
                    variant: naming::variant_name(member_name),
                    value,
                    docs: self.member_docs(member),
                }),
                None => self.problems.push(Problem::MalformedTrait {
                    shape: member_id,
                    trait_id: trait_id::ENUM_VALUE.to_owned(),
                    message: "an intEnum gives each member a number".to_owned(),
                }),
            }
        }
        naming::disambiguate(values.iter_mut().map(|value| &mut value.variant), "");
        Some(IntEnum {
            name,
            docs: docs::shape_docs(shape),
            values,
            sensitive: shape.traits.has(trait_id::SENSITIVE),
        })
    }
}
