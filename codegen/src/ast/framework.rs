//! The error of Smithy's framework namespace that models list without having it: `smithy.framework#ValidationException`.

use super::{Model, Shape, ShapeId};
use indexmap::IndexMap;

const VALIDATION_EXCEPTION: &str = "smithy.framework#ValidationException";

/// It and what it is made of, as Smithy's validation model has them.
const SHAPES: &str = r#"{
  "smithy.framework#ValidationException": {
    "type": "structure",
    "members": {
      "message": {
        "target": "smithy.api#String",
        "traits": {
          "smithy.api#documentation": "What did not pass, in a sentence.",
          "smithy.api#required": {}
        }
      },
      "fieldList": {
        "target": "smithy.framework#ValidationExceptionFieldList",
        "traits": { "smithy.api#documentation": "What did not pass, member by member." }
      }
    },
    "traits": {
      "smithy.api#documentation": "The input does not keep to what the model asks of it.",
      "smithy.api#error": "client"
    }
  },
  "smithy.framework#ValidationExceptionField": {
    "type": "structure",
    "members": {
      "path": {
        "target": "smithy.api#String",
        "traits": {
          "smithy.api#documentation": "Where the member is in the input, as a JSON pointer.",
          "smithy.api#required": {}
        }
      },
      "message": {
        "target": "smithy.api#String",
        "traits": {
          "smithy.api#documentation": "Why it did not pass.",
          "smithy.api#required": {}
        }
      }
    },
    "traits": { "smithy.api#documentation": "A member of the input that did not pass." }
  },
  "smithy.framework#ValidationExceptionFieldList": {
    "type": "list",
    "member": { "target": "smithy.framework#ValidationExceptionField" }
  }
}"#;

/// Adds the error where an operation or service lists it and the model does not define it.
pub(super) fn complete(model: &mut Model) {
    let is_it = |id: &ShapeId| id.as_str() == VALIDATION_EXCEPTION;
    let is_listed = |shape: &Shape| shape.errors.iter().any(|error| is_it(&error.target));
    if model.shapes.contains_key(VALIDATION_EXCEPTION) || !model.shapes.values().any(is_listed) {
        return;
    }
    let shapes: IndexMap<ShapeId, Shape> = serde_json::from_str(SHAPES).unwrap_or_default();
    for (id, shape) in shapes {
        model.shapes.entry(id).or_insert(shape);
    }
}

#[cfg(test)]
mod tests {

    #[test]
    fn the_error_is_added_where_it_is_listed_and_missing() {
        let read = |errors: &str, own: &str| {
            let text = format!(
                r#"{{"smithy": "2.0", "shapes": {{ {own} "a#Do": {{"type": "operation", "errors": [{errors}]}}}}}}"#
            );
            super::super::read(&text).unwrap()
        };
        let listed = r#"{"target": "smithy.framework#ValidationException"}"#;
        assert_eq!(read("", "").shapes.len(), 1);
        let completed = read(listed, "");
        assert_eq!(completed.shapes.len(), 4);
        let own = r#""smithy.framework#ValidationException": {"type": "structure"},"#;
        let own = read(listed, own);
        assert_eq!(own.shapes.len(), 2);
    }
}
