//! Whose address a request came from, looked for through trusted proxies alone.

use std::net::{IpAddr, SocketAddr};

use ipnet::IpNet;

/// The visitor's address. `peer` is who opened the connection; what `X-Forwarded-For` and
/// `Forwarded` say is heeded as far as trusted proxies wrote it: from the right, up to the first
/// address that is no trusted proxy. `X-Forwarded-For` goes first, for a proxy that writes only
/// that passes on any `Forwarded` that the visitor made up.
pub fn client_address<'h>(
    peer: IpAddr,
    header: impl Fn(&str) -> Option<&'h str>,
    trusted: &[IpNet],
) -> IpAddr {
    let mut client = peer.to_canonical();
    let is_trusted = |address: &IpAddr| trusted.iter().any(|net| net.contains(address));
    if !is_trusted(&client) {
        return client;
    }
    let hops: Vec<&str> = match (header("x-forwarded-for"), header("forwarded")) {
        (Some(list), _) => list.split(',').collect(),
        (None, Some(list)) => list.split(',').map(forwarded_for).collect(),
        (None, None) => Vec::new(),
    };
    for hop in hops.into_iter().rev() {
        // What is no address (`unknown`, `_hidden`) hides all that lies behind it.
        let Some(address) = address(hop) else { return client };
        client = address;
        if !is_trusted(&client) {
            return client;
        }
    }
    client
}

/// The `for` of one hop of a `Forwarded` header (RFC 7239).
fn forwarded_for(hop: &str) -> &str {
    let mut pairs = hop.split(';').filter_map(|pair| pair.split_once('='));
    let node = pairs.find(|(name, _)| name.trim().eq_ignore_ascii_case("for"));
    node.map(|(_, node)| node).unwrap_or_default()
}

/// An address with or without port, brackets and quotes.
fn address(text: &str) -> Option<IpAddr> {
    let text = text.trim().trim_matches('"');
    let bare = text.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')).unwrap_or(text);
    let plain = bare.parse::<IpAddr>().ok();
    plain.or_else(|| Some(text.parse::<SocketAddr>().ok()?.ip())).map(|ip| ip.to_canonical())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(peer: &str, x_forwarded_for: Option<&str>, forwarded: Option<&str>, expected: &str) {
        let trusted: Vec<IpNet> = vec!["10.0.0.0/8".parse().unwrap(), "::1/128".parse().unwrap()];
        let header = |name: &str| match name {
            "x-forwarded-for" => x_forwarded_for,
            "forwarded" => forwarded,
            _ => None,
        };
        let found = client_address(peer.parse().unwrap(), header, &trusted);
        assert_eq!(
            found,
            expected.parse::<IpAddr>().unwrap(),
            "{peer} {x_forwarded_for:?} {forwarded:?}"
        );
    }

    #[test]
    fn only_trusted_proxies_are_believed() {
        check("1.2.3.4", Some("5.6.7.8"), None, "1.2.3.4");
        check("10.0.0.1", Some("5.6.7.8"), None, "5.6.7.8");
        check("::ffff:10.0.0.1", Some("5.6.7.8"), None, "5.6.7.8");
        check("10.0.0.1", Some("9.9.9.9, 5.6.7.8, 10.0.0.2"), None, "5.6.7.8");
        check("10.0.0.1", Some("10.0.0.3, 10.0.0.2"), None, "10.0.0.3");
        check("10.0.0.1", Some("5.6.7.8, unknown"), None, "10.0.0.1");
        check("10.0.0.1", Some("5.6.7.8:1234"), None, "5.6.7.8");
        check("10.0.0.1", None, Some("for=5.6.7.8;proto=https, for=10.0.0.2"), "5.6.7.8");
        check("::1", None, Some("For=\"[2001:db8::1]:4711\""), "2001:db8::1");
        check("10.0.0.1", Some("5.6.7.8"), Some("for=6.6.6.6"), "5.6.7.8");
        check("10.0.0.1", None, None, "10.0.0.1");
    }
}
