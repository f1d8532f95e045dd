use std::io;
use std::net::{IpAddr, SocketAddr};
use std::path::Path;
use std::time::Instant;

use jiff::Timestamp;

use super::{Handshake, NetError, Platform, ProxyAddress, Request, Response, RunError};

/// The world as a check may look at it, from several threads at once: nothing here changes anything.
///
/// Whatever can take long ends at the time given, or when it is called off.
pub trait Surroundings: Send + Sync {
    /// Returns the platform that programs are run on.
    fn platform(&self) -> Platform;

    /// Returns the time.
    fn now(&self) -> Timestamp;

    /// Returns a variable of the environment; `None` where it is missing, empty or no text.
    fn variable(&self, name: &str) -> Option<String>;

    /// Reads a file, or the beginning of a long one.
    ///
    /// # Errors
    ///
    /// When it cannot be read.
    fn read(&self, path: &Path) -> io::Result<Vec<u8>>;

    /// Returns whether there is such a file or folder.
    fn exists(&self, path: &Path) -> bool;

    /// Runs a program to its end and returns its exit code with what it said; never a shell.
    ///
    /// # Errors
    ///
    /// When it cannot be started, or its time was up.
    fn run(&self, argv: &[String], until: Instant) -> Result<Output, LookError>;

    /// Returns whether there is any way out of this machine; nothing is sent.
    fn has_network(&self) -> bool;

    /// Looks a name up as programs do: the file of hosts first, then the name servers.
    ///
    /// # Errors
    ///
    /// When there are no addresses.
    fn look_up(&self, host: &str, until: Instant) -> Result<Vec<IpAddr>, NetError>;

    /// Sends one datagram and returns the answer.
    ///
    /// # Errors
    ///
    /// When none comes.
    fn ask(&self, server: SocketAddr, message: &[u8], until: Instant) -> Result<Vec<u8>, NetError>;

    /// Connects and closes again.
    ///
    /// # Errors
    ///
    /// When nobody answers there.
    fn connect(&self, address: SocketAddr, until: Instant) -> Result<(), NetError>;

    /// Connects, asks the server who it is and closes again; whatever it shows is taken down, trusted or not.
    ///
    /// # Errors
    ///
    /// When it shows nothing.
    fn handshake(
        &self,
        host: &str,
        address: SocketAddr,
        until: Instant,
    ) -> Result<Handshake, NetError>;

    /// Returns the proxy to which the person's settings send such an address.
    fn proxy_of(&self, url: &str) -> Option<ProxyAddress>;

    /// Asks for a page. What comes after the time is missing from the answer.
    ///
    /// # Errors
    ///
    /// When there is no answer at all.
    fn fetch(&self, request: &Request, until: Instant) -> Result<Response, NetError>;
}

/// What a program said.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Output {
    /// Its exit code; `None` where it was killed.
    pub code: Option<i32>,
    /// What it printed to standard output, the beginning of it; bytes that are no UTF-8 are replaced.
    pub text: String,
}

/// Why a program told nothing.
#[derive(Debug, thiserror::Error)]
pub enum LookError {
    /// It could not be run.
    #[error(transparent)]
    Run(#[from] RunError),
    /// Time was up.
    #[error("no answer in time")]
    TimedOut,
    /// It was called off.
    #[error("called off")]
    Cancelled,
}
