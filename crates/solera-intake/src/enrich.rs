//! What the request and the URLs tell of an event beyond what its client said.
//!
//! A missing table means a missing field, and what the client said is never overwritten. What
//! the request tells is worked out once for each body, in a [`Visitor`], and only lent to events.

use std::borrow::Cow;
use std::net::IpAddr;
use std::sync::Arc;

use solera_event::{FieldId, Kind, Value, field};

use crate::application::{Application, Context};
use crate::draft::Draft;
use crate::request::Head;

pub mod geo;
mod url;
pub mod user_agent;

use geo::Place;
use url::Url;
use user_agent::Agent;

/// Who sent a body, as far as its request tells.
#[derive(Debug)]
pub struct Visitor {
    agent: Option<Arc<Agent>>,
    place: Place,
    address: Option<String>,
    user_agent: Option<String>,
}

impl Visitor {
    /// Reads the request's headers and looks its address up.
    pub(crate) fn of(head: &Head, context: &Context<'_>) -> Visitor {
        let application = context.application;
        let agent = head
            .user_agent
            .as_deref()
            .map(|text| context.user_agents.read(text, &head.client_hints));
        let place = |address: IpAddr| Some(context.geo?.place(address));
        let place = context.address.filter(|_| application.keep_geo).and_then(place);
        Visitor {
            agent,
            place: place.unwrap_or_default(),
            address: context.address.filter(|_| application.keep_ip).map(|ip| ip.to_string()),
            user_agent: head.user_agent.clone(),
        }
    }
}

/// Fills what the request and the URLs tell.
pub(crate) fn enrich<'b>(
    draft: &mut Draft<'_, 'b>,
    visitor: &'b Visitor,
    application: &Application,
) {
    place(draft, visitor);
    if is_of_browser(draft) {
        agent(draft, visitor);
    }
    let page = view_url(draft);
    match draft.event().kind {
        Kind::Resource => resource(draft, &RESOURCE, page.as_deref(), application),
        Kind::Error => resource(draft, &ERROR_RESOURCE, page.as_deref(), application),
        _ => {}
    }
}

fn place<'b>(draft: &mut Draft<'_, 'b>, visitor: &'b Visitor) {
    let Place { country, country_iso_code, subdivision, city, continent_code } = &visitor.place;
    for (field, value) in [
        (field::GEO_COUNTRY, country),
        (field::GEO_COUNTRY_ISO_CODE, country_iso_code),
        (field::GEO_COUNTRY_SUBDIVISION, subdivision),
        (field::GEO_CITY, city),
        (field::GEO_CONTINENT_CODE, continent_code),
        (field::CLIENT_IP, &visitor.address),
    ] {
        set_text(draft, field, value.as_deref());
    }
}

/// Whether the `User-Agent` is the visitor's. Native SDKs have one of their own, and say in the
/// event which device it is.
fn is_of_browser(draft: &Draft<'_, '_>) -> bool {
    let source = draft.text(field::SOURCE).map_or("browser", |source| &**source);
    !matches!(
        source,
        "android"
            | "ios"
            | "flutter"
            | "react-native"
            | "roku"
            | "unity"
            | "kotlin-multiplatform"
            | "maui"
            | "harmony"
            | "electron"
    )
}

fn agent<'b>(draft: &mut Draft<'_, 'b>, visitor: &'b Visitor) {
    set_text(draft, field::USER_AGENT, visitor.user_agent.as_deref());
    let Some(agent) = visitor.agent.as_deref() else { return };
    for (field, value) in [
        (field::BROWSER_NAME, &agent.browser_name),
        (field::BROWSER_VERSION, &agent.browser_version),
        (field::BROWSER_VERSION_MAJOR, &agent.browser_version_major),
    ] {
        set_text(draft, field, value.as_deref());
    }
    draft.set_if_absent(field::IS_BOT, agent.bot);
    // These are the client's fields too: in an update they would overwrite what it said.
    if draft.event().partial {
        return;
    }
    for (field, value) in [
        (field::OS_NAME, &agent.os_name),
        (field::OS_VERSION, &agent.os_version),
        (field::OS_VERSION_MAJOR, &agent.os_version_major),
        (field::DEVICE_TYPE, &agent.device_type),
        (field::DEVICE_BRAND, &agent.device_brand),
        (field::DEVICE_MODEL, &agent.device_model),
        (field::DEVICE_NAME, &agent.device_name),
    ] {
        set_text(draft, field, value.as_deref());
    }
}

fn set_text<'b>(draft: &mut Draft<'_, 'b>, field: FieldId, value: Option<&'b str>) {
    if let Some(value) = value {
        draft.set_if_absent(field, value);
    }
}

/// What the page's URL tells, and the page's host.
fn view_url<'b>(draft: &mut Draft<'_, 'b>) -> Option<Cow<'b, str>> {
    let text = draft.text(field::VIEW_URL)?.clone();
    let url = Url::read(&text);
    let host = part(&text, url.host.clone());
    let path = path_of(&text, &url);
    let group = url::path_group(path.clone());
    let kind = draft.event().kind;
    set_part(draft, field::VIEW_URL_PATH, Some(path).filter(|path| !path.is_empty()));
    if !group.is_empty() {
        if !draft.event().partial {
            draft.set_if_absent(field::VIEW_NAME, group.clone());
        }
        draft.set_if_absent(field::VIEW_URL_PATH_GROUP, group);
    }
    if kind == Kind::View {
        let query = part(&text, url.query);
        for (field, name) in UTM {
            if let Some(value) = url::parameter(&query, name) {
                draft.set_if_absent(field, value);
            }
        }
        set_part(draft, field::VIEW_URL_QUERY, Some(query).filter(|query| !query.is_empty()));
    }
    let host = Some(host).filter(|host| !host.is_empty());
    set_part(draft, field::VIEW_URL_HOST, host.clone());
    host
}

const UTM: [(FieldId, &str); 5] = [
    (field::UTM_SOURCE, "utm_source"),
    (field::UTM_MEDIUM, "utm_medium"),
    (field::UTM_CAMPAIGN, "utm_campaign"),
    (field::UTM_CONTENT, "utm_content"),
    (field::UTM_TERM, "utm_term"),
];

/// Where a kind of event names a resource.
struct ResourceFields {
    url: FieldId,
    provider: FieldId,
    query: Option<FieldId>,
}

const RESOURCE: ResourceFields = ResourceFields {
    url: field::RESOURCE_URL,
    provider: field::RESOURCE_PROVIDER_TYPE,
    query: Some(field::RESOURCE_URL_QUERY),
};

const ERROR_RESOURCE: ResourceFields = ResourceFields {
    url: FieldId::of("error.resource.url"),
    provider: FieldId::of("error.resource.provider.type"),
    query: None,
};

/// What a resource's URL tells.
fn resource<'b>(
    draft: &mut Draft<'_, 'b>,
    fields: &ResourceFields,
    page: Option<&str>,
    application: &Application,
) {
    let Some(text) = draft.text(fields.url).cloned() else { return };
    let url = Url::read(&text);
    let host = part(&text, url.host.clone());
    if !host.is_empty() {
        let own = url::is_first_party(&host, page, &application.first_party_hosts);
        draft.set_if_absent(fields.provider, if own { "first party" } else { "third party" });
        draft.set_if_absent(field::RESOURCE_URL_HOST, host);
    }
    let path = path_of(&text, &url);
    if !path.is_empty() {
        draft.set_if_absent(field::RESOURCE_URL_PATH_GROUP, url::path_group(path.clone()));
        draft.set_if_absent(field::RESOURCE_URL_PATH, path);
    }
    let query = part(&text, url.query);
    if let (Some(field), false) = (fields.query, query.is_empty()) {
        draft.set_if_absent(field, query);
    }
}

/// A URL's path: a host alone stands for its root.
fn path_of<'b>(text: &Cow<'b, str>, url: &Url) -> Cow<'b, str> {
    if url.path.is_empty() && !url.host.is_empty() {
        return Cow::Borrowed("/");
    }
    part(text, url.path.clone())
}

fn set_part<'b>(draft: &mut Draft<'_, 'b>, field: FieldId, text: Option<Cow<'b, str>>) {
    if let Some(text) = text {
        draft.set_if_absent(field, Value::Text(text));
    }
}

/// A piece of a text, borrowed from the body where the text is.
fn part<'b>(text: &Cow<'b, str>, range: std::ops::Range<usize>) -> Cow<'b, str> {
    match text {
        Cow::Borrowed(text) => Cow::Borrowed(&text[range]),
        Cow::Owned(text) => Cow::Owned(text[range].to_owned()),
    }
}

#[cfg(test)]
mod tests;
