//! Pages of the web; the client is set up when the first is asked for.

use std::error::Error;
use std::io::{self, Read};
use std::net::SocketAddr;
use std::sync::mpsc::{SyncSender, sync_channel};
use std::thread;
use std::time::{Duration, Instant};

use hyper_util::client::proxy::matcher::Matcher;
use reqwest::blocking::{Client, Response as Answer};
use reqwest::redirect::Policy;

use super::bounded::next;
use super::{Cancel, NetError, ProxyAddress, Request, Response, handshake, trust};

/// What the program calls itself.
const AGENT: &str = concat!("naosu/", env!("CARGO_PKG_VERSION"));
/// The most that is read at once.
const CHUNK: usize = 16 * 1024;
/// How many chunks may wait to be taken.
const N_WAITING: usize = 4;

/// How the client says that the other side closed the connection in the middle of an answer.
const CLOSED: &str = "connection closed before message completed";

/// What a page comes in.
enum Part {
    Head(Response),
    Chunk(Vec<u8>),
    Failed(NetError),
    End,
}

/// Returns the proxy to which the person's settings send such an address.
pub(super) fn proxy_of(url: &str) -> Option<ProxyAddress> {
    let url: http::Uri = url.parse().ok()?;
    let proxy = Matcher::from_system().intercept(&url)?;
    let host = proxy.uri().host()?.trim_matches(['[', ']']).to_owned();
    let usual = match proxy.uri().scheme_str() {
        Some("http") => 80,
        Some("https") => 443,
        _ => 1080,
    };
    let port = proxy.uri().port_u16().unwrap_or(usual);
    Some(ProxyAddress { host, port })
}

/// Asks for a page and waits for it; what has come when time is up is the answer.
pub(super) fn fetch(
    request: &Request,
    until: Instant,
    cancel: &Cancel,
) -> Result<Response, NetError> {
    let (sender, parts) = sync_channel(N_WAITING);
    let asked = request.clone();
    let left = until.saturating_duration_since(Instant::now());
    thread::spawn(move || ask(&asked, left, &sender));
    let mut response = match next(until, cancel, &parts)? {
        Some(Part::Head(response)) => response,
        Some(Part::Failed(error)) => return Err(error),
        _ => return Err(NetError::Other("no answer".to_owned())),
    };
    loop {
        match next(until, cancel, &parts) {
            Ok(Some(Part::Chunk(chunk))) => {
                let room = request.most - response.body.len();
                response.body.extend(chunk.iter().take(room));
                if chunk.len() > room {
                    break;
                }
            }
            Ok(Some(Part::End)) => {
                response.whole = true;
                break;
            }
            Err(NetError::Cancelled) => return Err(NetError::Cancelled),
            // What is missing is missing; what came before is as good as ever.
            Ok(Some(Part::Head(_) | Part::Failed(_)) | None) | Err(_) => break,
        }
    }
    Ok(response)
}

/// Asks for a page and hands it over in parts, until nobody takes them any more.
fn ask(request: &Request, timeout: Duration, parts: &SyncSender<Part>) {
    let answer = client(request, timeout).and_then(|client| {
        let mut asked = client.get(&request.url);
        if let Some(accept) = &request.accept {
            asked = asked.header("accept", accept);
        }
        asked.send().map_err(|error| fault(&error))
    });
    let answer = match answer {
        Ok(answer) => answer,
        Err(error) => return drop(parts.send(Part::Failed(error))),
    };
    let head = head(&answer);
    let is_packed = head
        .header("content-encoding")
        .is_some_and(|coding| !coding.eq_ignore_ascii_case("identity"));
    if parts.send(Part::Head(head)).is_err() || is_packed {
        return;
    }
    hand_over(answer, parts);
}

fn hand_over(mut answer: Answer, parts: &SyncSender<Part>) {
    let mut buffer = vec![0; CHUNK];
    loop {
        let part = match answer.read(&mut buffer) {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => Part::Failed(io_fault(&error)),
            Ok(0) => Part::End,
            Ok(n_bytes) => Part::Chunk(buffer[..n_bytes].to_vec()),
        };
        let goes_on = matches!(part, Part::Chunk(_));
        if parts.send(part).is_err() || !goes_on {
            return;
        }
    }
}

fn client(request: &Request, timeout: Duration) -> Result<Client, NetError> {
    let unable = || NetError::Other("the client cannot be set up".to_owned());
    let mut client = Client::builder()
        .user_agent(AGENT)
        .redirect(Policy::none())
        .timeout(timeout)
        .pool_max_idle_per_host(0)
        .tls_backend_preconfigured(trust::config().ok_or_else(unable)?);
    if let Some(addresses) = &request.addresses {
        let url: http::Uri = request.url.parse().map_err(|_| unable())?;
        let addresses: Vec<SocketAddr> = addresses
            .iter()
            .map(|address| SocketAddr::new(*address, 0))
            .collect();
        client = client
            .no_proxy()
            .resolve_to_addrs(url.host().unwrap_or_default(), &addresses);
    }
    client.build().map_err(|error| fault(&error))
}

fn head(answer: &Answer) -> Response {
    let headers = answer.headers().iter().filter_map(|(name, value)| {
        let value = value.to_str().ok()?;
        Some((name.as_str().to_owned(), value.to_owned()))
    });
    Response {
        status: answer.status().as_u16(),
        headers: headers.collect(),
        body: Vec::new(),
        whole: false,
    }
}

/// Returns why there is no answer, by the first cause that says it.
fn fault(error: &reqwest::Error) -> NetError {
    let mut cause: Option<&dyn Error> = Some(error);
    while let Some(error) = cause {
        if let Some(found) = error.downcast_ref::<io::Error>() {
            let fault = io_fault(found);
            if !matches!(fault, NetError::Other(_)) {
                return fault;
            }
        }
        cause = error.source();
    }
    if error.is_timeout() {
        return NetError::TimedOut;
    }
    let mut last: &dyn Error = error;
    while let Some(source) = last.source() {
        last = source;
    }
    let reason = last.to_string();
    if reason.contains(CLOSED) {
        return NetError::Closed;
    }
    NetError::Other(reason)
}

/// Returns what an error of a connection means.
pub(super) fn io_fault(error: &io::Error) -> NetError {
    let inner = error.get_ref();
    if let Some(error) = inner.and_then(|inner| inner.downcast_ref::<rustls::Error>()) {
        return NetError::Tls(handshake::fault(error));
    }
    if let Some(error) = inner.and_then(|inner| inner.downcast_ref::<io::Error>()) {
        return io_fault(error);
    }
    match error.kind() {
        io::ErrorKind::ConnectionRefused => NetError::Refused,
        io::ErrorKind::NetworkUnreachable
        | io::ErrorKind::AddrNotAvailable
        | io::ErrorKind::NetworkDown => NetError::NoRoute,
        io::ErrorKind::HostUnreachable => NetError::Unreachable,
        io::ErrorKind::TimedOut | io::ErrorKind::WouldBlock => NetError::TimedOut,
        io::ErrorKind::UnexpectedEof
        | io::ErrorKind::ConnectionReset
        | io::ErrorKind::ConnectionAborted
        | io::ErrorKind::BrokenPipe => NetError::Closed,
        _ => NetError::Other(error.to_string()),
    }
}
