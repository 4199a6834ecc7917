//! Every bound, with its unit and its reason. A bound that stands elsewhere is a mistake.

use crate::time::{DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS};

// ---- intake: bodies ---------------------------------------------------------------------------

/// A body as it comes over the network. Mobile SDKs send up to 5 MB; replay segments with a full
/// snapshot of a large page reach several.
pub const BODY_BYTES_MAX: usize = 20 << 20;
/// A body once inflated. Twice what the largest RUM batch of any SDK holds, and enough for a
/// replay segment; a bomb stops here.
pub const BODY_INFLATED_BYTES_MAX: usize = 64 << 20;
/// One line, that is one event. SDKs stop at 256 KiB (browser), 512 KB (Android), 1 MB (iOS).
pub const LINE_BYTES_MAX: usize = 1 << 20;
/// Items in one body. Android sends at most 500, iOS 1,000.
pub const BATCH_ITEMS_MAX: usize = 10_000;
/// Nested objects and arrays in one event. Checked before any recursive reader sees the text:
/// some ten thousand would overflow a thread's stack.
pub const DEPTH_MAX: usize = 64;
/// Attributes of one event. Past it the event is dropped, for each may become a column.
pub const ATTRIBUTES_MAX: usize = 1_000;
/// A path of an attribute, in bytes.
pub const PATH_BYTES_MAX: usize = 1_024;
/// Parts of a multipart body: segments of a replay upload, with its event.
pub const MULTIPART_PARTS_MAX: usize = 200;
/// A value of a facet: longer text is cut there (facets only; the event keeps it whole).
pub const FACET_BYTES_MAX: usize = 1_024;

/// A `User-Agent` header, in bytes: what any browser sends; the rest is cut off.
pub const USER_AGENT_BYTES_MAX: usize = 1_024;
/// Headers whose reading is remembered, in each of two generations, at some 600 bytes each.
pub const USER_AGENTS_PER_GENERATION_MAX: usize = 8_192;

// ---- intake: time -----------------------------------------------------------------------------

/// Difference of `batch_time` and arrival past which the dates of a batch are corrected: under
/// it the network explains it, over it the visitor's clock is wrong.
pub const CLOCK_SKEW_TOLERATED_MS: i64 = MINUTE_MS;
/// How far ahead of arrival an event's date may lie after correction.
pub const DATE_AHEAD_MAX_MS: i64 = DAY_MS;

// ---- intake: connections ----------------------------------------------------------------------

/// Open connections; half of the files that the system lets be open where that is less.
pub const CONNECTIONS_MAX: usize = 10_000;
/// Time a client may take to send the head of a request, and that a connection may idle between
/// two. Longer than the 60 s of usual load balancers: they must be the ones who close, or a
/// request now and then meets a connection that is just gone.
pub const HEAD_TIMEOUT_MS: i64 = 75 * SECOND_MS;
/// Time a client may take to send a whole body; at 20 MB that is 170 kB/s.
pub const BODY_TIMEOUT_MS: i64 = 120 * SECOND_MS;
/// What is read of a body that is refused anyway, so that its client sees the answer: any that a
/// client may send by mistake. Costs the network alone.
pub const DISCARD_BYTES_MAX: usize = 64 << 20;
/// How long that may take.
pub const DISCARD_TIMEOUT_MS: i64 = 30 * SECOND_MS;
/// Bodies held in memory at once; past it 503, for the herd comes back by itself.
pub const BODIES_IN_FLIGHT_BYTES_MAX: usize = 256 << 20;
/// A body that is decoded where it was received; a larger one goes to a thread of its own, so
/// that it holds up none of its neighbours. Browsers send up to some 130 KB.
pub const INLINE_BODY_BYTES_MAX: usize = 256 << 10;
/// Larger bodies decoded at once: each may take [`BODY_INFLATED_BYTES_MAX`] and as much again.
pub const LARGE_BODIES_MAX: usize = 2;
/// The beginning of a dropped item that its outcome shows, in bytes.
pub const SAMPLE_BYTES_MAX: usize = 200;
/// Scripts of the browser SDK kept for pages that pin them, those of this version included: two a
/// version, 60 kB each, so some years of versions.
pub const SDK_SCRIPTS_KEPT_MAX: usize = 60;
/// How long requests may go on after SIGTERM; the rest of ten seconds is the store's.
pub const SHUTDOWN_MS: i64 = 5 * SECOND_MS;
/// How long the store may take to close after that; what is not in parts then is in the log.
pub const CLOSE_MS: i64 = 3_500;
/// Entries whose way from arrival to answers is being timed; past it some go untimed.
pub const TIMED_ENTRIES_MAX: usize = 65_536;

/// Measurements of freshness kept of one application, of the last minutes.
pub const PULSE_MEASUREMENTS_MAX: usize = 256;

// ---- log --------------------------------------------------------------------------------------

/// A segment file of the log; one older than what is drained is deleted whole.
pub const LOG_SEGMENT_BYTES_MAX: u64 = 128 << 20;
/// Entries acknowledged but not yet in the buffer, in bytes of rows; past it intake waits.
pub const DRAIN_BYTES_MAX: usize = 64 << 20;
/// Entries that wait for the one writer of the log; past it `append` waits.
pub const LOG_QUEUE_ENTRIES_MAX: usize = 4_096;
/// What the writer writes at once before one sync.
pub const LOG_GROUP_BYTES_MAX: usize = 8 << 20;
/// Rows drained and inserted at once.
pub const DRAIN_ROWS_MAX: usize = 8_192;
/// How long the first of them waits for more: part of the time until an event is visible.
pub const DRAIN_WAIT_MS: u64 = 100;
/// Room that must be left on the disk; under it intake answers 503.
pub const DISK_FREE_BYTES_MIN: u64 = 256 << 20;

// ---- store ------------------------------------------------------------------------------------

/// The buffer, in bytes of its columns; past it is cut into parts.
pub const BUFFER_BYTES_MAX: usize = 192 << 20;
/// How long rows stay in the buffer while few come.
pub const BUFFER_AGE_MAX_MS: i64 = 5 * MINUTE_MS;
/// Rows of a row group: a page index and a skip every so many.
pub const ROW_GROUP_ROWS_MAX: usize = 131_072;
/// Rows of a data page.
pub const PAGE_ROWS_MAX: usize = 4_096;
/// Attributes that get a column of their own in a part; the rest share one.
pub const ATTRIBUTE_COLUMNS_MAX: usize = 256;
/// A part grown by compaction, in bytes on disk.
pub const PART_BYTES_MAX: u64 = 256 << 20;
/// Ids of events remembered so that one sent again is counted once: 10 bytes each of the youngest
/// generation, 6 of the others, 29 MB in all. At 1,000 new ids a second eight of nine generations
/// hold an hour.
pub const IDS_PER_GENERATION_MAX: usize = 458_752;
/// Generations of remembered ids; the oldest is forgotten when the youngest is full.
pub const ID_GENERATIONS: usize = 9;
/// Views whose place is kept in memory: those of an hour and a half at 1,000 events a second. An
/// older one is looked up in its part.
pub const VIEWS_INDEXED_MAX: usize = 229_376;
/// The keys of views in parts, about 9 bytes each: five million views. Older parts' keys are read
/// when they are needed.
pub const VIEW_KEYS_BYTES_MAX: usize = 48 << 20;
/// Documents of views that get partial updates, in bytes, counted roughly.
pub const HOT_VIEWS_BYTES_MAX: usize = 16 << 20;
/// A batch of the buffer with fewer rows is put together with its neighbours: a trickle must not
/// leave thousands of batches.
pub const BATCH_ROWS_MIN: usize = 1_024;
/// Footers and page indexes of parts kept in memory, in bytes.
pub const FOOTER_CACHE_BYTES_MAX: usize = 48 << 20;
/// Filters of the sessions in parts kept in memory, in bytes: about 1.3 for each session, kind and
/// day, so 100,000 sessions a day for a month or 10,000 for nine.
pub const SESSION_FILTERS_BYTES_MAX: usize = 24 << 20;
/// Partial updates kept of one view that wait to be ordered; past it the oldest are folded.
pub const VIEW_UPDATES_MAX: usize = 128;

// ---- questions --------------------------------------------------------------------------------

/// A request of the API, in bytes: twenty questions with a long search text each.
pub const QUESTION_BYTES_MAX: usize = 512 << 10;
/// Time that a request of the API may take to come in; at its largest that is 17 kB/s.
pub const QUESTION_BODY_TIMEOUT_MS: i64 = 30 * SECOND_MS;
/// Time a question may take.
pub const QUESTION_TIMEOUT_MS: i64 = 30 * SECOND_MS;
/// Memory that all running questions share.
pub const QUESTION_MEMORY_BYTES_MAX: usize = 384 << 20;
/// Questions that run at once; more wait, within their time. Each holds memory, and together they
/// are not faster than one after the other.
pub const QUESTIONS_RUNNING_MAX: usize = 4;
/// Rows of an answer.
pub const ROWS_MAX: usize = 10_000;
/// Rows of an answer when the question says nothing.
pub const ROWS_DEFAULT: usize = 1_000;
/// Rows that one statement hands over for the answer to be made of: groups times buckets.
pub const ROWS_READ_MAX: usize = 100_000;
/// Whole events of one page of an answer.
pub const EVENTS_MAX: usize = 1_000;
/// Bytes of the whole events of one kind in an answer; what is over comes with the next page. Usual
/// events have 1 to 3 kB.
pub const EVENTS_BYTES_MAX: usize = 32 << 20;
/// Groups of one `group_by` field.
pub const GROUP_LIMIT_MAX: usize = 10_000;
/// Fields of one `group_by`.
pub const GROUP_FIELDS_MAX: usize = 4;
/// Computes of one question.
pub const COMPUTES_MAX: usize = 20;
/// Buckets of one series.
pub const BUCKETS_MAX: usize = 2_000;
/// Questions of one request.
pub const QUESTIONS_MAX: usize = 20;
/// Fields of one facets request.
pub const FACETS_MAX: usize = 20;
/// Newest events that are looked through for the attributes that they carry: enough to have met
/// what an application sends, and few enough to be read between two keystrokes.
pub const ATTRIBUTE_SAMPLE_EVENTS_MAX: usize = 500;
/// Attributes of one list, the most frequent: more than anybody picks from.
pub const ATTRIBUTES_LISTED_MAX: usize = 1_000;
/// Text of a search, in bytes.
pub const SEARCH_BYTES_MAX: usize = 8 << 10;
/// Terms of a search.
pub const SEARCH_TERMS_MAX: usize = 256;
/// Nested parentheses of a search.
pub const SEARCH_DEPTH_MAX: usize = 32;
/// Values that percentiles of one question may hold for exactness (8 bytes each); past it they
/// turn into a sketch, and the answer says so.
pub const PERCENTILE_VALUES_MAX: usize = 8_000_000;
/// The sketch's relative error.
pub const PERCENTILE_SKETCH_ERROR: f64 = 0.005;
/// Everything of one session or view, in events.
pub const SESSION_EVENTS_MAX: usize = 20_000;
/// A session without any update for so long is inactive, as in the SDKs.
pub const SESSION_IDLE_MS: i64 = 15 * MINUTE_MS;

// ---- catalog and people -----------------------------------------------------------------------

/// Applications: each stands in memory with its settings and tokens.
pub const APPLICATIONS_MAX: usize = 1_000;
/// Client tokens of one application that are not revoked.
pub const CLIENT_TOKENS_MAX: usize = 20;
/// Days that events of one application may be kept: a hundred years.
pub const RETENTION_DAYS_MAX: u16 = 36_500;
/// Hosts of one application's own resources, beside the page's.
pub const FIRST_PARTY_HOSTS_MAX: usize = 100;
/// Saved views of one application, everybody's together.
pub const SAVED_VIEWS_MAX: usize = 500;
/// Characters of a saved view's name.
pub const SAVED_VIEW_NAME_CHARS_MAX: usize = 80;
/// What a saved view shows, as the console's URL says it: longer ones break links and proxies.
pub const SAVED_VIEW_STATE_BYTES_MAX: usize = 8 << 10;
/// People who may log in.
pub const PEOPLE_MAX: usize = 1_000;
/// API tokens that are not revoked.
pub const API_TOKENS_MAX: usize = 1_000;
/// Accounts and addresses whose failed logins are remembered.
pub const LOGIN_KEYS_MAX: usize = 10_000;
/// Characters of a name.
pub const NAME_CHARS_MAX: usize = 40;
/// Characters of an admin token given by the environment, at least.
pub const ADMIN_TOKEN_CHARS_MIN: usize = 16;
/// Characters of a password, at least and at most (argon2 hashes it all).
pub const PASSWORD_CHARS_MIN: usize = 10;
/// See [`PASSWORD_CHARS_MIN`].
pub const PASSWORD_CHARS_MAX: usize = 256;
/// Failed logins of one account or address before it must wait.
pub const LOGIN_FAILURES_MAX: u32 = 5;
/// How long it must wait.
pub const LOGIN_WAIT_MS: i64 = 15 * MINUTE_MS;
/// A console session without use.
pub const CONSOLE_SESSION_IDLE_MS: i64 = 7 * DAY_MS;
/// How long a set-up link is good.
pub const SETUP_LINK_MS: i64 = 24 * HOUR_MS;
