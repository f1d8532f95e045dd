//! From nodes to the raw shapes, with every mismatch found in one run.

mod deserializer;
mod list;
mod pairs;
mod shape_error;

use std::collections::BTreeSet;

use serde::de::DeserializeOwned;

use super::node::Node;

use self::deserializer::NodeDeserializer;

pub(super) use self::list::{LIST, List};
pub(super) use self::pairs::Pairs;
pub(super) use self::shape_error::{Mismatch, ShapeError};

/// Returns what `node` says in the shape of `T`, and every place at which it has another shape.
///
/// What has another shape is left out and the rest is read again, so that each mismatch is found; `None` when the
/// node itself has another shape.
pub(super) fn decode<T: DeserializeOwned>(node: &Node) -> (Option<T>, Vec<ShapeError>) {
    let mut left_out = BTreeSet::new();
    let mut errors = Vec::new();
    loop {
        let error = match T::deserialize(NodeDeserializer::new(node, &left_out)) {
            Ok(raw) => return (Some(raw), errors),
            Err(error) => error.at(node),
        };
        let culprit = error.culprit.unwrap_or(node);
        errors.push(error);
        if std::ptr::eq(culprit, node) || !left_out.insert(culprit) {
            return (None, errors);
        }
    }
}
