//! What paths of an operation can refer to.

use crate::ir::{Member, Shape, TypeRef};
use std::collections::HashMap;

/// The types of the shapes crate, by name.
#[derive(Default)]
pub(in crate::lower) struct Shapes {
    shapes: Vec<Shape>,
    places: HashMap<String, usize>,
}

impl Shapes {
    pub(in crate::lower) fn new(shapes: Vec<Shape>) -> Self {
        let names = shapes.iter().map(|shape| shape.name().name.clone());
        let places = names.enumerate().map(|(at, name)| (name, at)).collect();
        Self { shapes, places }
    }

    /// All of them, in the order that they were given in.
    pub(in crate::lower) fn into_list(self) -> Vec<Shape> {
        self.shapes
    }

    fn get(&self, of: &TypeRef) -> Option<&Shape> {
        self.places
            .get(&of.name)
            .and_then(|at| self.shapes.get(*at))
    }
}

/// The members of an operation's input and output, and the shapes that they are made of.
pub(in crate::lower) struct Scope<'a> {
    pub(in crate::lower) input: Vec<&'a Member>,
    pub(in crate::lower) output: Vec<&'a Member>,
    pub(in crate::lower) shapes: &'a Shapes,
}

impl Scope<'_> {
    /// The members of a structure or union.
    pub(super) fn members(&self, of: &TypeRef) -> &[Member] {
        self.shapes.get(of).map_or(&[], Shape::members)
    }
}
