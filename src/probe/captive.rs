//! Pages whose content is known: whoever answers something else stands in between.

use std::time::Instant;

use crate::knowledge::HttpCheck;
use crate::system::{Response, Surroundings};

use super::look::Looked;
use super::{Seen, Unseen, http};

/// Asks for each page in turn, until one answers.
pub(super) fn look(
    pages: &[(String, Vec<String>)],
    world: &dyn Surroundings,
    until: Instant,
) -> Looked {
    let mut seen = Seen::default();
    let mut last = None;
    for (url, answers) in pages {
        let page = HttpCheck {
            url: url.clone(),
            accept: None,
            by_proxy: true,
            follow: false,
        };
        let (looked, answer) = http::ask(&page, world, until);
        if looked.unseen == Some(Unseen::Cancelled) {
            return looked;
        }
        let Some(answer) = answer else {
            last = looked.unseen;
            continue;
        };
        let Some(is_right) = is_right(&answer, answers) else {
            last = Some(Unseen::Strange);
            continue;
        };
        seen.set_bool("portal", !is_right);
        if is_right {
            seen.set("online", "yes");
        }
        seen.set_some("redirect", looked.seen.get("redirect"));
        return seen.into();
    }
    // One silent server is no proof; where all are silent, nothing gets through.
    if pages.len() > 1 && last.as_ref().is_some_and(|last| *last != Unseen::Strange) {
        seen.set("online", "no");
    }
    match last {
        Some(unseen) => Looked::from(seen).but(unseen),
        None => seen.into(),
    }
}

/// Returns whether the answer is what the page always answers; `None` where its server may only be in trouble.
fn is_right(answer: &Response, answers: &[String]) -> Option<bool> {
    let text = String::from_utf8_lossy(&answer.body);
    let expected = match answer.status {
        204 => answers.iter().all(String::is_empty),
        200 if answers.iter().all(String::is_empty) => text.trim().is_empty(),
        200 => answers
            .iter()
            .any(|known| !known.is_empty() && text.contains(known)),
        300..400 | 511 => false,
        _ => return None,
    };
    Some(expected)
}

#[cfg(test)]
mod tests;
