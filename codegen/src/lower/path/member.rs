//! Members of structures and unions, entries of maps.

use super::lend::{describe, lend};
use super::scope::Scope;
use crate::ir::{Member, PathExpression, PathKind, PathType, PathVariable, Type};
use crate::path::Path;

impl Scope<'_> {
    /// The members on a path of members alone, which starts at the output: those on the way, and the last one.
    pub(in crate::lower) fn members_on(
        &self,
        path: &Path,
    ) -> Result<(Vec<Member>, Member), String> {
        let names = path.members().unwrap_or_default();
        let mut ty = PathType::Output;
        let mut members = Vec::new();
        for name in names {
            let member = self.member_of(&ty, name)?;
            ty = lend(&member.ty).0;
            members.push(member.clone());
        }
        let last = members.pop().ok_or("the path has no members")?;
        Ok((members, last))
    }

    /// The member of this name.
    fn member_of(&self, of: &PathType, name: &str) -> Result<&Member, String> {
        let members = match of {
            PathType::Input => self.input.clone(),
            PathType::Output => self.output.clone(),
            PathType::Structure(shape) | PathType::Union(shape) => {
                self.members(shape).iter().collect()
            }
            _ => Vec::new(),
        };
        let member = members.into_iter().find(|member| member.name == name);
        member.ok_or_else(|| format!("{} has no member {name:?}", describe(of)))
    }

    /// The member of this name, or the entry.
    pub(super) fn member(&self, of: PathExpression, name: &str) -> Result<PathExpression, String> {
        if of.ty == PathType::InputAndOutput {
            return match name {
                "input" => Ok(PathExpression::variable(
                    PathVariable::WaiterInput,
                    PathType::Input,
                )),
                "output" => Ok(PathExpression::variable(
                    PathVariable::Output,
                    PathType::Output,
                )),
                _ => Err(format!("{} has no member {name:?}", describe(&of.ty))),
            };
        }
        if let PathType::Map { key, value, sparse } = &of.ty {
            if !matches!(**key, Type::String { .. }) {
                return Err(format!(
                    "the map with the entry {name:?} has keys of an enum"
                ));
            }
            let (ty, lend) = lend(value);
            let kind = PathKind::Entry {
                sparse: *sparse,
                of: Box::new(of),
                key: name.to_owned(),
                lend,
            };
            return Ok(PathExpression {
                kind,
                ty,
                optional: true,
            });
        }
        let member = self.member_of(&of.ty, name)?;
        match of.ty.clone() {
            PathType::Union(union) => {
                if member.ty == Type::Unit {
                    return Err(format!("the union's member {name:?} has no value"));
                }
                let (ty, lend) = lend(&member.ty);
                let kind = PathKind::Variant {
                    of: Box::new(of),
                    union,
                    variant: member.rust.clone(),
                    lend,
                };
                Ok(PathExpression {
                    kind,
                    ty,
                    optional: true,
                })
            }
            _ => Ok(field(of, member)),
        }
    }
}

fn field(of: PathExpression, member: &Member) -> PathExpression {
    let (ty, lend) = lend(&member.ty);
    let is_option = member.is_optional();
    PathExpression {
        optional: of.optional || is_option,
        kind: PathKind::Field {
            of: Box::new(of),
            field: member.rust.clone(),
            is_option,
            lend,
        },
        ty,
    }
}
