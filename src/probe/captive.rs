//! Pages whose content is known: whoever answers something else stands in between.

use std::time::Instant;

use crate::knowledge::HttpCheck;
use crate::system::{NetError, Response, Surroundings};

use super::at_once::at_once;
use super::look::Looked;
use super::{Seen, Unseen, http};

/// Asks for all pages at once. The first that tells who stands in between counts.
pub(super) fn look(
    pages: &[(String, Vec<String>)],
    world: &dyn Surroundings,
    until: Instant,
) -> Looked {
    let asked = at_once(pages, |(url, answers)| ask(url, answers, world, until));
    if asked
        .iter()
        .any(|page| page.looked.unseen == Some(Unseen::Cancelled))
    {
        return Looked::nothing(Unseen::Cancelled);
    }
    let mut seen = Seen::default();
    let mut proxies = asked.iter().map(|page| page.looked.seen.get("proxy"));
    let first = proxies.next().flatten();
    seen.set_some(
        "proxy",
        first.filter(|first| proxies.all(|other| other == Some(first))),
    );
    let told = asked.iter().find_map(|page| Some((page, page.is_right?)));
    if let Some((page, is_right)) = told {
        seen.set_bool("portal", !is_right);
        if is_right {
            seen.set("online", "yes");
        }
        seen.set_some("redirect", page.looked.seen.get("redirect"));
        return seen.into();
    }
    // One silent server is no proof; where the network lets nothing through to any of them, nothing gets through. A
    // proxy that is silent says nothing of what goes past it.
    let is_lost = |page: &Asked| page.looked.unseen.as_ref().is_some_and(is_of_network);
    let is_past_proxy = |page: &Asked| matches!(page.looked.seen.get("proxy"), Some("ok" | "none"));
    if asked.len() > 1
        && asked
            .iter()
            .all(|page| is_lost(page) && is_past_proxy(page))
    {
        seen.set("online", "no");
    }
    let unseen = asked.into_iter().find_map(|page| page.looked.unseen);
    Looked::from(seen).but(unseen.unwrap_or(Unseen::Strange))
}

/// What came of one page.
struct Asked {
    looked: Looked,
    /// Whether its answer is the known one; `None` where none came, or its server may only be in trouble.
    is_right: Option<bool>,
}

fn ask(url: &str, answers: &[String], world: &dyn Surroundings, until: Instant) -> Asked {
    let page = HttpCheck {
        url: url.to_owned(),
        accept: None,
        by_proxy: true,
        follow: false,
    };
    let (looked, answer) = http::ask(&page, world, until);
    Asked {
        looked,
        is_right: answer.and_then(|answer| is_right(&answer, answers)),
    }
}

/// Returns whether the network did not let anything through.
fn is_of_network(unseen: &Unseen) -> bool {
    match unseen {
        Unseen::TimedOut => true,
        Unseen::Net(error) => !matches!(error, NetError::Other(_) | NetError::Tls(_)),
        _ => false,
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
