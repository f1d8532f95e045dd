use std::io;
use std::net::{IpAddr, ToSocketAddrs};

use super::NetError;

/// How systems say that a name is known to nobody: the standard library hands on their words or their number.
const NO_SUCH_NAME: [&str; 5] = [
    "Name or service not known",
    "nodename nor servname provided",
    "No address associated with hostname",
    "Name does not resolve",
    "os error 11001",
];

/// Looks a name up and waits for as long as the system does.
pub(super) fn look_up(host: &str) -> Result<Vec<IpAddr>, NetError> {
    let found = (host, 0).to_socket_addrs().map_err(|error| fault(&error))?;
    let mut addresses: Vec<IpAddr> = Vec::new();
    for address in found {
        if !addresses.contains(&address.ip()) {
            addresses.push(address.ip());
        }
    }
    if addresses.is_empty() {
        return Err(NetError::NoSuchName);
    }
    Ok(addresses)
}

fn fault(error: &io::Error) -> NetError {
    let text = error.to_string();
    if NO_SUCH_NAME.iter().any(|known| text.contains(known)) {
        NetError::NoSuchName
    } else {
        NetError::NameFailed
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_that_nobody_knows_is_told_apart_from_servers_that_are_silent() {
        let fault = |text: &str| super::fault(&io::Error::other(text.to_owned()));
        let lead = "failed to lookup address information: ";
        for words in [
            "Name or service not known",
            "No such host is known. (os error 11001)",
        ] {
            assert_eq!(fault(&format!("{lead}{words}")), NetError::NoSuchName);
        }
        let words = "Temporary failure in name resolution";
        assert_eq!(fault(&format!("{lead}{words}")), NetError::NameFailed);
    }

    #[test]
    fn an_address_is_its_own() {
        let addresses = look_up("127.0.0.1").unwrap();
        assert_eq!(addresses, [IpAddr::from([127, 0, 0, 1])]);
    }
}
