//! By what names this machine and its person are known, so that what is passed on can be searched for them.

use std::net::IpAddr;
use std::path::Path;
use std::time::{Duration, Instant};

use crate::system::{Platform, Surroundings, host_name};
use crate::text::identifiers::{IdentifierKind, Identifiers};

use super::tools::Tools;

/// The variables that name the person, the machine and the person's folder.
const USERS: [&str; 4] = ["USER", "LOGNAME", "USERNAME", "SUDO_USER"];
const HOSTS: [&str; 4] = ["HOSTNAME", "HOST", "COMPUTERNAME", "USERDOMAIN"];
const HOMES: [&str; 2] = ["HOME", "USERPROFILE"];
/// The files that name the machine.
const HOST_FILES: [&str; 2] = ["/etc/hostname", "/proc/sys/kernel/hostname"];
/// The files that hold the numbers of the interfaces.
const ADDRESS_FILES: [&str; 2] = ["/proc/net/fib_trie", "/proc/net/if_inet6"];
/// Who is allowed on the machine: name, number and full name between colons.
const PEOPLE: &str = "/etc/passwd";
/// What takes longer is left out.
const PATIENCE: Duration = Duration::from_secs(5);

/// Returns every name by which this machine and its person are known.
#[must_use]
pub fn identifiers(world: &dyn Surroundings) -> Identifiers {
    let mut found = Identifiers::default();
    let mut users: Vec<String> = variables(world, &USERS).collect();
    for home in variables(world, &HOMES) {
        let last = home.trim_end_matches(['/', '\\']);
        let last = last.rsplit(['/', '\\']).next();
        users.extend(last.map(ToOwned::to_owned));
        found.add(IdentifierKind::Home, &home);
    }
    for name in full_names(&read(world, PEOPLE), &users) {
        found.add(IdentifierKind::User, &name);
    }
    for user in users {
        found.add(IdentifierKind::User, &user);
    }
    let read_from = HOST_FILES.iter().map(|path| read(world, path));
    for name in variables(world, &HOSTS)
        .chain(read_from)
        .chain(host_name())
        .chain(told_names(world))
    {
        found.add(IdentifierKind::Host, &name);
    }
    for address in addresses(world) {
        found.add(IdentifierKind::Address, &address.to_string());
    }
    found
}

fn variables<'w>(
    world: &'w dyn Surroundings,
    names: &'w [&'w str],
) -> impl Iterator<Item = String> + 'w {
    names.iter().filter_map(|name| world.variable(name))
}

/// Returns the text of a file; empty where it cannot be read.
fn read(world: &dyn Surroundings, path: &str) -> String {
    let bytes = world.read(Path::new(path)).unwrap_or_default();
    String::from_utf8_lossy(&bytes).into_owned()
}

/// Returns what people of these names are called in full.
fn full_names(people: &str, users: &[String]) -> Vec<String> {
    let mut names = Vec::new();
    for line in people.lines() {
        let fields: Vec<_> = line.split(':').collect();
        if let [user, _, _, _, described, ..] = fields.as_slice()
            && users.iter().any(|known| known == user)
        {
            let full = described.split(',').next().unwrap_or_default();
            names.push(full.to_owned());
        }
    }
    names
}

/// Returns the names that only a program tells.
fn told_names(world: &dyn Surroundings) -> Vec<String> {
    if world.platform() != Platform::Macos {
        return Vec::new();
    }
    let tools = tools(world);
    let names = ["ComputerName", "LocalHostName"].map(|name| tools.run(&["scutil", "--get", name]));
    names.into_iter().flatten().collect()
}

/// Returns the numbers of the interfaces, but for those that every machine has.
fn addresses(world: &dyn Surroundings) -> Vec<IpAddr> {
    let text = match world.platform() {
        Platform::Windows => tools(world).run(&["ipconfig", "/all"]).unwrap_or_default(),
        Platform::Macos => tools(world).run(&["ifconfig"]).unwrap_or_default(),
        _ => ADDRESS_FILES.map(|path| read(world, path)).join("\n"),
    };
    let mut found: Vec<IpAddr> = Vec::new();
    let is_mark = |c: char| !c.is_ascii_hexdigit() && !matches!(c, '.' | ':');
    for word in text.split(is_mark) {
        let address = word.parse().ok().or_else(|| unspaced(word));
        found.extend(
            address
                .filter(is_own)
                .filter(|address| !found.contains(address)),
        );
    }
    found
}

/// Returns the address of 32 digits without colons.
fn unspaced(digits: &str) -> Option<IpAddr> {
    let number = u128::from_str_radix(digits, 16).ok();
    let number = number.filter(|_| digits.len() == 32)?;
    Some(IpAddr::V6(number.into()))
}

/// Returns whether an address could be an interface's: masks, nets and what every machine has are none.
fn is_own(address: &IpAddr) -> bool {
    let is_general = address.is_loopback() || address.is_unspecified() || address.is_multicast();
    !is_general
        && match address {
            IpAddr::V4(address) => {
                let [first, .., last] = address.octets();
                first != 0 && first < 224 && last != 0
            }
            IpAddr::V6(address) => address.segments()[7] != 0,
        }
}

fn tools(world: &dyn Surroundings) -> Tools<'_> {
    Tools {
        world,
        until: Instant::now() + PATIENCE,
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;
    use std::path::PathBuf;

    use super::*;
    use crate::system::{Output, ScriptedSurroundings};
    use crate::text::identifiers::Marks;

    fn file(path: &str, text: &str) -> (PathBuf, Vec<u8>) {
        (path.into(), text.as_bytes().to_vec())
    }

    fn variable(name: &str, value: &str) -> (String, String) {
        (name.to_owned(), value.to_owned())
    }

    #[test]
    fn names_are_found_where_linux_keeps_them() {
        let world = ScriptedSurroundings {
            variables: BTreeMap::from([variable("HOME", "/srv/people/htanaka")]),
            files: BTreeMap::from([
                file("/etc/hostname", "tower-of-hanako\n"),
                file(
                    "/etc/passwd",
                    "root:x:0:0:root:/root:/bin/sh\nhtanaka:x:1000:1000:Hanako Tanaka,,,:/srv/people/htanaka:/bin/sh\n",
                ),
                file(
                    "/proc/net/fib_trie",
                    "     +-- 192.0.2.0/24 2 0 2\n        |-- 192.0.2.77\n           /32 host LOCAL\n        |-- 127.0.0.1\n",
                ),
                file(
                    "/proc/net/if_inet6",
                    "20010db8000000000000000000000007 02 40 00 80 eth0\n",
                ),
            ]),
            ..ScriptedSurroundings::default()
        };
        let text =
            "htanaka tower-of-hanako /srv/people/htanaka 192.0.2.77 Tanaka 2001:db8::7 127.0.0.1";
        let masked = identifiers(&world).mask(text, Marks::Plain);
        let expected = "<user> <host> <home> <ip> <user> <ip> 127.0.0.1";
        assert_eq!(masked, expected);
    }

    #[test]
    fn names_are_found_where_windows_keeps_them() {
        let output = Output {
            code: Some(0),
            text: "   IPv4 Address. . . : 192.0.2.31(Preferred)\r\n   Subnet Mask . . . : 255.255.255.0\r\n"
                .to_owned(),
        };
        let world = ScriptedSurroundings {
            platform: Platform::Windows,
            variables: BTreeMap::from([
                variable("USERPROFILE", r"C:\Users\hanako"),
                variable("COMPUTERNAME", "DESKTOP-8F3K2L1"),
            ]),
            programs: BTreeMap::from([("ipconfig /all".to_owned(), output)]),
            ..ScriptedSurroundings::default()
        };
        let text = r"c:/users/HANAKO desktop-8f3k2l1 192.0.2.31 255.255.255.0 hanako";
        let masked = identifiers(&world).mask(text, Marks::Plain);
        assert_eq!(masked, "<home> <host> <ip> 255.255.255.0 <user>");
    }
}
