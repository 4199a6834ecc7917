//! Fields of resources.

use super::FieldType::{Id, Int, Json, Text};
use super::{Field, Unit, detail, element, facet, measure};
use crate::{Kind, Kinds};

const RESOURCE: Kinds = Kind::Resource.only();

#[rustfmt::skip] // a table reads by its columns
pub(super) const FIELDS: &[Field] = &[
    facet("resource.id", Id, RESOURCE, "The resource. All clients send it."),
    facet("resource.type", Text, RESOURCE, "What was loaded: `document`, `xhr`, `fetch`, `beacon`, `css`, `js`, `image`, `font`, `media`, `native`, `other`."),
    facet("resource.method", Text, RESOURCE, "The HTTP method. Sent for requests that code makes."),
    facet("resource.url", Text, RESOURCE, "The resource's address."),
    facet("resource.status_code", Int, RESOURCE, "The HTTP status; 0 or absent where the request failed or the browser does not tell."),
    measure("resource.duration", Int, Unit::Ns, RESOURCE, "How long the resource took, from the request to its last byte."),
    measure("resource.size", Int, Unit::Bytes, RESOURCE, "The size of the response's body, decoded; 0 where the browser does not tell."),
    measure("resource.encoded_body_size", Int, Unit::Bytes, RESOURCE, "The size of the response's body as it came, still compressed."),
    measure("resource.decoded_body_size", Int, Unit::Bytes, RESOURCE, "The size of the response's body once inflated."),
    measure("resource.transfer_size", Int, Unit::Bytes, RESOURCE, "What came over the network: headers and body; 0 from a cache."),
    facet("resource.render_blocking_status", Text, RESOURCE, "Whether the page waited for the resource before it was painted: `blocking` or `non-blocking`."),
    measure("resource.worker.duration", Int, Unit::Ns, RESOURCE, "Time that the service worker took."),
    measure("resource.worker.start", Int, Unit::Ns, RESOURCE, "When the service worker began, from the resource's start."),
    measure("resource.redirect.duration", Int, Unit::Ns, RESOURCE, "Time that redirects took."),
    measure("resource.redirect.start", Int, Unit::Ns, RESOURCE, "When redirects began, from the resource's start."),
    measure("resource.dns.duration", Int, Unit::Ns, RESOURCE, "Time that the host's address was looked up."),
    measure("resource.dns.start", Int, Unit::Ns, RESOURCE, "When the look-up of the host's address began, from the resource's start."),
    measure("resource.connect.duration", Int, Unit::Ns, RESOURCE, "Time that the connection took, TLS included."),
    measure("resource.connect.start", Int, Unit::Ns, RESOURCE, "When the connection began, from the resource's start."),
    measure("resource.ssl.duration", Int, Unit::Ns, RESOURCE, "Time that TLS took."),
    measure("resource.ssl.start", Int, Unit::Ns, RESOURCE, "When TLS began, from the resource's start."),
    measure("resource.first_byte.duration", Int, Unit::Ns, RESOURCE, "Time from the request until its first byte came."),
    measure("resource.first_byte.start", Int, Unit::Ns, RESOURCE, "When the wait for the first byte began, from the resource's start."),
    measure("resource.download.duration", Int, Unit::Ns, RESOURCE, "Time from the first byte to the last."),
    measure("resource.download.start", Int, Unit::Ns, RESOURCE, "When the download began, from the resource's start."),
    facet("resource.protocol", Text, RESOURCE, "The network protocol, such as `h2` or `http/1.1`."),
    facet("resource.delivery_type", Text, RESOURCE, "How it was delivered: `cache`, `navigational-prefetch` or `other`."),
    facet("resource.provider.domain", Text, RESOURCE, "The domain of who provides the resource. Mobile SDKs send it."),
    facet("resource.provider.name", Text, RESOURCE, "The name of who provides the resource."),
    facet("resource.provider.type", Text, RESOURCE, "Whose resource it is: as sent, or `first-party` or `third-party` by its host."),
    measure("resource.request.encoded_body_size", Int, Unit::Bytes, RESOURCE, "The size of the request's body as it was sent."),
    measure("resource.request.decoded_body_size", Int, Unit::Bytes, RESOURCE, "The size of the request's body before it was encoded."),
    facet("resource.graphql.operationType", Text, RESOURCE, "The kind of GraphQL operation: `query`, `mutation` or `subscription`."),
    facet("resource.graphql.operationName", Text, RESOURCE, "The name of the GraphQL operation."),
    detail("resource.graphql.payload", Text, RESOURCE, "The text of the GraphQL operation."),
    detail("resource.graphql.variables", Text, RESOURCE, "The variables of the GraphQL operation, as JSON text."),
    measure("resource.graphql.error_count", Int, Unit::Count, RESOURCE, "Errors in the GraphQL answer."),
    detail("resource.graphql.errors", Json, RESOURCE, "The errors in the GraphQL answer."),
    element("resource.graphql.errors[].message", RESOURCE, "The GraphQL error's message."),
    element("resource.graphql.errors[].code", RESOURCE, "The GraphQL error's code."),
    element("resource.graphql.errors[].locations[].line", RESOURCE, "The line of the operation that the GraphQL error is about."),
    element("resource.graphql.errors[].locations[].column", RESOURCE, "The column of the operation that the GraphQL error is about."),
    element("resource.graphql.errors[].path", RESOURCE, "Which part of the answer the GraphQL error is about."),
];
