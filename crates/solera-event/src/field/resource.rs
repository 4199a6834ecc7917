//! Fields of resources.

use super::FieldType::{Id, Int, Json, Text};
use super::{Field, Unit, detail, element, facet, measure};
use crate::{Kind, Kinds};

const RESOURCE: Kinds = Kind::Resource.only();

#[rustfmt::skip] // a table reads by its columns
pub(super) const FIELDS: &[Field] = &[
    facet("resource.id", Id, RESOURCE, "`resource.id`, as sent."),
    facet("resource.type", Text, RESOURCE, "`resource.type`, as sent."),
    facet("resource.method", Text, RESOURCE, "`resource.method`, as sent."),
    facet("resource.url", Text, RESOURCE, "`resource.url`, as sent."),
    facet("resource.status_code", Int, RESOURCE, "`resource.status_code`, as sent."),
    measure("resource.duration", Int, Unit::Ns, RESOURCE, "`resource.duration`, as sent."),
    measure("resource.size", Int, Unit::Bytes, RESOURCE, "`resource.size`, as sent."),
    measure("resource.encoded_body_size", Int, Unit::Bytes, RESOURCE, "`resource.encoded_body_size`, as sent."),
    measure("resource.decoded_body_size", Int, Unit::Bytes, RESOURCE, "`resource.decoded_body_size`, as sent."),
    measure("resource.transfer_size", Int, Unit::Bytes, RESOURCE, "`resource.transfer_size`, as sent."),
    facet("resource.render_blocking_status", Text, RESOURCE, "`resource.render_blocking_status`, as sent."),
    measure("resource.worker.duration", Int, Unit::Ns, RESOURCE, "`resource.worker.duration`, as sent."),
    measure("resource.worker.start", Int, Unit::Ns, RESOURCE, "`resource.worker.start`, as sent."),
    measure("resource.redirect.duration", Int, Unit::Ns, RESOURCE, "`resource.redirect.duration`, as sent."),
    measure("resource.redirect.start", Int, Unit::Ns, RESOURCE, "`resource.redirect.start`, as sent."),
    measure("resource.dns.duration", Int, Unit::Ns, RESOURCE, "`resource.dns.duration`, as sent."),
    measure("resource.dns.start", Int, Unit::Ns, RESOURCE, "`resource.dns.start`, as sent."),
    measure("resource.connect.duration", Int, Unit::Ns, RESOURCE, "`resource.connect.duration`, as sent."),
    measure("resource.connect.start", Int, Unit::Ns, RESOURCE, "`resource.connect.start`, as sent."),
    measure("resource.ssl.duration", Int, Unit::Ns, RESOURCE, "`resource.ssl.duration`, as sent."),
    measure("resource.ssl.start", Int, Unit::Ns, RESOURCE, "`resource.ssl.start`, as sent."),
    measure("resource.first_byte.duration", Int, Unit::Ns, RESOURCE, "`resource.first_byte.duration`, as sent."),
    measure("resource.first_byte.start", Int, Unit::Ns, RESOURCE, "`resource.first_byte.start`, as sent."),
    measure("resource.download.duration", Int, Unit::Ns, RESOURCE, "`resource.download.duration`, as sent."),
    measure("resource.download.start", Int, Unit::Ns, RESOURCE, "`resource.download.start`, as sent."),
    facet("resource.protocol", Text, RESOURCE, "`resource.protocol`, as sent."),
    facet("resource.delivery_type", Text, RESOURCE, "`resource.delivery_type`, as sent."),
    facet("resource.provider.domain", Text, RESOURCE, "`resource.provider.domain`, as sent."),
    facet("resource.provider.name", Text, RESOURCE, "`resource.provider.name`, as sent."),
    facet("resource.provider.type", Text, RESOURCE, "`resource.provider.type`, as sent."),
    measure("resource.request.encoded_body_size", Int, Unit::Bytes, RESOURCE, "`resource.request.encoded_body_size`, as sent."),
    measure("resource.request.decoded_body_size", Int, Unit::Bytes, RESOURCE, "`resource.request.decoded_body_size`, as sent."),
    facet("resource.graphql.operationType", Text, RESOURCE, "`resource.graphql.operationType`, as sent."),
    facet("resource.graphql.operationName", Text, RESOURCE, "`resource.graphql.operationName`, as sent."),
    detail("resource.graphql.payload", Text, RESOURCE, "`resource.graphql.payload`, as sent."),
    detail("resource.graphql.variables", Text, RESOURCE, "`resource.graphql.variables`, as sent."),
    measure("resource.graphql.error_count", Int, Unit::Count, RESOURCE, "`resource.graphql.error_count`, as sent."),
    detail("resource.graphql.errors", Json, RESOURCE, "`resource.graphql.errors`, as sent."),
    element("resource.graphql.errors[].message", RESOURCE, "`resource.graphql.errors[].message`, as sent."),
    element("resource.graphql.errors[].code", RESOURCE, "`resource.graphql.errors[].code`, as sent."),
    element("resource.graphql.errors[].locations[].line", RESOURCE, "`resource.graphql.errors[].locations[].line`, as sent."),
    element("resource.graphql.errors[].locations[].column", RESOURCE, "`resource.graphql.errors[].locations[].column`, as sent."),
    element("resource.graphql.errors[].path", RESOURCE, "`resource.graphql.errors[].path`, as sent."),
];
