//! Reading a file with both readers.

use super::marked::{Fault, FaultKind};
use super::node::{Kind, Node};
use super::spanned::Mark;
use super::{marked, plain};

/// Returns the tree of a file, unless it is empty or no YAML that packs use, and all that is wrong with the YAML itself.
pub(super) fn read(file: u32, text: &str) -> (Option<Node>, Vec<Fault>) {
    let (tree, mut faults) = marked::read(file, text);
    if !faults.iter().all(|fault| fault.kind.is_harmless()) {
        return (None, faults);
    }
    let Some(tree) = tree else {
        return (None, faults);
    };
    let node = match plain::read(text) {
        Ok(value) => {
            Node::join(value, tree).map_err(|mark| syntax(mark, "it can be read in two ways"))
        }
        Err(error) => Err(syntax(error_mark(file, &error), &error.to_string())),
    };
    match node {
        Ok(Node {
            kind: Kind::Null, ..
        }) => (None, faults),
        Ok(node) => (Some(node), faults),
        Err(fault) => {
            faults.push(fault);
            (None, faults)
        }
    }
}

/// Returns what the two readers make of a text differently, if they do.
///
/// A text that both refuse is no difference; neither is one that uses what packs cannot use, such as an alias.
///
/// # Errors
///
/// What differs and where.
pub fn readers_agree(text: &str) -> Result<(), String> {
    let (tree, faults) = marked::read(0, text);
    let refused = |fault: &Fault| matches!(fault.kind, FaultKind::Syntax(_));
    let unsupported = |fault: &Fault| matches!(fault.kind, FaultKind::Unsupported(_));
    if faults.iter().any(unsupported) {
        return Ok(());
    }
    match (plain::read(text), tree) {
        (Ok(value), Some(tree)) => match Node::join(value, tree) {
            Ok(_) => Ok(()),
            Err(mark) => Err(format!(
                "line {}, column {}: different values",
                mark.line, mark.column
            )),
        },
        (Err(_), None) if faults.iter().any(refused) => Ok(()),
        (Ok(value), None) if value.is_null() && faults.is_empty() => Ok(()),
        (Ok(_), None) => Err("only the marked reader refuses it".to_owned()),
        (Err(error), _) => Err(format!("only the plain reader refuses it: {error}")),
    }
}

fn syntax(mark: Mark, reason: &str) -> Fault {
    let kind = FaultKind::Syntax(reason.to_owned());
    Fault { mark, kind }
}

fn error_mark(file: u32, error: &serde_yaml::Error) -> Mark {
    let count = |number| u32::try_from(number).unwrap_or(1);
    let (line, column) = error.location().map_or((1, 1), |location| {
        (count(location.line()), count(location.column()))
    });
    Mark {
        file,
        line,
        column,
        width: 1,
        text_column: 0,
    }
}
