use std::env;
use std::fs::File;
use std::io::{self, Read};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, TcpStream, UdpSocket};
use std::path::Path;
use std::time::{Duration, Instant};

use jiff::Timestamp;

use super::bounded::bounded;
use super::{
    Cancel, Ending, Handshake, Invocation, LookError, NetError, Output, Platform, ProxyAddress,
    Request, Response, RunError, Surroundings, handshake, lookup, reading, web,
};

/// So much of a file or of what a program prints is read.
const MOST: usize = 256 * 1024;
/// Addresses of the world that nobody has (RFC 5737, RFC 3849): the way to them is the way to everybody.
const ANYBODY: [SocketAddr; 2] = [
    SocketAddr::new(IpAddr::V4(Ipv4Addr::new(192, 0, 2, 1)), 9),
    SocketAddr::new(
        IpAddr::V6(Ipv6Addr::new(0x2001, 0xdb8, 0, 0, 0, 0, 0, 1)),
        9,
    ),
];
/// The longest datagram.
const DATAGRAM: usize = 64 * 1024;
/// The least that is waited for: the system takes no wait of nothing.
const LEAST: Duration = Duration::from_millis(1);

/// This machine and its network.
#[derive(Clone, Debug, Default)]
pub struct RealSurroundings {
    /// Calls off whatever is being waited for.
    pub cancel: Cancel,
    /// Whether programs are left alone: what only they can tell is then unknown.
    pub no_exec: bool,
}

fn left(until: Instant) -> Duration {
    until.saturating_duration_since(Instant::now()).max(LEAST)
}

impl Surroundings for RealSurroundings {
    fn platform(&self) -> Platform {
        Platform::current()
    }

    fn now(&self) -> Timestamp {
        Timestamp::now()
    }

    fn variable(&self, name: &str) -> Option<String> {
        env::var(name).ok().filter(|value| !value.is_empty())
    }

    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        let limit = MOST as u64;
        File::open(path)?.take(limit).read_to_end(&mut bytes)?;
        Ok(bytes)
    }

    fn exists(&self, path: &Path) -> bool {
        path.exists()
    }

    fn run(&self, argv: &[String], until: Instant) -> Result<Output, LookError> {
        if self.cancel.is_cancelled() {
            return Err(LookError::Cancelled);
        }
        if self.no_exec {
            let program = argv.first().cloned().unwrap_or_default();
            let source = io::ErrorKind::Unsupported.into();
            return Err(RunError::Refused { program, source }.into());
        }
        let mut said = Vec::new();
        let invocation = Invocation {
            argv,
            timeout: left(until),
            held: None,
            stop: None,
        };
        let finish = reading::run(&invocation, &mut |bytes| {
            let room = MOST - said.len();
            said.extend(bytes.iter().take(room));
        })?;
        let code = match finish.ending {
            Ending::Exited { code } => Some(code),
            Ending::Killed => None,
            Ending::TimedOut => return Err(LookError::TimedOut),
            Ending::Interrupted => return Err(LookError::Cancelled),
        };
        let text = String::from_utf8_lossy(&said).into_owned();
        Ok(Output { code, text })
    }

    fn has_network(&self) -> bool {
        // A datagram that is only addressed shows whether there is a way, and is never sent.
        ANYBODY.iter().any(|anybody| datagram_to(*anybody).is_ok())
    }

    fn look_up(&self, host: &str, until: Instant) -> Result<Vec<IpAddr>, NetError> {
        let host = host.to_owned();
        bounded(until, &self.cancel, move || lookup::look_up(&host))?
    }

    fn ask(&self, server: SocketAddr, message: &[u8], until: Instant) -> Result<Vec<u8>, NetError> {
        let message = message.to_vec();
        bounded(until, &self.cancel, move || {
            datagram(server, &message, left(until)).map_err(|error| web::io_fault(&error))
        })?
    }

    fn connect(&self, address: SocketAddr, until: Instant) -> Result<(), NetError> {
        bounded(until, &self.cancel, move || {
            let connected = TcpStream::connect_timeout(&address, left(until));
            connected.map(drop).map_err(|error| web::io_fault(&error))
        })?
    }

    fn handshake(
        &self,
        host: &str,
        address: SocketAddr,
        until: Instant,
    ) -> Result<Handshake, NetError> {
        let host = host.to_owned();
        bounded(until, &self.cancel, move || {
            handshake::handshake(&host, address, left(until))
        })?
    }

    fn proxy_of(&self, url: &str) -> Option<ProxyAddress> {
        web::proxy_of(url)
    }

    fn fetch(&self, request: &Request, until: Instant) -> Result<Response, NetError> {
        web::fetch(request, until, &self.cancel)
    }
}

/// Sends a datagram and waits for the answer of the same server.
fn datagram(server: SocketAddr, message: &[u8], timeout: Duration) -> io::Result<Vec<u8>> {
    let socket = datagram_to(server)?;
    socket.set_read_timeout(Some(timeout))?;
    socket.send(message)?;
    let mut answer = vec![0; DATAGRAM];
    let n_bytes = socket.recv(&mut answer)?;
    answer.truncate(n_bytes);
    Ok(answer)
}

/// Returns a socket whose datagrams go to this address.
fn datagram_to(address: SocketAddr) -> io::Result<UdpSocket> {
    let any = match address {
        SocketAddr::V4(_) => IpAddr::V4(Ipv4Addr::UNSPECIFIED),
        SocketAddr::V6(_) => IpAddr::V6(Ipv6Addr::UNSPECIFIED),
    };
    let socket = UdpSocket::bind((any, 0))?;
    socket.connect(address)?;
    Ok(socket)
}
