//! The functions of the rules language.

use super::simplify::{coalesce, common_type, equal, is_some, not};
use crate::ir::{Expression, ExpressionKind, RuleType};

/// A call of a function with these arguments.
pub(super) fn call(function: &str, arguments: Vec<Expression>) -> Result<Expression, String> {
    let mut values = arguments.into_iter();
    let mut next = || {
        values
            .next()
            .ok_or_else(|| format!("{function} lacks an argument"))
    };
    let runtime = |name, ty, optional, arguments| Expression {
        kind: ExpressionKind::Call(name, arguments),
        ty,
        optional,
    };
    Ok(match function {
        "isSet" => is_some(next()?),
        "not" => not(next()?),
        "booleanEquals" | "stringEquals" => equal(next()?, next()?),
        "coalesce" => coalesce(values.collect())?,
        "ite" => {
            let (condition, then, otherwise) = (next()?, next()?, next()?);
            let optional = then.optional || otherwise.optional;
            let ty = common_type(&then, &otherwise)?;
            let kind = ExpressionKind::If(Box::new(condition), Box::new(then), Box::new(otherwise));
            Expression { kind, ty, optional }
        }
        "aws.partition" => runtime("partition", RuleType::Partition, true, vec![next()?]),
        "aws.parseArn" => runtime("parse_arn", RuleType::Arn, true, vec![next()?]),
        "aws.isVirtualHostableS3Bucket" => runtime(
            "is_virtual_hostable_s3_bucket",
            RuleType::Boolean,
            false,
            vec![next()?, next()?],
        ),
        "isValidHostLabel" => runtime(
            "is_valid_host_label",
            RuleType::Boolean,
            false,
            vec![next()?, next()?],
        ),
        "parseURL" => runtime("parse_url", RuleType::Url, true, vec![next()?]),
        "uriEncode" => runtime("uri_encode", RuleType::String, false, vec![next()?]),
        "substring" => runtime(
            "substring",
            RuleType::Str,
            true,
            vec![next()?, next()?, next()?, next()?],
        ),
        "split" => runtime(
            "split",
            RuleType::StringArray,
            false,
            vec![next()?, next()?, next()?],
        ),
        other => return Err(format!("the function {other:?} is not known")),
    })
}
