//! Names: what programs are told, against what everybody is told.

mod servers;

use std::net::{IpAddr, SocketAddr};
use std::thread;
use std::time::{Duration, Instant};

use simple_dns::rdata::RData;
use simple_dns::{CLASS, Name, Packet, PacketFlag, QCLASS, QTYPE, Question, RCODE, TYPE};

use crate::system::{NetError, Surroundings};

use super::at_once::at_once;
use super::look::Looked;
use super::private::is_private;
use super::tools::Tools;
use super::{Seen, http};

/// The port of name servers.
const DNS: u16 = 53;
/// The number of our questions; each has a socket of its own, so it tells nothing apart.
const QUESTION: u16 = 1;
/// A public server that has not answered in this time is kept from it.
const PATIENCE: Duration = Duration::from_secs(2);

/// Looks names up as programs do, all at once, and asks a server that everybody can ask.
pub(super) fn look(
    hosts: &[String],
    server: Option<IpAddr>,
    world: &dyn Surroundings,
    until: Instant,
) -> Looked {
    let (servers, own, public) = thread::scope(|scope| {
        let servers = scope.spawn(|| servers::servers(&Tools { world, until }).join(", "));
        let public = scope.spawn(|| everybody(hosts, server, world, until));
        let own = at_once(hosts, |host| world.look_up(host, until));
        (ended(servers), own, ended(public))
    });
    if own.contains(&Err(NetError::Cancelled)) {
        return Looked::nothing(NetError::Cancelled);
    }
    let mut seen = Seen::default();
    http::by_proxy(hosts.iter().map(String::as_str), world, &mut seen);
    seen.set_some("servers", servers.filter(|servers| !servers.is_empty()));
    let public = public.unwrap_or_else(|| vec![None; hosts.len()]);
    seen.set_some("system", system(&own));
    seen.set_some("public", public.iter().copied().fold(None, worse));
    if let Some(is_filtered) = is_filtered(&own, &public) {
        seen.set_bool("filtered", is_filtered);
    }
    for addresses in own.iter().flatten() {
        describe(addresses, &mut seen);
    }
    match own.into_iter().find_map(Result::err) {
        Some(error) => Looked::from(seen).but(error),
        None => seen.into(),
    }
}

/// What a program is told of a name.
type Own = Result<Vec<IpAddr>, NetError>;

fn ended<T>(thread: thread::ScopedJoinHandle<'_, T>) -> Option<T> {
    thread.join().ok()
}

/// Returns what a public server says of each name; once it was silent it is left alone.
fn everybody(
    hosts: &[String],
    server: Option<IpAddr>,
    world: &dyn Surroundings,
    until: Instant,
) -> Vec<Option<&'static str>> {
    let mut is_silent = false;
    let mut ask = |host: &String| {
        let server = server.filter(|_| !is_silent)?;
        let answer = resolve(host, server, world, until);
        is_silent = answer.is_err();
        meaning(&answer.ok()?)
    };
    hosts.iter().map(&mut ask).collect()
}

/// Returns what the look-ups came to, in a word: the first that is not good; `None` where that cannot be told.
fn system(own: &[Own]) -> Option<&'static str> {
    let words: Vec<_> = own
        .iter()
        .map(|found| http::lookup_name(found.as_ref().err()))
        .collect();
    match words.iter().copied().flatten().find(|word| *word != "ok") {
        Some(bad) => Some(bad),
        None => words.iter().all(Option::is_some).then_some("ok"),
    }
}

/// Returns whether a name is kept from us that everybody else is told.
fn is_filtered(own: &[Own], public: &[Option<&'static str>]) -> Option<bool> {
    let mut is_filtered = Some(false);
    for (found, everybody) in own.iter().zip(public) {
        let is_found = found.as_ref().is_ok_and(|found| !is_ours(found));
        is_filtered = match (is_found, everybody) {
            (true, _) => is_filtered,
            (false, Some("ok")) => Some(true),
            (false, _) => is_filtered.filter(|is| *is),
        };
    }
    is_filtered
}

fn is_ours(addresses: &[IpAddr]) -> bool {
    addresses.iter().any(is_private)
}

/// Takes down the addresses of a name; of several names the first address counts, and any private one.
fn describe(addresses: &[IpAddr], seen: &mut Seen) {
    let is_ours = is_ours(addresses);
    if seen.get("address").is_none() {
        let first = addresses.first().map(ToString::to_string);
        seen.set_some("address", first);
        seen.set_bool("ipv4", addresses.iter().any(IpAddr::is_ipv4));
        seen.set_bool("ipv6", addresses.iter().any(IpAddr::is_ipv6));
    }
    if is_ours || seen.get("private").is_none() {
        seen.set_bool("private", is_ours);
    }
}

/// Returns the first of two results that is not good.
fn worse(first: Option<&'static str>, second: Option<&'static str>) -> Option<&'static str> {
    match first {
        None | Some("ok") => second.or(first),
        first => first,
    }
}

/// Asks a name server for the IPv4 addresses of a name.
fn resolve(
    host: &str,
    server: IpAddr,
    world: &dyn Surroundings,
    until: Instant,
) -> Result<Vec<u8>, NetError> {
    let until = until.min(Instant::now() + PATIENCE);
    let question = question(host).ok_or(NetError::NoSuchName)?;
    world.ask(SocketAddr::new(server, DNS), &question, until)
}

fn question(host: &str) -> Option<Vec<u8>> {
    let mut packet = Packet::new_query(QUESTION);
    packet.set_flags(PacketFlag::RECURSION_DESIRED);
    let name = Name::new(host).ok()?;
    let (kind, class) = (QTYPE::TYPE(TYPE::A), QCLASS::CLASS(CLASS::IN));
    packet
        .questions
        .push(Question::new(name, kind, class, false));
    packet.build_bytes_vec().ok()
}

/// Returns what an answer says: `ok` with an address of the world, `no-such-name`, or nothing that can be used.
fn meaning(answer: &[u8]) -> Option<&'static str> {
    let packet = Packet::parse(answer).ok()?;
    match packet.rcode() {
        RCODE::NameError => Some("no-such-name"),
        RCODE::NoError => {
            let addresses = packet
                .answers
                .iter()
                .filter_map(|answer| match &answer.rdata {
                    RData::A(address) => Some(IpAddr::from(address.address.to_be_bytes())),
                    _ => None,
                });
            let mut addresses = addresses.peekable();
            addresses.peek()?;
            addresses
                .all(|address| !is_private(&address))
                .then_some("ok")
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use simple_dns::ResourceRecord;
    use simple_dns::rdata::A;

    use super::*;
    use crate::system::ScriptedSurroundings;

    /// Returns what a server answers with these addresses.
    fn answer(addresses: &[[u8; 4]]) -> Vec<u8> {
        let mut packet = Packet::new_reply(QUESTION);
        for address in addresses {
            let name = Name::new_unchecked("lamp.example");
            let data = RData::A(A::from(std::net::Ipv4Addr::from(*address)));
            let record = ResourceRecord::new(name, CLASS::IN, 60, data);
            packet.answers.push(record);
        }
        packet.build_bytes_vec().unwrap()
    }

    #[test]
    fn answers_are_understood() {
        assert_eq!(meaning(&answer(&[[192, 0, 2, 1]])), Some("ok"));
        assert_eq!(meaning(&answer(&[[10, 0, 0, 1]])), None);
        assert_eq!(meaning(&answer(&[])), None);
        assert_eq!(meaning(b"rubbish"), None);
        let mut denied = answer(&[]);
        denied[3] |= 3;
        assert_eq!(meaning(&denied), Some("no-such-name"));
    }

    const PUBLIC: &str = "192.0.2.53";

    /// Looks one name up where programs and everybody are told this.
    fn look(own: &[&str], public: Option<Vec<u8>>) -> Seen {
        let mut world = ScriptedSurroundings::default();
        let server: IpAddr = PUBLIC.parse().unwrap();
        if !own.is_empty() {
            let own = own.iter().map(|address| address.parse().unwrap());
            world.names.insert("lamp.example".to_owned(), own.collect());
        }
        let public = public.map(|answer| (SocketAddr::new(server, DNS), answer));
        world.answers.extend(public);
        let hosts = ["lamp.example".to_owned()];
        let until = Instant::now() + Duration::from_secs(1);
        super::look(&hosts, Some(server), &world, until).seen
    }

    #[test]
    fn a_name_is_filtered_only_where_everybody_else_is_told_it() {
        let everybody = || Some(answer(&[[192, 0, 2, 1]]));
        let nobody = || {
            let mut denied = answer(&[]);
            denied[3] |= 3;
            Some(denied)
        };
        for (own, public, system, filtered) in [
            (
                &["192.0.2.9", "2001:db8::9"][..],
                everybody(),
                "ok",
                Some("no"),
            ),
            (&["192.0.2.9"], None, "ok", Some("no")),
            (&["10.0.0.1"], everybody(), "ok", Some("yes")),
            (&["0.0.0.0"], None, "ok", None),
            (&[], everybody(), "no-such-name", Some("yes")),
            (&[], nobody(), "no-such-name", None),
            (&[], None, "no-such-name", None),
        ] {
            let seen = look(own, public);
            assert_eq!(seen.get("system"), Some(system), "{seen:?}");
            assert_eq!(seen.get("filtered"), filtered, "{own:?} {seen:?}");
        }
    }

    #[test]
    fn slow_names_are_looked_up_beside_a_silent_server() {
        let mut world = ScriptedSurroundings::default();
        let hosts = ["a.example", "b.example", "c.example"].map(str::to_owned);
        for host in &hosts {
            let address = "192.0.2.9".parse().unwrap();
            world.names.insert(host.clone(), vec![address]);
            world
                .delays
                .insert(host.clone(), Duration::from_millis(150));
        }
        // Nobody answers there, and that takes all the patience there is.
        let silent = Duration::from_secs(60);
        world.delays.insert(PUBLIC.to_owned(), silent);
        let started = Instant::now();
        let until = started + Duration::from_millis(250);
        let server = PUBLIC.parse().ok();
        let seen = super::look(&hosts, server, &world, until).seen;
        assert_eq!(seen.get("system"), Some("ok"), "{seen:?}");
        assert_eq!(seen.get("filtered"), Some("no"), "{seen:?}");
        assert!(started.elapsed() < Duration::from_millis(400));
    }

    #[test]
    fn a_name_that_could_not_be_told_is_not_good() {
        let odd = Err(NetError::Other("odd".to_owned()));
        let good = Ok(vec!["192.0.2.9".parse().unwrap()]);
        assert_eq!(system(&[good.clone(), odd.clone()]), None);
        assert_eq!(system(&[odd, Err(NetError::NameFailed)]), Some("failed"));
        assert_eq!(system(&[good]), Some("ok"));
    }

    proptest::proptest! {
        #[test]
        fn any_answer_is_understood_or_not(mut bytes: Vec<u8>, names in "[a-z.]{0,80}") {
            meaning(&bytes);
            question(&names);
            let mut answer = answer(&[[192, 0, 2, 1]]);
            let n_kept = bytes.first().map_or(0, |byte| usize::from(*byte) % answer.len());
            answer.truncate(n_kept);
            answer.append(&mut bytes);
            meaning(&answer);
        }
    }

    #[test]
    fn a_question_names_the_host() {
        let question = question("lamp.example").unwrap();
        let packet = Packet::parse(&question).unwrap();
        assert_eq!(packet.questions[0].qname.to_string(), "lamp.example");
        assert_eq!(super::question(&"x".repeat(300)), None);
    }
}
