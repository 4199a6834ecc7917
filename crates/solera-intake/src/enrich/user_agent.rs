//! Browser, operating system and device, out of the `User-Agent` and client hints.
//!
//! The rules are those of uap-core (`data/uap-core.json`, its `regexes.yaml` as JSON), kept up by
//! their own project. Reading one header takes tens of microseconds, so what was read is kept: a
//! known header costs a look-up.

use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock};

use solera_event::limit;
use ua_parser::{Extractor, Regexes};
use xxhash_rust::xxh3::Xxh3;

use crate::request::ClientHints;

/// Reads `User-Agent` headers. One for the whole server: it takes some 30 MB, and a tenth of a
/// second to make.
pub struct UserAgents {
    extractor: Extractor<'static>,
    known: RwLock<Known>,
}

/// What was read, in two generations: the older is forgotten when the younger is full.
#[derive(Default)]
struct Known {
    young: HashMap<u128, Arc<Agent>>,
    old: HashMap<u128, Arc<Agent>>,
}

/// What a header tells.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Agent {
    pub(crate) browser_name: Option<String>,
    pub(crate) browser_version: Option<String>,
    pub(crate) browser_version_major: Option<String>,
    pub(crate) os_name: Option<String>,
    pub(crate) os_version: Option<String>,
    pub(crate) os_version_major: Option<String>,
    pub(crate) device_type: Option<String>,
    pub(crate) device_brand: Option<String>,
    pub(crate) device_model: Option<String>,
    pub(crate) device_name: Option<String>,
    pub(crate) bot: bool,
}

impl std::fmt::Debug for UserAgents {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("UserAgents").finish_non_exhaustive()
    }
}

impl Default for UserAgents {
    fn default() -> UserAgents {
        UserAgents::new()
    }
}

impl UserAgents {
    /// Compiles the rules.
    pub fn new() -> UserAgents {
        let text = include_str!("../../data/uap-core.json");
        let rules: Regexes<'static> =
            serde_json::from_str(text).expect("the rules are part of the program and tested");
        let extractor = Extractor::try_from(rules).expect("the rules are sound, a test holds that");
        UserAgents { extractor, known: RwLock::default() }
    }

    /// What the headers tell, read at most once while they are remembered.
    pub(crate) fn read(&self, user_agent: &str, hints: &ClientHints) -> Arc<Agent> {
        let user_agent = cut(user_agent);
        let key = key(user_agent, hints);
        let known = self.known.read().unwrap_or_else(PoisonError::into_inner);
        if let Some(agent) = known.young.get(&key).or_else(|| known.old.get(&key)) {
            return Arc::clone(agent);
        }
        drop(known);
        let agent = Arc::new(self.parse(user_agent, hints));
        let mut known = self.known.write().unwrap_or_else(PoisonError::into_inner);
        if known.young.len() >= limit::USER_AGENTS_PER_GENERATION_MAX {
            known.old = std::mem::take(&mut known.young);
        }
        known.young.insert(key, Arc::clone(&agent));
        agent
    }

    fn parse(&self, text: &str, hints: &ClientHints) -> Agent {
        let (browser, os, device) = self.extractor.extract(text);
        let mut agent = Agent::default();
        if let Some(browser) = browser {
            agent.browser_name = Some(browser.family.into_owned());
            agent.browser_version =
                version([browser.major, browser.minor, browser.patch, browser.patch_minor]);
            agent.browser_version_major = browser.major.map(str::to_owned);
        }
        if let Some(os) = os {
            agent.os_version_major = os.major.as_deref().map(str::to_owned);
            let parts = [&os.major, &os.minor, &os.patch, &os.patch_minor];
            agent.os_version = version(parts.map(|part| part.as_deref()));
            agent.os_name = Some(os.os.into_owned());
        }
        if let Some(device) = device {
            let told = |name: &str| !name.starts_with("Generic") && !matches!(name, "Other" | "K");
            let owned = |name: Option<&str>| name.filter(|name| told(name)).map(str::to_owned);
            agent.device_brand = owned(device.brand.as_deref());
            agent.device_model = owned(device.model.as_deref());
            agent.device_name = owned(Some(&device.device));
        }
        refine(&mut agent, hints);
        let spider = agent.device_brand.as_deref() == Some("Spider");
        if spider {
            (agent.device_brand, agent.device_model, agent.device_name) = (None, None, None);
        }
        let name = agent.browser_name.as_deref().unwrap_or_default();
        // Browsers without a screen are driven by programs.
        agent.bot = spider || name.starts_with("Headless") || name == "PhantomJS";
        agent.device_type = Some(device_type(&agent, spider, text, hints).to_owned());
        agent
    }
}

/// What the client hints know better: browsers that pass for Chrome, and what Chrome no longer puts
/// into the header, which are the whole version, the system's version, and a phone's model.
fn refine(agent: &mut Agent, hints: &ClientHints) {
    let brands = hints.brands.as_deref().unwrap_or_default();
    if agent.browser_name.as_deref() == Some("Chrome") {
        let passing = ["Brave", "Vivaldi", "Opera", "Microsoft Edge", "YaBrowser"];
        if let Some((name, version)) = passing.iter().find_map(|name| brand(brands, name)) {
            agent.browser_name = Some(name.to_owned());
            agent.browser_version = Some(version.to_owned());
            agent.browser_version_major = version.split('.').next().map(str::to_owned);
        }
    }
    if let Some(version) = whole_version(agent, hints) {
        agent.browser_version = Some(version.to_owned());
    }
    let unquoted = |hint: &Option<String>| {
        let text = hint.as_deref()?.trim().trim_matches('"');
        (!text.is_empty() && text != "Unknown").then(|| text.to_owned())
    };
    if agent.os_name.is_none() {
        agent.os_name = unquoted(&hints.platform);
    }
    if agent.device_model.is_none() {
        agent.device_model = unquoted(&hints.model);
    }
    let platform = unquoted(&hints.platform_version).unwrap_or_default();
    let major = platform.split('.').next().unwrap_or_default();
    let version = match (agent.os_name.as_deref(), major.parse::<u32>()) {
        // Windows 11 calls itself 10 in the header; the hint counts on from 13.
        (Some("Windows"), Ok(13..)) => "11",
        // These stand still in the header, at 10 and 10.15.7.
        (Some("Android" | "Mac OS X"), Ok(10..)) => without_zeros(&platform),
        _ => return,
    };
    agent.os_version_major = version.split('.').next().map(str::to_owned);
    agent.os_version = Some(version.to_owned());
}

/// The version that a brand of the full list has, where the header tells its first part alone.
fn whole_version<'h>(agent: &Agent, hints: &'h ClientHints) -> Option<&'h str> {
    let major = agent.browser_version_major.as_deref()?;
    let list = hints.full_version_list.as_deref()?;
    let of_it = |version: &&str| {
        version.strip_prefix(major).is_some_and(|rest| rest.starts_with('.') && rest != ".0.0.0")
    };
    // Chromium, which all of them are, may be of another build.
    let mut own = brands_of(list).filter(|(name, _)| *name != "Chromium");
    own.find_map(|(_, version)| Some(version).filter(of_it))
}

/// `16.0.0` as `16`.
fn without_zeros(mut version: &str) -> &str {
    while let Some(shorter) = version.strip_suffix(".0") {
        version = shorter;
    }
    version
}

/// A brand of a `Sec-CH-UA` header, by its start, and its version.
fn brand<'h>(brands: &'h str, name: &'h str) -> Option<(&'h str, &'h str)> {
    let mut named = brands_of(brands);
    named.find(|(brand, _)| brand.starts_with(name)).map(|(_, version)| (name, version))
}

/// The brands of such a header with their versions.
fn brands_of(header: &str) -> impl Iterator<Item = (&str, &str)> {
    let entries = header.split(',').filter_map(|entry| entry.trim().split_once(";v="));
    entries.map(|(brand, version)| (brand.trim_matches('"'), version.trim_matches('"')))
}

/// One of the types of the RUM dialect: `mobile`, `desktop`, `tablet`, `tv`, `gaming_console`,
/// `bot`, `other`.
fn device_type(agent: &Agent, spider: bool, text: &str, hints: &ClientHints) -> &'static str {
    let has = |words: &[&str]| words.iter().any(|word| text.contains(word));
    let os = agent.os_name.as_deref().unwrap_or_default();
    if spider {
        "bot"
    } else if has(&["PlayStation", "Xbox", "Nintendo"]) {
        "gaming_console"
    } else if has(&[
        "SmartTV", "SMART-TV", "Smart TV", "Web0S", "AppleTV", "CrKey", "HbbTV", "BRAVIA",
    ]) {
        "tv"
    } else if has(&["iPad", "Tablet", "Kindle"]) {
        "tablet"
    } else if os == "Android" {
        let mobile = has(&["Mobile"]) || hints.mobile.as_deref() == Some("?1");
        if mobile { "mobile" } else { "tablet" }
    } else if has(&["Mobile", "iPhone", "iPod"]) || hints.mobile.as_deref() == Some("?1") {
        "mobile"
    } else if ["Windows", "Mac OS X", "macOS", "Linux", "Chrome OS", "Ubuntu", "Fedora", "FreeBSD"]
        .contains(&os)
    {
        "desktop"
    } else {
        "other"
    }
}

/// `156.0.0.0`, of as many parts as there are.
fn version(parts: [Option<&str>; 4]) -> Option<String> {
    let parts: Vec<&str> = parts.into_iter().map_while(|part| part).collect();
    (!parts.is_empty()).then(|| parts.join("."))
}

/// The header up to the length that any browser's has.
pub(super) fn cut(user_agent: &str) -> &str {
    &user_agent[..user_agent.floor_char_boundary(limit::USER_AGENT_BYTES_MAX)]
}

fn key(user_agent: &str, hints: &ClientHints) -> u128 {
    let ClientHints { brands, full_version_list, platform, platform_version, mobile, model } =
        hints;
    let mut hash = Xxh3::new();
    hash.update(user_agent.as_bytes());
    for hint in [brands, full_version_list, platform, platform_version, mobile, model] {
        hash.update(&[0xff]);
        hash.update(hint.as_deref().unwrap_or_default().as_bytes());
    }
    hash.digest128()
}

#[cfg(test)]
mod tests;
