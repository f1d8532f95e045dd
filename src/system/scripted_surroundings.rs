use std::collections::BTreeMap;
use std::io;
use std::net::{IpAddr, SocketAddr};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant};

use jiff::Timestamp;

use super::{
    Handshake, LookError, NetError, Output, Platform, ProxyAddress, Request, Response, RunError,
    Surroundings,
};

/// A world that shows what it is told to; what it was not told of is not there.
#[derive(Clone, Debug)]
pub struct ScriptedSurroundings {
    /// The platform.
    pub platform: Platform,
    /// The time, standing still.
    pub now: Timestamp,
    /// The environment.
    pub variables: BTreeMap<String, String>,
    /// The files.
    pub files: BTreeMap<PathBuf, Vec<u8>>,
    /// What each program says, by its arguments joined with blanks.
    pub programs: BTreeMap<String, Output>,
    /// The addresses of names; any other name is known to nobody.
    pub names: BTreeMap<String, Vec<IpAddr>>,
    /// What name servers answer, whatever they are asked.
    pub answers: BTreeMap<SocketAddr, Vec<u8>>,
    /// What comes of a connection; any other is refused.
    pub ports: BTreeMap<SocketAddr, Result<(), NetError>>,
    /// What servers show, by their host.
    pub handshakes: BTreeMap<String, Result<Handshake, NetError>>,
    /// The proxy that everything goes by.
    pub proxy: Option<ProxyAddress>,
    /// What comes back, by address; any other connection is refused.
    pub pages: BTreeMap<String, Result<Response, NetError>>,
    /// Whether there is no way out of the machine.
    pub is_cut_off: bool,
    /// How long pages take, by address, and look-ups and name servers, by name and number; where that is too long, time is up.
    pub delays: BTreeMap<String, Duration>,
}

impl ScriptedSurroundings {
    /// Takes as long as is told of it.
    fn wait(&self, what: &str, until: Instant) -> Result<(), NetError> {
        let Some(delay) = self.delays.get(what) else {
            return Ok(());
        };
        let left = until.saturating_duration_since(Instant::now());
        thread::sleep(left.min(*delay));
        if left < *delay {
            return Err(NetError::TimedOut);
        }
        Ok(())
    }
}

impl Default for ScriptedSurroundings {
    fn default() -> Self {
        Self {
            platform: Platform::Linux,
            now: Timestamp::UNIX_EPOCH,
            variables: BTreeMap::new(),
            files: BTreeMap::new(),
            programs: BTreeMap::new(),
            names: BTreeMap::new(),
            answers: BTreeMap::new(),
            ports: BTreeMap::new(),
            handshakes: BTreeMap::new(),
            proxy: None,
            pages: BTreeMap::new(),
            is_cut_off: false,
            delays: BTreeMap::new(),
        }
    }
}

impl Surroundings for ScriptedSurroundings {
    fn platform(&self) -> Platform {
        self.platform
    }

    fn now(&self) -> Timestamp {
        self.now
    }

    fn variable(&self, name: &str) -> Option<String> {
        self.variables.get(name).cloned()
    }

    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        let file = self.files.get(path).cloned();
        file.ok_or_else(|| io::Error::from(io::ErrorKind::NotFound))
    }

    fn exists(&self, path: &Path) -> bool {
        self.files.contains_key(path)
    }

    fn run(&self, argv: &[String], _until: Instant) -> Result<Output, LookError> {
        let output = self.programs.get(&argv.join(" ")).cloned();
        output.ok_or_else(|| {
            let program = argv.first().cloned().unwrap_or_default();
            LookError::Run(RunError::Missing { program })
        })
    }

    fn has_network(&self) -> bool {
        !self.is_cut_off
    }

    fn look_up(&self, host: &str, until: Instant) -> Result<Vec<IpAddr>, NetError> {
        self.wait(host, until)?;
        if let Ok(address) = host.parse() {
            return Ok(vec![address]);
        }
        self.names.get(host).cloned().ok_or(NetError::NoSuchName)
    }

    fn ask(
        &self,
        server: SocketAddr,
        _message: &[u8],
        until: Instant,
    ) -> Result<Vec<u8>, NetError> {
        self.wait(&server.ip().to_string(), until)?;
        let answer = self.answers.get(&server).cloned();
        answer.ok_or(NetError::TimedOut)
    }

    fn connect(&self, address: SocketAddr, _until: Instant) -> Result<(), NetError> {
        let port = self.ports.get(&address).cloned();
        port.unwrap_or(Err(NetError::Refused))
    }

    fn handshake(
        &self,
        host: &str,
        _address: SocketAddr,
        _until: Instant,
    ) -> Result<Handshake, NetError> {
        let shown = self.handshakes.get(host).cloned();
        shown.unwrap_or(Err(NetError::Refused))
    }

    fn proxy_of(&self, _url: &str) -> Option<ProxyAddress> {
        self.proxy.clone()
    }

    fn fetch(&self, request: &Request, until: Instant) -> Result<Response, NetError> {
        self.wait(&request.url, until)?;
        let page = self.pages.get(&request.url).cloned();
        let mut page = page.unwrap_or(Err(NetError::Refused))?;
        page.whole &= page.body.len() <= request.most;
        page.body.truncate(request.most);
        Ok(page)
    }
}
