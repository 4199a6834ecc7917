//! A URL cut into host, path and query, and what they tell.
//!
//! Cuts where the characters say, and judges nothing: what mobile SDKs send as a URL is often the
//! path of a screen. Not the `url` crate, which allocates and refuses those.

use std::borrow::Cow;
use std::ops::Range;

use percent_encoding::percent_decode_str;

/// Where the pieces of a URL lie.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Url {
    /// Without port; empty where the URL has none.
    pub(super) host: Range<usize>,
    /// From its slash; the whole text where it is no URL.
    pub(super) path: Range<usize>,
    /// Without the question mark.
    pub(super) query: Range<usize>,
}

impl Url {
    /// Cuts a URL.
    pub(super) fn read(text: &str) -> Url {
        let bytes = text.as_bytes();
        let find = |byte: u8, range: Range<usize>| {
            memchr::memchr(byte, &bytes[range.clone()]).map(|at| range.start + at)
        };
        let end = find(b'#', 0..bytes.len()).unwrap_or(bytes.len());
        let mark = find(b'?', 0..end).unwrap_or(end);
        let (query, end) = ((mark + 1).min(end)..end, mark);
        let from = match find(b':', 0..end) {
            Some(colon) if bytes[colon..end].starts_with(b"://") => colon + 3,
            colon => {
                // `data:` and `blob:` URLs have neither; their text would be no path to group by.
                let opaque = ["data", "blob", "about", "javascript"];
                let opaque = colon.is_some_and(|colon| opaque.contains(&&text[..colon]));
                let path = if opaque { 0..0 } else { 0..end };
                return Url { host: 0..0, path, query };
            }
        };
        let slash = find(b'/', from..end).unwrap_or(end);
        let start = memchr::memrchr(b'@', &bytes[from..slash]).map_or(from, |at| from + at + 1);
        // The port's colon is the one after an IPv6 address's bracket.
        let stop = match find(b']', start..slash) {
            Some(bracket) => bracket + 1,
            None => find(b':', start..slash).unwrap_or(slash),
        };
        Url { host: start..stop, path: slash..end, query }
    }
}

/// A path with each segment that has a digit in it as `?`: `/cart/42/items` is `/cart/?/items`.
pub(super) fn path_group(path: Cow<'_, str>) -> Cow<'_, str> {
    if !path.bytes().any(|byte| byte.is_ascii_digit()) {
        return path;
    }
    let mut group = String::with_capacity(path.len());
    for (at, segment) in path.split('/').enumerate() {
        if at > 0 {
            group.push('/');
        }
        let varies = segment.bytes().any(|byte| byte.is_ascii_digit());
        group.push_str(if varies { "?" } else { segment });
    }
    Cow::Owned(group)
}

/// The value of a query's parameter, decoded; `None` where it is absent or empty.
pub(super) fn parameter(query: &str, name: &str) -> Option<String> {
    let mut pairs = query.split('&').filter_map(|pair| pair.split_once('='));
    let (_, value) = pairs.find(|(key, _)| *key == name)?;
    let spaced = value.replace('+', " ");
    let value = percent_decode_str(&spaced).decode_utf8_lossy().into_owned();
    (!value.is_empty()).then_some(value)
}

/// Whether a resource is the application's own: its host is the page's, shares its registrable
/// domain, or is one of `own` or a subdomain of one.
///
/// The registrable domain is the last two labels, or three where the last but one is a common
/// second level of a country (`co.uk`, `com.au`): near enough without a public suffix list. Hosts
/// of shared hosting (`a.github.io`, `b.github.io`) count as one.
pub(super) fn is_first_party(host: &str, page: Option<&str>, own: &[String]) -> bool {
    let listed = own.iter().any(|own| is_within(host, own.trim_start_matches("*.")));
    listed || page.is_some_and(|page| registrable(page).eq_ignore_ascii_case(registrable(host)))
}

/// Whether a host is another or stands under it.
fn is_within(host: &str, above: &str) -> bool {
    let Some(from) = host.len().checked_sub(above.len()) else { return false };
    let same = host.get(from..).is_some_and(|end| end.eq_ignore_ascii_case(above));
    same && !above.is_empty() && (from == 0 || host.as_bytes()[from - 1] == b'.')
}

const SECOND_LEVELS: [&str; 10] = ["co", "com", "net", "org", "gov", "edu", "ac", "or", "ne", "go"];

/// The part of a host that its owner registered.
fn registrable(host: &str) -> &str {
    let numeric = host.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    if numeric || host.starts_with('[') {
        return host;
    }
    let mut dots = host.rmatch_indices('.').map(|(at, _)| at);
    let (Some(last), second) = (dots.next(), dots.next()) else { return host };
    let Some(second) = second else { return host };
    let (top, level) = (&host[last + 1..], &host[second + 1..last]);
    if top.len() != 2 || !SECOND_LEVELS.contains(&level) {
        return &host[second + 1..];
    }
    dots.next().map_or(host, |third| &host[third + 1..])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> (&str, &str, &str) {
        let url = Url::read(text);
        (&text[url.host], &text[url.path], &text[url.query])
    }

    #[test]
    fn urls_are_cut() {
        assert_eq!(cut("https://a.example:8443/x/y?q=1&r=?#/z"), ("a.example", "/x/y", "q=1&r=?"));
        assert_eq!(cut("https://a.example"), ("a.example", "", ""));
        assert_eq!(cut("https://a.example?x=http://b/"), ("a.example", "", "x=http://b/"));
        assert_eq!(cut("http://user:pw@[::1]:80/"), ("[::1]", "/", ""));
        assert_eq!(cut("file:///index.html"), ("", "/index.html", ""));
        assert_eq!(cut("electron://main-process"), ("main-process", "", ""));
        assert_eq!(cut("com/example/MainActivity"), ("", "com/example/MainActivity", ""));
        assert_eq!(cut("pages/index?id=1"), ("", "pages/index", "id=1"));
        assert_eq!(cut("data:text/plain,a/b"), ("", "", ""));
        assert_eq!(cut(""), ("", "", ""));
    }

    #[test]
    fn segments_with_digits_are_grouped() {
        for (path, group) in [
            ("/", "/"),
            ("/cart/42/items", "/cart/?/items"),
            ("/v2/a-1/é", "/?/?/é"),
            ("com/example/Main2", "com/example/?"),
        ] {
            assert_eq!(path_group(Cow::Borrowed(path)), group);
        }
    }

    #[test]
    fn parameters_are_decoded() {
        assert_eq!(
            parameter("a=1&utm_source=news+letter%21", "utm_source").as_deref(),
            Some("news letter!")
        );
        assert_eq!(parameter("utm_source=&x", "utm_source"), None);
        assert_eq!(parameter("", "utm_source"), None);
    }

    #[test]
    fn first_party_is_told_by_host() {
        let own = ["cdn.example.net".to_owned(), "*.shop.test".to_owned()];
        for (host, page, first) in [
            ("a.example", "a.example", true),
            ("api.a.example", "www.a.example", true),
            ("API.A.example", "www.a.example", true),
            ("b.example", "a.example", false),
            ("x.co.uk", "y.co.uk", false),
            ("a.x.co.uk", "b.x.co.uk", true),
            ("127.0.0.1", "127.0.0.1", true),
            ("10.1.0.1", "10.2.0.1", false),
            ("[::1]", "[::1]", true),
            ("localhost", "localhost", true),
            ("eu.cdn.example.net", "a.test", true),
            ("notcdn.example.net", "a.test", false),
            ("shop.test", "a.example", true),
        ] {
            assert_eq!(is_first_party(host, Some(page), &own), first, "{host} on {page}");
        }
        assert!(!is_first_party("a.example", None, &[]));
    }
}
