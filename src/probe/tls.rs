//! Certificates: whether they are in order, and who signed them.

use std::net::SocketAddr;
use std::time::Instant;

use x509_cert::Certificate;
use x509_cert::der::Decode;
use x509_cert::der::asn1::ObjectIdentifier;
use x509_cert::name::Name;

use crate::knowledge::Target;
use crate::system::{Handshake, NetError, Surroundings};

use super::look::Looked;
use super::{Seen, http};

/// The organisation and the common name of a name in a certificate (X.520).
const NAMES: [ObjectIdentifier; 2] = [
    ObjectIdentifier::new_unwrap("2.5.4.10"),
    ObjectIdentifier::new_unwrap("2.5.4.3"),
];
const SECONDS_A_DAY: i64 = 86_400;
/// So many addresses of a host are tried.
const N_ADDRESSES: usize = 3;

/// Shakes hands with the first address that answers.
pub(super) fn look(target: &Target, world: &dyn Surroundings, until: Instant) -> Looked {
    let mut seen = Seen::default();
    http::by_proxy([target.host.as_str()].into_iter(), world, &mut seen);
    let addresses = match http::look_up(world, &target.host, until, &mut seen) {
        Ok(addresses) => addresses,
        Err(unseen) => return Looked::from(seen).but(unseen),
    };
    let mut error = NetError::NoRoute;
    let n_addresses = addresses.len().min(N_ADDRESSES);
    for (position, address) in addresses.into_iter().take(n_addresses).enumerate() {
        let address = SocketAddr::new(address, target.port);
        // One that is silent leaves time for the others.
        let left = until.saturating_duration_since(Instant::now());
        let n_left = u32::try_from(n_addresses - position).unwrap_or(1);
        match world.handshake(&target.host, address, Instant::now() + left / n_left) {
            Ok(shown) => {
                seen.set("tcp", "ok");
                describe(&shown, world.now().as_second(), &mut seen);
                return seen.into();
            }
            Err(found) => error = found,
        }
    }
    if error == NetError::Cancelled {
        return Looked::nothing(error);
    }
    // Time may have run out before or after the connection.
    if !matches!(error, NetError::Other(_) | NetError::TimedOut) {
        seen.set("tcp", http::connection_name(&error));
    }
    Looked::from(seen).but(error)
}

fn describe(shown: &Handshake, now: i64, seen: &mut Seen) {
    let named = |fault: Option<crate::system::TlsFault>| fault.map_or("ok", |fault| fault.name());
    seen.set("tls", named(shown.fault));
    seen.set("public", named(shown.public_fault));
    let Ok(certificate) = Certificate::from_der(&shown.certificate) else {
        return;
    };
    let certificate = certificate.tbs_certificate;
    seen.set_bool("self-signed", certificate.issuer == certificate.subject);
    seen.set_some("issuer", name(&certificate.issuer));
    let end = certificate.validity.not_after.to_unix_duration().as_secs();
    let left = i64::try_from(end).unwrap_or(i64::MAX).saturating_sub(now);
    seen.set("days-left", left.div_euclid(SECONDS_A_DAY).to_string());
}

/// Returns the organisation that a name is of, or what it is commonly called.
fn name(name: &Name) -> Option<String> {
    let parts = || name.0.iter().flat_map(|part| part.0.iter());
    NAMES.iter().find_map(|wanted| {
        let found = parts().find(|part| part.oid == *wanted)?;
        let text = std::str::from_utf8(found.value.value()).ok()?.trim();
        (!text.is_empty()).then(|| text.to_owned())
    })
}
