//! Connections, by IPv4 and by IPv6.

use std::net::{IpAddr, SocketAddr};
use std::thread;
use std::time::Instant;

use crate::knowledge::Target;
use crate::system::{NetError, Surroundings};

use super::look::Looked;
use super::{Seen, http};

/// Connects both ways at once.
pub(super) fn look(target: &Target, world: &dyn Surroundings, until: Instant) -> Looked {
    let mut seen = Seen::default();
    http::by_proxy([target.host.as_str()].into_iter(), world, &mut seen);
    let addresses = match http::look_up(world, &target.host, until, &mut seen) {
        Ok(addresses) => addresses,
        Err(unseen) => return Looked::from(seen).but(unseen),
    };
    let first = |is_wanted: fn(&IpAddr) -> bool| addresses.iter().copied().find(is_wanted);
    let connect = |address: Option<IpAddr>| {
        let address = SocketAddr::new(address?, target.port);
        Some(world.connect(address, until))
    };
    let (v4, v6) = thread::scope(|scope| {
        let v6 = scope.spawn(|| connect(first(IpAddr::is_ipv6)));
        (connect(first(IpAddr::is_ipv4)), v6.join().unwrap_or(None))
    });
    let ways = [("ipv4", v4), ("ipv6", v6)];
    let is_cancelled =
        |way: &Option<Result<(), NetError>>| matches!(way, Some(Err(NetError::Cancelled)));
    if ways.iter().any(|(_, way)| is_cancelled(way)) {
        return Looked::nothing(NetError::Cancelled);
    }
    for (name, way) in &ways {
        seen.set(
            name,
            match way {
                None => "none",
                Some(Ok(())) => "ok",
                Some(Err(error)) => http::connection_name(error),
            },
        );
    }
    seen.set_bool(
        "connected",
        ways.iter().any(|(_, way)| *way == Some(Ok(()))),
    );
    seen.into()
}
