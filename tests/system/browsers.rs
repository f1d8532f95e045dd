//! Real browsers: what one of two sites has left in them goes and comes back, and the other's stays.
//!
//! Both sites are one server of the test's own, which takes down what each request brings.

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use rusqlite::Connection;
use tempfile::TempDir;

use crate::namespaces::{command, program};
use crate::support::{Case, Ran, home};

/// A pack whose fix clears one of the sites.
const PACK: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/packs/broom");

/// What each site leaves: for itself alone, and for all below it.
const LEFT: &str = "own=1; wide=1";

/// Two sites that note what they are sent, by host.
#[derive(Clone)]
struct Sites {
    port: u16,
    seen: Arc<Mutex<Vec<(String, String)>>>,
}

impl Sites {
    fn new() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port of one's own");
        let sites = Self {
            port: listener.local_addr().expect("an address").port(),
            seen: Arc::default(),
        };
        let own = sites.clone();
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let own = own.clone();
                thread::spawn(move || own.serve(stream));
            }
        });
        sites
    }

    /// Answers one request. The page `/leave` leaves something that lasts, all others nothing.
    fn serve(&self, mut stream: TcpStream) {
        let mut lines = BufReader::new(stream.try_clone().expect("a second handle")).lines();
        let first = lines.next().and_then(Result::ok).unwrap_or_default();
        let path = first.split(' ').nth(1).unwrap_or_default().to_owned();
        let (mut host, mut sent) = (String::new(), String::new());
        for line in lines
            .map_while(Result::ok)
            .take_while(|line| !line.is_empty())
        {
            match line.split_once(": ") {
                Some((name, value)) if name.eq_ignore_ascii_case("host") => {
                    value
                        .split(':')
                        .next()
                        .unwrap_or_default()
                        .clone_into(&mut host);
                }
                Some((name, value)) if name.eq_ignore_ascii_case("cookie") => {
                    value.clone_into(&mut sent);
                }
                _ => {}
            }
        }
        let left = if path == "/leave" {
            format!(
                "Set-Cookie: own=1; Max-Age=86400\r\nSet-Cookie: wide=1; Max-Age=86400; Domain={host}\r\n"
            )
        } else {
            String::new()
        };
        if ["/leave", "/look"].contains(&path.as_str()) {
            self.seen.lock().expect("no panic").push((host, sent));
        }
        let answer = format!(
            "HTTP/1.1 200 OK\r\n{left}content-type: text/html\r\ncontent-length: 2\r\nconnection: close\r\n\r\nhi"
        );
        drop(stream.write_all(answer.as_bytes()));
    }

    fn url(&self, host: &str, path: &str) -> String {
        format!("http://{host}:{}{path}", self.port)
    }

    /// Returns what the next request to a host has brought, and forgets all that came.
    fn brought(&self, host: &str) -> String {
        let started = Instant::now();
        loop {
            let mut seen = self.seen.lock().expect("no panic");
            let found = seen.iter().find(|(found, _)| found == host).cloned();
            if let Some((_, sent)) = found {
                seen.clear();
                return sent;
            }
            drop(seen);
            assert!(
                started.elapsed() < Duration::from_secs(60),
                "no request to {host}"
            );
            thread::sleep(Duration::from_millis(50));
        }
    }
}

/// How a browser is started.
struct Browser {
    name: &'static str,
    package: &'static str,
    /// Where its store is in the home.
    store: &'static str,
    profile: &'static str,
    visit: fn(&Path, &mut Command),
    stay: fn(&Path, &mut Command),
}

const CHROMIUM: Browser = Browser {
    name: "chromium",
    package: "chromium",
    store: ".config/chromium/Default/Cookies",
    profile: "Chromium, profile Default",
    visit: |home, command| {
        chromium(home, command).arg("--dump-dom");
    },
    stay: |home, command| {
        chromium(home, command).arg("--remote-debugging-port=0");
    },
};

const FIREFOX: Browser = Browser {
    name: "firefox-esr",
    package: "firefox-esr",
    store: ".mozilla/firefox/abc.default/cookies.sqlite",
    profile: "Firefox, profile abc.default",
    visit: |home, command| {
        let picture = home.join("picture.png");
        firefox(home, command).arg("--screenshot").arg(picture);
    },
    stay: |home, command| {
        firefox(home, command);
    },
};

fn chromium<'c>(home: &Path, command: &'c mut Command) -> &'c mut Command {
    let data = home.join(".config/chromium").display().to_string();
    command.args([
        "--headless",
        // It may be root's machine, where it runs in no other way.
        "--no-sandbox",
        "--disable-gpu",
        "--no-first-run",
        "--password-store=basic",
        "--host-resolver-rules=MAP * 127.0.0.1",
        &format!("--user-data-dir={data}"),
    ])
}

fn firefox<'c>(home: &Path, command: &'c mut Command) -> &'c mut Command {
    let profile = home.join(".mozilla/firefox/abc.default");
    fs::create_dir_all(&profile).expect("a folder of one's own");
    let settings = "user_pref(\"network.dns.localDomains\", \"one.test,two.test\");\n\
        user_pref(\"datareporting.policy.dataSubmissionEnabled\", false);\n\
        user_pref(\"dom.security.https_first\", false);\n";
    fs::write(profile.join("user.js"), settings).expect("a file of one's own");
    command.arg("--headless").arg("--profile").arg(profile)
}

/// A person's machine with one browser and two sites.
struct Desk {
    browser: Browser,
    sites: Sites,
    home: Arc<TempDir>,
}

impl Desk {
    fn new(browser: Browser) -> Self {
        Self {
            browser,
            sites: Sites::new(),
            home: home(),
        }
    }

    fn command(&self) -> Command {
        let mut command = command(self.browser.name, self.browser.package);
        command
            .env("HOME", self.home.path())
            .env_remove("XDG_CONFIG_HOME")
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        command
    }

    /// Opens a page, lets the browser end, and returns what it had sent.
    fn visit(&self, host: &str, path: &str) -> String {
        let mut command = self.command();
        (self.browser.visit)(self.home.path(), &mut command);
        let mut child = command
            .arg(self.sites.url(host, path))
            .spawn()
            .expect("the browser starts");
        let sent = self.sites.brought(host);
        wait(&mut child);
        sent
    }

    fn look(&self) -> [String; 2] {
        ["one.test", "two.test"].map(|host| self.visit(host, "/look"))
    }

    fn naosu(&self, arguments: &[&str]) -> Ran {
        Case::at(&self.home)
            .env("COLUMNS", "200")
            .args(["--no-builtin", "--trust-knowledge", "--knowledge", PACK])
            .args(arguments.iter().copied())
            .ran()
    }

    /// Has what the browser had still to write into the store written.
    fn write_out(&self) {
        let store = Connection::open(self.store()).expect("a database");
        let checkpoint = store.execute_batch("PRAGMA wal_checkpoint(TRUNCATE)");
        checkpoint.expect("a free store");
    }

    fn store(&self) -> PathBuf {
        self.home.path().join(self.browser.store)
    }

    /// Holds that the fix leaves the store alone, byte for byte, and says why and how it is done by hand. The store is
    /// held by `lock` meanwhile; it must not be read then, which would let go of the lock.
    fn is_left_alone<T>(&self, why: &str, lock: impl FnOnce(&Path) -> T) {
        let before = fs::read(self.store()).expect("a file");
        let held = lock(&self.store());
        let ran = self.naosu(&["fix", "sweep", "--yes"]);
        drop(held);
        // Not `assert_eq`, which would print them.
        assert!(fs::read(self.store()).expect("a file") == before);
        let said = ran.stdout + &ran.stderr;
        for part in [why, "Sweep by hand."] {
            assert!(said.contains(part), "{said}");
        }
    }
}

/// Waits for a browser's end.
fn wait(child: &mut Child) {
    let started = Instant::now();
    while child.try_wait().expect("a child of one's own").is_none() {
        assert!(
            started.elapsed() < Duration::from_secs(60),
            "the browser does not end"
        );
        thread::sleep(Duration::from_millis(50));
    }
}

fn one_site_is_cleared_and_brought_back(browser: Browser) {
    let desk = Desk::new(browser);
    for host in ["one.test", "two.test"] {
        assert_eq!(desk.visit(host, "/leave"), "");
    }
    assert_eq!(desk.look(), [LEFT, LEFT]);

    let planned = desk.naosu(&["fix", "sweep", "--dry-run"]);
    for part in [desk.browser.profile, ": 2 cookies of one.test"] {
        assert!(planned.stdout.contains(part), "{planned:?}");
    }
    assert!(!planned.stdout.contains("two.test"), "{planned:?}");
    assert_eq!(desk.look(), [LEFT, LEFT], "a dry run changes nothing");

    let cleared = desk.naosu(&["fix", "sweep", "--yes"]);
    assert_eq!(cleared.code, Some(0), "{cleared:?}");
    assert!(cleared.stderr.contains("2 cookies removed"), "{cleared:?}");
    assert_eq!(desk.look(), ["", LEFT]);

    let undone = desk.naosu(&["undo", "--yes"]);
    assert_eq!(undone.code, Some(0), "{undone:?}");
    assert_eq!(desk.look(), [LEFT, LEFT]);

    // While it runs, nothing is touched.
    let mut command = desk.command();
    (desk.browser.stay)(desk.home.path(), &mut command);
    let url = desk.sites.url("one.test", "/look");
    let mut child = command.arg(url).spawn().expect("the browser starts");
    assert_eq!(desk.sites.brought("one.test"), LEFT);
    let refused = desk.naosu(&["fix", "sweep", "--yes"]);
    let stopped = crate::namespaces::command("kill", "procps")
        .arg(child.id().to_string())
        .status();
    assert!(stopped.is_ok_and(|status| status.success()));
    wait(&mut child);
    assert_eq!(refused.code, Some(4), "{refused:?}");
    assert!(refused.stderr.contains("is still open"), "{refused:?}");
    assert!(refused.stdout.contains("close it first"), "{refused:?}");
    assert_eq!(desk.look(), [LEFT, LEFT]);

    desk.write_out();
    desk.is_left_alone("another program holds its file", |store| {
        let lock = Connection::open(store).expect("a database");
        lock.execute_batch("BEGIN EXCLUSIVE").expect("a free store");
        lock
    });
    assert_eq!(desk.look(), [LEFT, LEFT]);
    desk.write_out();
    let mut torn = fs::read(desk.store()).expect("a file");
    torn[100..].fill(0x5a);
    fs::write(desk.store(), torn).expect("a file of one's own");
    desk.is_left_alone("its file is damaged", |_| ());
}

#[test]
fn chromium_loses_what_one_site_left_and_gets_it_back() {
    program("chromium", "chromium");
    one_site_is_cleared_and_brought_back(CHROMIUM);
}

#[test]
fn firefox_loses_what_one_site_left_and_gets_it_back() {
    program("firefox-esr", "firefox-esr");
    one_site_is_cleared_and_brought_back(FIREFOX);
}
