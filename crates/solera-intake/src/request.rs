//! What the HTTP layer knows of a request, as plain data.
//!
//! Finds out which track a request is for and with which token, wherever a client may put that:
//! in the path, the query, the headers, or all of it within a proxy's `ddforward`.

use std::borrow::Cow;

use percent_encoding::percent_decode_str;

mod address;

pub use address::client_address;

/// What a client sends to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Track {
    /// Views, actions, resources, errors, long tasks, vitals.
    Rum,
    /// Session replay.
    Replay,
    /// Logs.
    Logs,
    /// Profiles; taken, not kept.
    Profile,
    /// Spans; taken, not kept.
    Spans,
}

/// How a body is encoded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Encoding {
    /// Not at all.
    Identity,
    /// RFC 1952.
    Gzip,
    /// RFC 1950, and RFC 1951 where a client means that.
    Deflate,
    /// RFC 7932.
    Br,
    /// RFC 8878.
    Zstd,
    /// One that Solera does not know.
    Unknown,
}

/// A request without its body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Head {
    /// What it is for.
    pub track: Track,
    /// The client token: `dd-api-key`, from query or header.
    pub token: Option<String>,
    /// How the body is encoded, in the order in which that was done.
    pub encodings: Vec<Encoding>,
    /// The client's clock when it sent the body, in milliseconds since 1970.
    pub batch_time_ms: Option<i64>,
    /// Tags of all events of the body: `env:dev,service:shop`.
    pub ddtags: Option<String>,
    /// Which SDK: `browser`, `android`.
    pub source: Option<String>,
    /// The SDK's version.
    pub origin_version: Option<String>,
    /// The body's media type.
    pub content_type: Option<String>,
    /// The visitor's browser or app.
    pub user_agent: Option<String>,
    /// What the browser tells of itself besides.
    pub client_hints: ClientHints,
}

/// The `Sec-CH-UA` headers, as they are.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct ClientHints {
    /// `"Chromium";v="156", "Not:A-Brand";v="8"`
    pub brands: Option<String>,
    /// The same with whole versions: `"Chromium";v="156.0.7000.1"`
    pub full_version_list: Option<String>,
    /// `"Linux"`
    pub platform: Option<String>,
    /// `"15.0.0"`
    pub platform_version: Option<String>,
    /// `?1` on a phone.
    pub mobile: Option<String>,
    /// `"Pixel 9"`
    pub model: Option<String>,
}

impl Head {
    /// Reads a request's head. `header` gives the value of a header by its lower-case name, with
    /// several of one name joined by commas. `None` when the request is none for intake.
    pub fn read<'h>(
        path: &str,
        query: Option<&str>,
        header: impl Fn(&str) -> Option<&'h str>,
    ) -> Option<Head> {
        let outer = query.unwrap_or_default();
        let forward = parameter(outer, "ddforward");
        let (path, inner) = match &forward {
            Some(forward) => forward.split_once('?').unwrap_or((forward, "")),
            None => (path, ""),
        };
        let track = Track::of(path)?;
        let read = |name: &str| {
            let sent = parameter(inner, name).or_else(|| parameter(outer, name));
            let sent = sent.map(Cow::into_owned).or_else(|| header(name).map(str::to_owned));
            sent.filter(|value| !value.is_empty())
        };
        let own = |name: &str| header(name).map(str::to_owned);
        Some(Head {
            track,
            token: read("dd-api-key"),
            encodings: encodings(read("dd-evp-encoding").as_deref(), header("content-encoding")),
            batch_time_ms: read("batch_time").and_then(|text| text.parse().ok()),
            ddtags: read("ddtags"),
            source: read("ddsource").or_else(|| read("dd-evp-origin")),
            origin_version: read("dd-evp-origin-version"),
            content_type: own("content-type"),
            user_agent: own("user-agent"),
            client_hints: ClientHints {
                brands: own("sec-ch-ua"),
                full_version_list: own("sec-ch-ua-full-version-list"),
                platform: own("sec-ch-ua-platform"),
                platform_version: own("sec-ch-ua-platform-version"),
                mobile: own("sec-ch-ua-mobile"),
                model: own("sec-ch-ua-model"),
            },
        })
    }
}

impl Track {
    /// The track of a path. A prefix is let through: a proxy may have put one.
    fn of(path: &str) -> Option<Track> {
        let path = path.trim_end_matches('/');
        let (rest, name) = path.rsplit_once('/')?;
        if !rest.ends_with("/api/v2") {
            return None;
        }
        match name {
            "rum" => Some(Track::Rum),
            "replay" => Some(Track::Replay),
            "logs" => Some(Track::Logs),
            "profile" => Some(Track::Profile),
            "spans" => Some(Track::Spans),
            _ => None,
        }
    }

    /// The name in paths, settings and metrics.
    pub const fn name(self) -> &'static str {
        match self {
            Track::Rum => "rum",
            Track::Replay => "replay",
            Track::Logs => "logs",
            Track::Profile => "profile",
            Track::Spans => "spans",
        }
    }
}

/// The value of a query's first parameter of that name, decoded.
fn parameter<'q>(query: &'q str, name: &str) -> Option<Cow<'q, str>> {
    query.split('&').find_map(|pair| {
        let (key, value) = pair.split_once('=')?;
        (key == name).then(|| percent_decode_str(value).decode_utf8_lossy())
    })
}

/// What the parameter says was done first, then what the header lists.
fn encodings(parameter: Option<&str>, header: Option<&str>) -> Vec<Encoding> {
    let listed = parameter.into_iter().chain(header.into_iter().flat_map(|list| list.split(',')));
    let read = listed.map(|name| match name.trim().to_ascii_lowercase().as_str() {
        "" | "identity" => Encoding::Identity,
        "gzip" | "x-gzip" => Encoding::Gzip,
        "deflate" => Encoding::Deflate,
        "br" => Encoding::Br,
        "zstd" => Encoding::Zstd,
        _ => Encoding::Unknown,
    });
    read.filter(|encoding| *encoding != Encoding::Identity).collect()
}

#[cfg(test)]
mod tests;
