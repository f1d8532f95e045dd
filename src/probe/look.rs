use std::net::IpAddr;
use std::time::Instant;

use crate::knowledge::{Check, CheckKind};
use crate::system::{LookError, NetError, RunError, Surroundings};

use super::{
    Report, Seen, Unseen, browser, captive, clock, command, dns, hosts, http, observe, proxy, tcp,
    tls, vpn,
};

/// What a look at one thing brought.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Looked {
    /// What was seen.
    pub(super) seen: Seen,
    /// Why not everything was seen, where it was not.
    pub(super) unseen: Option<Unseen>,
}

impl Looked {
    /// Returns that nothing was seen, and why.
    pub(super) fn nothing(unseen: impl Into<Unseen>) -> Self {
        Self {
            seen: Seen::default(),
            unseen: Some(unseen.into()),
        }
    }

    /// Returns the same, cut short.
    pub(super) fn but(mut self, unseen: impl Into<Unseen>) -> Self {
        self.unseen = Some(unseen.into());
        self
    }
}

impl From<Seen> for Looked {
    fn from(seen: Seen) -> Self {
        Self { seen, unseen: None }
    }
}

impl From<NetError> for Unseen {
    fn from(error: NetError) -> Self {
        match error {
            NetError::TimedOut => Self::TimedOut,
            NetError::Cancelled => Self::Cancelled,
            error => Self::Net(error),
        }
    }
}

impl From<LookError> for Unseen {
    fn from(error: LookError) -> Self {
        match error {
            LookError::TimedOut => Self::TimedOut,
            LookError::Cancelled => Self::Cancelled,
            LookError::Run(RunError::Missing { program }) => Self::Missing { program },
            LookError::Run(RunError::Refused { program, .. }) => Self::CannotRun { program },
        }
    }
}

/// Runs a check, within its time, and returns what came of it.
#[must_use]
pub fn look(check: &Check, world: &dyn Surroundings) -> Report {
    let started = Instant::now();
    let until = started + check.timeout.duration();
    let looked = match &check.kind {
        CheckKind::Http(page) => http::look(check, page, world, until),
        CheckKind::Dns { hosts, server } => dns::look(hosts, *server, world, until),
        CheckKind::Tcp(target) => tcp::look(target, world, until),
        CheckKind::Tls(target) => tls::look(target, world, until),
        CheckKind::Vpn { routes, tunnels } => vpn::look(routes, tunnels, world, until),
        CheckKind::Proxy { site } => proxy::look(site.as_deref(), world, until),
        CheckKind::Clock { page, status } => clock::look(page, *status, world, until),
        CheckKind::Hosts { names } => hosts::look(names, world),
        CheckKind::Browser(programs) => browser::look(programs, world, until),
        CheckKind::Captive(pages) => captive::look(pages, world, until),
        CheckKind::Command(argv) => command::look(check, argv, world, until),
    };
    let looked = if check.hosts().iter().all(|host| is_here(host)) {
        looked
    } else {
        without_network(looked, world)
    };
    Report {
        check: check.id.clone(),
        at: world.now(),
        took: started.elapsed(),
        observation: observe(check, &looked.seen),
        seen: looked.seen,
        unseen: looked.unseen,
    }
}

/// Returns whether a host is this machine, which is reached without a network.
fn is_here(host: &str) -> bool {
    let name = host.rsplit_once(':').map_or(host, |(name, _)| name);
    let name = name.trim_matches(['[', ']']);
    let address = name.parse::<IpAddr>();
    name == "localhost" || address.is_ok_and(|address| address.is_loopback())
}

/// Returns what is left of a look at the network where there is none: whatever failed says nothing of the site, or of names.
/// That nothing gets through is so.
fn without_network(looked: Looked, world: &dyn Surroundings) -> Looked {
    let is_answered = match &looked.unseen {
        None => looked.seen.get("connected") != Some("no"),
        Some(Unseen::Net(_) | Unseen::TimedOut) => looked.seen.get("public").is_some(),
        Some(_) => true,
    };
    // Somebody refused, or the proxy told what became of it.
    let is_refused = matches!(looked.unseen, Some(Unseen::Net(NetError::Refused)))
        || looked
            .seen
            .get("proxy")
            .is_some_and(|proxy| proxy != "none");
    if is_answered || is_refused || world.has_network() {
        return looked;
    }
    let mut seen = Seen::default();
    seen.set_some("online", looked.seen.get("online"));
    Looked::from(seen).but(NetError::NoRoute)
}
