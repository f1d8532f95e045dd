use super::*;
use crate::system::ScriptedSurroundings;

/// Returns a world in which these pages redirect to these places, and in which every other page is there.
fn world(redirects: &[(&str, &str)]) -> ScriptedSurroundings {
    let mut world = ScriptedSurroundings::default();
    for (host, address) in [
        ("site.example", "192.0.2.1"),
        ("other.example", "192.0.2.2"),
        ("inner.example", "10.0.0.1"),
    ] {
        let address = address.parse().unwrap();
        world.names.insert(host.to_owned(), vec![address]);
        world
            .pages
            .insert(format!("http://{host}/"), Ok(page(200, "")));
    }
    for (from, to) in redirects {
        world.pages.insert((*from).to_owned(), Ok(page(302, to)));
    }
    world
}

fn page(status: u16, location: &str) -> Response {
    Response {
        status,
        headers: vec![("location".to_owned(), location.to_owned())],
        body: Vec::new(),
        whole: true,
    }
}

fn ask(world: &ScriptedSurroundings, url: &str, follow: bool) -> Looked {
    let page = HttpCheck {
        url: url.to_owned(),
        accept: None,
        by_proxy: true,
        follow,
    };
    super::ask(&page, world, Instant::now()).0
}

#[test]
fn a_redirect_into_a_private_network_is_refused() {
    for to in [
        "http://127.0.0.1/",
        "http://[::1]/",
        "http://169.254.169.254/",
        "http://inner.example/",
    ] {
        let world = world(&[("http://site.example/", to)]);
        let looked = ask(&world, "http://site.example/", true);
        let reason = "it redirects to an address of a private network".to_owned();
        assert_eq!(looked.unseen, Some(Unseen::Failed { reason }), "{to}");
        assert_eq!(looked.seen.get("status"), Some("302"), "{to}");
    }
}

#[test]
fn what_is_private_may_redirect_to_what_is_private() {
    let world = world(&[("http://10.0.0.2/", "http://inner.example/")]);
    let looked = ask(&world, "http://10.0.0.2/", true);
    assert_eq!(looked.unseen, None);
    assert_eq!(looked.seen.get("host"), Some("inner.example"));
}

#[test]
fn behind_a_proxy_names_are_the_proxys_and_numbers_are_not() {
    let mut world = world(&[("http://site.example/", "http://127.0.0.1/")]);
    world.proxied = true;
    let looked = ask(&world, "http://site.example/", true);
    assert!(looked.unseen.is_some());
    assert_eq!(looked.seen.get("via"), Some("proxy"));
    assert_eq!(looked.seen.get("dns"), None);
    world.names.clear();
    let looked = ask(&world, "http://other.example/", true);
    assert_eq!(looked.seen.get("status"), Some("200"));
}

#[test]
fn a_redirect_is_told_and_can_be_left_alone() {
    let world = world(&[("http://site.example/", "http://other.example/")]);
    let followed = ask(&world, "http://site.example/", true);
    assert_eq!(followed.seen.get("host"), Some("other.example"));
    let left = ask(&world, "http://site.example/", false);
    assert_eq!(left.seen.get("host"), Some("site.example"));
    for looked in [followed, left] {
        assert_eq!(looked.seen.get("redirect"), Some("other.example"));
    }
    let world = super::tests::world(&[("http://site.example/", "file:///etc/passwd")]);
    assert!(ask(&world, "http://site.example/", true).unseen.is_some());
}

#[test]
fn how_far_it_came_is_told() {
    let mut world = world(&[]);
    let url = "http://site.example/";
    let looked = ask(&world, "http://nobody.example/", true);
    assert_eq!(looked.seen.get("dns"), Some("no-such-name"));
    for (error, tcp) in [
        (NetError::Refused, Some("refused")),
        (NetError::NoRoute, Some("no-route")),
        (NetError::TimedOut, None),
        (NetError::Other("strange".to_owned()), None),
    ] {
        world.pages.insert(url.to_owned(), Err(error));
        let looked = ask(&world, url, true);
        assert_eq!(looked.seen.get("dns"), Some("ok"));
        assert_eq!(looked.seen.get("tcp"), tcp);
        assert_eq!(looked.seen.get("status"), None);
    }
}
