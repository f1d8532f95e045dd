//! Pages of the web.

use std::net::IpAddr;
use std::time::Instant;

use url::{Host, Url};

use crate::knowledge::{Check, HttpCheck};
use crate::system::{NetError, Request, Response, Surroundings};

use super::look::Looked;
use super::private::is_private;
use super::{Seen, Unseen, read};

/// So many bytes of a page are read: block pages and status pages are far shorter.
const MOST: usize = 256 * 1024;
/// So many redirects are followed.
const N_REDIRECTS: usize = 5;

/// Asks for a page and reads what the check wants of it.
pub(super) fn look(
    check: &Check,
    page: &HttpCheck,
    world: &dyn Surroundings,
    until: Instant,
) -> Looked {
    let (mut looked, answer) = ask(page, world, until);
    if let Some(answer) = answer {
        read::from_answer(&check.read, &answer, &mut looked.seen);
    }
    looked
}

/// Asks for a page, through its redirects, and returns how far that came with the last answer.
pub(super) fn ask(
    page: &HttpCheck,
    world: &dyn Surroundings,
    until: Instant,
) -> (Looked, Option<Response>) {
    let mut way = Way {
        page,
        world,
        until,
        seen: Seen::default(),
        began_private: false,
    };
    match way.follow() {
        Ok(answer) => (Looked::from(way.seen), Some(answer)),
        Err((unseen, answer)) => (Looked::from(way.seen).but(unseen), answer),
    }
}

/// The way to a page, through its redirects.
struct Way<'a> {
    page: &'a HttpCheck,
    world: &'a dyn Surroundings,
    until: Instant,
    seen: Seen,
    /// Whether the first address was one of this machine's own networks, so that others may be too.
    began_private: bool,
}

/// Why the way ended early, with the last answer on it.
type Stopped = (Unseen, Option<Response>);

impl Way<'_> {
    fn follow(&mut self) -> Result<Response, Stopped> {
        let mut url = Url::parse(&self.page.url)
            .map_err(|error| (failed(&error.to_string()), None::<Response>))?;
        let mut last = None;
        for n_redirects in 0..=N_REDIRECTS {
            let answer = match self.step(&url, n_redirects) {
                Ok(answer) => answer,
                Err(unseen) => return Err((unseen, last)),
            };
            let Some(next) = target(&url, &answer) else {
                return Ok(answer);
            };
            if self.seen.get("redirect").is_none() && next.host_str() != url.host_str() {
                self.seen.set_some("redirect", next.host_str());
            }
            if !self.page.follow {
                return Ok(answer);
            }
            if !["http", "https"].contains(&next.scheme()) {
                return Err((
                    failed("it redirects to something that is no page"),
                    Some(answer),
                ));
            }
            url = next;
            last = Some(answer);
        }
        Err((failed("it redirects too often"), last))
    }

    fn step(&mut self, url: &Url, n_redirects: usize) -> Result<Response, Unseen> {
        let is_proxied = self.page.by_proxy && self.world.is_proxied(url.as_str());
        self.seen
            .set("via", if is_proxied { "proxy" } else { "direct" });
        let addresses = if is_proxied {
            literal(url).into_iter().collect()
        } else {
            self.addresses(url)?
        };
        let is_own = addresses.iter().any(is_private);
        if n_redirects == 0 {
            self.began_private = is_own;
        } else if is_own && !self.began_private {
            return Err(failed("it redirects to an address of a private network"));
        }
        let request = Request {
            url: url.to_string(),
            accept: self.page.accept.clone(),
            addresses: (!is_proxied).then_some(addresses),
            most: MOST,
        };
        let answer = self.world.fetch(&request, self.until);
        if !is_proxied {
            connection(&mut self.seen, url, answer.as_ref().err());
        }
        let answer = answer?;
        self.seen.set("status", answer.status.to_string());
        self.seen.set_some("host", url.host_str());
        self.seen.set_bool("whole", answer.whole);
        let media = answer.header("content-type");
        let media = media.and_then(|media| media.split(';').next());
        self.seen
            .set_some("type", media.map(|media| media.trim().to_lowercase()));
        Ok(answer)
    }

    fn addresses(&mut self, url: &Url) -> Result<Vec<IpAddr>, Unseen> {
        if let Some(address) = literal(url) {
            return Ok(vec![address]);
        }
        let host = url.host_str().unwrap_or_default();
        look_up(self.world, host, self.until, &mut self.seen)
    }
}

/// Looks a name up and takes down in `dns` what came of it.
pub(super) fn look_up(
    world: &dyn Surroundings,
    host: &str,
    until: Instant,
    seen: &mut Seen,
) -> Result<Vec<IpAddr>, Unseen> {
    let found = world.look_up(host, until);
    seen.set_some("dns", lookup_name(found.as_ref().err()));
    Ok(found?)
}

/// Returns what a look-up came to, in a word; `None` where that cannot be told.
pub(super) fn lookup_name(error: Option<&NetError>) -> Option<&'static str> {
    match error {
        None => Some("ok"),
        Some(NetError::NoSuchName) => Some("no-such-name"),
        Some(NetError::NameFailed | NetError::TimedOut) => Some("failed"),
        Some(_) => None,
    }
}

/// Returns what a connection came to, in a word.
pub(super) fn connection_name(error: &NetError) -> &'static str {
    match error {
        NetError::Refused => "refused",
        NetError::NoRoute => "no-route",
        NetError::Unreachable => "unreachable",
        NetError::TimedOut => "timed-out",
        _ => "failed",
    }
}

/// Takes down how far a connection came.
fn connection(seen: &mut Seen, url: &Url, error: Option<&NetError>) {
    let is_safe = url.scheme() == "https";
    match error {
        None => {
            seen.set("tcp", "ok");
            if is_safe {
                seen.set("tls", "ok");
            }
        }
        Some(NetError::Tls(fault)) => {
            seen.set("tcp", "ok");
            seen.set("tls", fault.name());
        }
        // Time may have run out anywhere on the way.
        Some(NetError::TimedOut | NetError::Cancelled | NetError::Other(_)) => {}
        Some(error) => seen.set("tcp", connection_name(error)),
    }
}

/// Returns where an answer redirects to.
pub(super) fn target(url: &Url, answer: &Response) -> Option<Url> {
    let is_redirect = matches!(answer.status, 301 | 302 | 303 | 307 | 308);
    let location = answer.header("location").filter(|_| is_redirect)?;
    url.join(location).ok()
}

fn literal(url: &Url) -> Option<IpAddr> {
    match url.host()? {
        Host::Ipv4(address) => Some(address.into()),
        Host::Ipv6(address) => Some(address.into()),
        Host::Domain(_) => None,
    }
}

fn failed(reason: &str) -> Unseen {
    Unseen::Failed {
        reason: reason.to_owned(),
    }
}

#[cfg(test)]
mod tests;
