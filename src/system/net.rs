//! What is asked of the network, and what comes back.

use std::net::IpAddr;

/// A page to ask for: one answer, no redirect is followed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// The address.
    pub url: String,
    /// The header `Accept`.
    pub accept: Option<String>,
    /// Where to connect; `None` where a proxy of the person's is to be used, which looks the name up itself.
    pub addresses: Option<Vec<IpAddr>>,
    /// So many bytes of the answer are read.
    pub most: usize,
}

/// Where a proxy listens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProxyAddress {
    /// Its host, a name or a number.
    pub host: String,
    /// Its port.
    pub port: u16,
}

/// What came back.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Response {
    /// The HTTP status.
    pub status: u16,
    /// The headers in order, names in lower case; those that are no text are left out.
    pub headers: Vec<(String, String)>,
    /// The beginning of the body; empty where it is compressed, which was not asked for.
    pub body: Vec<u8>,
    /// Whether that is all of it.
    pub whole: bool,
}

impl Response {
    /// Returns the first header of this name.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        let mut headers = self.headers.iter();
        let found = headers.find(|(known, _)| known.eq_ignore_ascii_case(name));
        found.map(|(_, value)| value.as_str())
    }
}

/// What a server says who it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Handshake {
    /// Its certificate, as DER.
    pub certificate: Vec<u8>,
    /// What is wrong with it by the authorities that this machine trusts; `None` where nothing is.
    pub fault: Option<TlsFault>,
    /// The same by the authorities that everybody trusts.
    pub public_fault: Option<TlsFault>,
}

/// What is wrong with a server's certificate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TlsFault {
    /// Its time is over.
    Expired,
    /// Its time has not come.
    NotYetValid,
    /// Nobody trusted has signed it.
    Untrusted,
    /// It is of another host.
    WrongName,
    /// It belongs to somebody else: the server has not its key.
    Unproven,
    /// Anything else.
    Other,
}

impl TlsFault {
    /// Returns the name used in fields.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Expired => "expired",
            Self::NotYetValid => "not-yet-valid",
            Self::Untrusted => "untrusted",
            Self::WrongName => "wrong-name",
            Self::Unproven => "unproven",
            Self::Other => "failed",
        }
    }
}

/// Why nothing came back.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NetError {
    /// The name is known to nobody.
    #[error("there is no such host")]
    NoSuchName,
    /// The name servers did not answer, or refused.
    #[error("the name could not be looked up")]
    NameFailed,
    /// Nothing listens there.
    #[error("the connection was refused")]
    Refused,
    /// There is no way into such a network.
    #[error("there is no network to reach it by")]
    NoRoute,
    /// There is a way, and the host is not at its end.
    #[error("the host cannot be reached")]
    Unreachable,
    /// The other side closed the connection before it had answered.
    #[error("the connection was closed")]
    Closed,
    /// The server could not prove who it is.
    #[error("the certificate is not accepted ({})", .0.name())]
    Tls(TlsFault),
    /// Time was up.
    #[error("no answer in time")]
    TimedOut,
    /// It was called off.
    #[error("called off")]
    Cancelled,
    /// Anything else.
    #[error("{0}")]
    Other(String),
}
