use std::net::IpAddr;

/// Returns whether an address belongs to this machine or a network of its own, and to no site of the world.
pub(super) fn is_private(address: &IpAddr) -> bool {
    match address {
        IpAddr::V4(v4) => {
            let [first, second, ..] = v4.octets();
            v4.is_private()
                || v4.is_loopback()
                || v4.is_link_local()
                || v4.is_broadcast()
                || first == 0
                // Shared between a provider and its customers (RFC 6598).
                || (first == 100 && (64..128).contains(&second))
        }
        IpAddr::V6(v6) => {
            let mapped = v6.to_ipv4_mapped().map(IpAddr::V4);
            v6.is_loopback()
                || v6.is_unspecified()
                || v6.is_unique_local()
                || v6.is_unicast_link_local()
                || mapped.is_some_and(|mapped| is_private(&mapped))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_of_ones_own_are_told_from_those_of_the_world() {
        for own in [
            "10.1.2.3",
            "127.0.0.1",
            "0.0.0.0",
            "100.64.0.1",
            "::1",
            "::",
            "fd00::1",
            "fe80::1",
            "::ffff:10.0.0.1",
        ] {
            assert!(is_private(&own.parse().unwrap()), "{own}");
        }
        for other in [
            "192.0.2.1",
            "100.128.0.1",
            "2001:db8::1",
            "::ffff:192.0.2.1",
        ] {
            assert!(!is_private(&other.parse().unwrap()), "{other}");
        }
    }
}
