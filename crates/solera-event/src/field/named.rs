//! The fields that code names, each a constant; all others are reached through the table.

use super::FieldId;

macro_rules! ids {
    ($($name:ident = $path:literal),* $(,)?) => {
        $(#[doc = concat!("`", $path, "`")] pub const $name: FieldId = FieldId::of($path);)*
    };
}

ids! {
    DATE = "date", APPLICATION_ID = "application.id", SERVICE = "service", VERSION = "version",
    ENV = "env", SOURCE = "source", DDTAGS = "ddtags", SDK_VERSION = "sdk_version",
    SESSION_ID = "session.id", SESSION_TYPE = "session.type",
    SESSION_HAS_REPLAY = "session.has_replay", VIEW_ID = "view.id", VIEW_NAME = "view.name",
    VIEW_URL = "view.url", VIEW_REFERRER = "view.referrer", VIEW_URL_HOST = "view.url_host",
    VIEW_URL_PATH = "view.url_path", VIEW_URL_PATH_GROUP = "view.url_path_group",
    VIEW_URL_QUERY = "view.url_query", VIEW_IS_ACTIVE = "view.is_active",
    VIEW_TIME_SPENT = "view.time_spent", VIEW_LCP = "view.largest_contentful_paint",
    VIEW_FCP = "view.first_contentful_paint", VIEW_INP = "view.interaction_to_next_paint",
    VIEW_CLS = "view.cumulative_layout_shift", VIEW_FID = "view.first_input_delay",
    VIEW_PERFORMANCE_LCP = "view.performance.lcp.timestamp",
    VIEW_PERFORMANCE_FCP = "view.performance.fcp.timestamp",
    VIEW_PERFORMANCE_INP = "view.performance.inp.duration",
    VIEW_PERFORMANCE_CLS = "view.performance.cls.score",
    VIEW_PERFORMANCE_FID = "view.performance.fid.duration",
    VIEW_CRASH_COUNT = "view.crash.count", VIEW_ERROR_COUNT = "view.error.count",
    DOCUMENT_VERSION = "_dd.document_version", PAGE_STATES = "_dd.page_states",
    USR_ID = "usr.id", USR_ANONYMOUS_ID = "usr.anonymous_id", ACTION_ID = "action.id",
    ACTION_TYPE = "action.type", RESOURCE_ID = "resource.id", RESOURCE_URL = "resource.url",
    RESOURCE_TYPE = "resource.type", RESOURCE_URL_HOST = "resource.url_host",
    RESOURCE_URL_PATH = "resource.url_path",
    RESOURCE_URL_PATH_GROUP = "resource.url_path_group",
    RESOURCE_URL_QUERY = "resource.url_query", RESOURCE_PROVIDER_TYPE = "resource.provider.type",
    RESOURCE_DURATION = "resource.duration", ERROR_ID = "error.id", ERROR_MESSAGE = "error.message",
    LONG_TASK_ID = "long_task.id", VITAL_ID = "vital.id", TRANSITION_ID = "transition.id",
    CUSTOM_EVENT_ID = "event.id", TRACE_ID = "_dd.trace_id", SPAN_ID = "_dd.span_id",
    PARENT_SPAN_ID = "_dd.parent_span_id", TYPE = "type",
    BROWSER_NAME = "browser.name", BROWSER_VERSION = "browser.version",
    BROWSER_VERSION_MAJOR = "browser.version_major", OS_NAME = "os.name",
    OS_VERSION = "os.version", OS_VERSION_MAJOR = "os.version_major",
    DEVICE_TYPE = "device.type", DEVICE_NAME = "device.name", DEVICE_MODEL = "device.model",
    DEVICE_BRAND = "device.brand", IS_BOT = "bot", USER_AGENT = "browser.user_agent",
    GEO_COUNTRY = "geo.country", GEO_COUNTRY_ISO_CODE = "geo.country_iso_code",
    GEO_COUNTRY_SUBDIVISION = "geo.country_subdivision", GEO_CITY = "geo.city",
    GEO_CONTINENT_CODE = "geo.continent_code", CLIENT_IP = "client_ip",
    UTM_SOURCE = "view.utm_source", UTM_MEDIUM = "view.utm_medium",
    UTM_CAMPAIGN = "view.utm_campaign", UTM_CONTENT = "view.utm_content",
    UTM_TERM = "view.utm_term", SEGMENT_START = "replay.start", SEGMENT_END = "replay.end",
    SEGMENT_INDEX = "replay.index_in_view", SEGMENT_RECORDS = "replay.records_count",
    SEGMENT_HAS_FULL_SNAPSHOT = "replay.has_full_snapshot", SEGMENT_BLOB = "replay.blob",
    SEGMENT_BYTES = "replay.stored_bytes", SEGMENT_CREATION_REASON = "replay.creation_reason",
    SEGMENT_RAW_BYTES = "replay.raw_segment_size", SEGMENT_MEDIA_TYPE = "replay.media_type",
    OUTCOME_NAME = "outcome.name", OUTCOME_REASON = "outcome.reason",
    OUTCOME_KIND = "outcome.kind", OUTCOME_COUNT = "outcome.count",
    OUTCOME_BYTES = "outcome.bytes", OUTCOME_SAMPLE = "outcome.sample",
    KEY = "_solera.key", HISTORY = "_solera.history", RECEIVED = "_solera.received",
}
