//! Fields that the server works out from the request, the address and the URLs.

use super::FieldType::{Bool, Text};
use super::{Field, detail, facet};
use crate::{Kind, Kinds};

const ERROR: Kinds = Kind::Error.only();
const RESOURCE: Kinds = Kind::Resource.only();
const VIEW: Kinds = Kind::View.only();

#[rustfmt::skip] // a table reads by its columns
pub(super) const FIELDS: &[Field] = &[
    facet("browser.name", Text, Kinds::SENT, "The browser, from the user agent and client hints.").derived(),
    facet("browser.version", Text, Kinds::SENT, "The browser's full version.").derived(),
    facet("browser.version_major", Text, Kinds::SENT, "The browser's major version.").derived(),
    facet("browser.user_agent", Text, Kinds::SENT, "The request's `User-Agent` header, as sent.").derived(),
    facet("geo.country", Text, Kinds::SENT, "The country of the client's address, in English.").derived(),
    facet("geo.country_iso_code", Text, Kinds::SENT, "The country's code of two letters, by ISO 3166-1.").derived(),
    facet("geo.country_subdivision", Text, Kinds::SENT, "The state, province or region of the client's address.").derived(),
    facet("geo.city", Text, Kinds::SENT, "The city of the client's address.").derived(),
    facet("geo.continent_code", Text, Kinds::SENT, "The continent's code of two letters.").derived(),
    facet("client_ip", Text, Kinds::SENT, "The client's address, where the application keeps it.").derived(),
    facet("view.url_host", Text, Kinds::SENT, "The host of the view's URL.").derived(),
    facet("view.url_path", Text, Kinds::SENT, "The path of the view's URL.").derived(),
    facet("view.url_path_group", Text, Kinds::SENT, "The path of the view's URL with segments that hold digits put as `?`.").derived(),
    facet("bot", Bool, Kinds::SENT, "Whether the user agent is that of a bot; bots are marked, never dropped.").derived(),
    detail("view.url_query", Text, VIEW, "The query of the view's URL, without its question mark.").derived(),
    facet("view.utm_source", Text, VIEW, "Where the visit came from: `utm_source` in the view's URL.").derived(),
    facet("view.utm_medium", Text, VIEW, "By what means the visit came: `utm_medium` in the view's URL.").derived(),
    facet("view.utm_campaign", Text, VIEW, "The campaign that brought the visit: `utm_campaign` in the view's URL.").derived(),
    facet("view.utm_content", Text, VIEW, "The link or advertisement that was followed: `utm_content` in the view's URL.").derived(),
    facet("view.utm_term", Text, VIEW, "The search words that were paid for: `utm_term` in the view's URL.").derived(),
    facet("resource.url_host", Text, RESOURCE.and(ERROR), "The host of the resource's URL; of an error, of the request that failed.").derived(),
    facet("resource.url_path", Text, RESOURCE.and(ERROR), "The path of the resource's URL; of an error, of the request that failed.").derived(),
    facet("resource.url_path_group", Text, RESOURCE.and(ERROR), "The path of the resource's URL with segments that hold digits put as `?`; of an error, of the request that failed.").derived(),
    detail("resource.url_query", Text, RESOURCE, "The query of the resource's URL, without its question mark.").derived(),
];
