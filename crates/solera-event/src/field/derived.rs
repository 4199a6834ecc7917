//! Fields that the server works out from the request, the address and the URLs.

use super::FieldType::{Bool, Text};
use super::{Field, detail, facet};
use crate::{Kind, Kinds};

const ERROR: Kinds = Kind::Error.only();
const RESOURCE: Kinds = Kind::Resource.only();
const VIEW: Kinds = Kind::View.only();

#[rustfmt::skip] // a table reads by its columns
pub(super) const FIELDS: &[Field] = &[
    facet("browser.name", Text, Kinds::SENT, "`browser.name`, as sent.").derived(),
    facet("browser.version", Text, Kinds::SENT, "`browser.version`, as sent.").derived(),
    facet("browser.version_major", Text, Kinds::SENT, "`browser.version_major`, as sent.").derived(),
    facet("browser.user_agent", Text, Kinds::SENT, "`browser.user_agent`, as sent.").derived(),
    facet("geo.country", Text, Kinds::SENT, "`geo.country`, as sent.").derived(),
    facet("geo.country_iso_code", Text, Kinds::SENT, "`geo.country_iso_code`, as sent.").derived(),
    facet("geo.country_subdivision", Text, Kinds::SENT, "`geo.country_subdivision`, as sent.").derived(),
    facet("geo.city", Text, Kinds::SENT, "`geo.city`, as sent.").derived(),
    facet("geo.continent_code", Text, Kinds::SENT, "`geo.continent_code`, as sent.").derived(),
    facet("client_ip", Text, Kinds::SENT, "`client_ip`, as sent.").derived(),
    facet("view.url_host", Text, Kinds::SENT, "`view.url_host`, as sent.").derived(),
    facet("view.url_path", Text, Kinds::SENT, "`view.url_path`, as sent.").derived(),
    facet("view.url_path_group", Text, Kinds::SENT, "`view.url_path_group`, as sent.").derived(),
    facet("bot", Bool, Kinds::SENT, "`bot`, as sent.").derived(),
    detail("view.url_query", Text, VIEW, "`view.url_query`, as sent.").derived(),
    facet("view.utm_source", Text, VIEW, "`view.utm_source`, as sent.").derived(),
    facet("view.utm_medium", Text, VIEW, "`view.utm_medium`, as sent.").derived(),
    facet("view.utm_campaign", Text, VIEW, "`view.utm_campaign`, as sent.").derived(),
    facet("view.utm_content", Text, VIEW, "`view.utm_content`, as sent.").derived(),
    facet("view.utm_term", Text, VIEW, "`view.utm_term`, as sent.").derived(),
    facet("resource.url_host", Text, RESOURCE.and(ERROR), "`resource.url_host`, as sent.").derived(),
    facet("resource.url_path", Text, RESOURCE.and(ERROR), "`resource.url_path`, as sent.").derived(),
    facet("resource.url_path_group", Text, RESOURCE.and(ERROR), "`resource.url_path_group`, as sent.").derived(),
    detail("resource.url_query", Text, RESOURCE, "`resource.url_query`, as sent.").derived(),
];
