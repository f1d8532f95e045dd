//! Pages of the web.

use std::net::{IpAddr, SocketAddr};
use std::time::{Duration, Instant};

use url::{Host, Url};

use crate::knowledge::{Check, HttpCheck};
use crate::system::{NetError, ProxyAddress, Request, Response, Surroundings};

use super::look::Looked;
use super::private::is_private;
use super::{Seen, Unseen, read};

/// So many bytes of a page are read: block pages and status pages are far shorter.
const MOST: usize = 256 * 1024;
/// So many redirects are followed.
const N_REDIRECTS: usize = 5;
/// So many addresses of a proxy are tried.
const N_ADDRESSES: usize = 2;
/// A name that was not found in less time than this may be found all the same.
const FAIR: Duration = Duration::from_millis(1_500);

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
        let mut url =
            Url::parse(&self.page.url).map_err(|_| (Unseen::Strange, None::<Response>))?;
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
            if let Some(unseen) = self.refused(&next) {
                return Err((unseen, Some(answer)));
            }
            url = next;
            last = Some(answer);
        }
        Err((Unseen::RedirectsTooOften, last))
    }

    /// Returns why a redirect is not followed: the person agreed to the host that is named, and to those below it.
    fn refused(&self, next: &Url) -> Option<Unseen> {
        let host = next.host_str().unwrap_or_default();
        if !["http", "https"].contains(&next.scheme()) || host.is_empty() {
            return Some(Unseen::RedirectsToNoPage);
        }
        let named = Url::parse(&self.page.url).ok();
        let named = named.as_ref().and_then(Url::host_str).unwrap_or_default();
        let host = host.to_owned();
        (!is_below(&host, named)).then_some(Unseen::RedirectsElsewhere { host })
    }

    fn step(&mut self, url: &Url, n_redirects: usize) -> Result<Response, Unseen> {
        let proxy = self.world.proxy_of(url.as_str());
        let proxy = proxy.filter(|_| self.page.by_proxy);
        self.seen
            .set("via", if proxy.is_some() { "proxy" } else { "direct" });
        let addresses = if let Some(proxy) = &proxy {
            self.reach(proxy)?;
            literal(url).into_iter().collect()
        } else {
            self.seen.set("proxy", "none");
            self.addresses(url)?
        };
        let is_proxied = proxy.is_some();
        let is_own = addresses.iter().any(is_private);
        if n_redirects == 0 {
            self.began_private = is_own;
        } else if is_own && !self.began_private {
            return Err(Unseen::RedirectsInside);
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

    /// Connects to the proxy before anything is asked of it: afterwards nobody could tell who is silent, it or the site.
    fn reach(&mut self, proxy: &ProxyAddress) -> Result<(), Unseen> {
        // Time is left for the page.
        let until = Instant::now() + self.until.saturating_duration_since(Instant::now()) / 2;
        let found = self.world.look_up(&proxy.host, until);
        let connected = found.and_then(|addresses| {
            let mut connected = Err(NetError::NoRoute);
            for address in addresses.into_iter().take(N_ADDRESSES) {
                connected = self
                    .world
                    .connect(SocketAddr::new(address, proxy.port), until);
                if connected.is_ok() {
                    break;
                }
            }
            connected
        });
        let word = match &connected {
            Ok(()) => Some("ok"),
            Err(NetError::NoSuchName) => Some("no-such-name"),
            Err(NetError::Cancelled | NetError::NameFailed) => None,
            Err(error) => Some(connection_name(error)),
        };
        self.seen.set_some("proxy", word);
        Ok(connected?)
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
    let started = Instant::now();
    let found = world.look_up(host, until);
    // What was before it may have left it too little time.
    let is_hurried = found == Err(NetError::TimedOut) && started.elapsed() < FAIR;
    let came_to = lookup_name(found.as_ref().err());
    seen.set_some("dns", came_to.filter(|_| !is_hurried));
    Ok(found?)
}

/// Takes down in `via` whether the person's programs reach these hosts by a proxy, which then looks up their names and
/// connects to them: what happens without it says nothing of what they see.
pub(super) fn by_proxy<'h>(
    mut hosts: impl Iterator<Item = &'h str>,
    world: &dyn Surroundings,
    seen: &mut Seen,
) {
    let is_proxied = |host: &str| world.proxy_of(&format!("https://{host}/")).is_some();
    let via = if hosts.any(is_proxied) {
        "proxy"
    } else {
        "direct"
    };
    seen.set("via", via);
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

/// Returns whether a host is the named one, or lies below it.
fn is_below(host: &str, named: &str) -> bool {
    let below = host.strip_suffix(named);
    !named.is_empty() && below.is_some_and(|below| below.is_empty() || below.ends_with('.'))
}

#[cfg(test)]
mod tests;
