CREATE TABLE applications (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    type TEXT NOT NULL,
    keep_ip INTEGER NOT NULL DEFAULT 0,
    keep_geo INTEGER NOT NULL DEFAULT 1,
    scrub TEXT NOT NULL DEFAULT '',
    first_party_hosts TEXT NOT NULL DEFAULT '',
    events_per_s INTEGER,
    created_ms INTEGER NOT NULL,
    -- An application that goes leaves its row until its events are gone too.
    deleted_ms INTEGER
) STRICT;

-- Client tokens stand in every page that sends: they are public, and kept to be shown again.
CREATE TABLE client_tokens (
    token TEXT PRIMARY KEY,
    application_id TEXT NOT NULL REFERENCES applications (id),
    created_ms INTEGER NOT NULL,
    revoked_ms INTEGER
) STRICT;

CREATE TABLE users (
    id TEXT PRIMARY KEY,
    email TEXT NOT NULL UNIQUE COLLATE NOCASE,
    password_hash TEXT NOT NULL,
    created_ms INTEGER NOT NULL
) STRICT;

CREATE TABLE console_sessions (
    hash BLOB PRIMARY KEY,
    user_id TEXT NOT NULL REFERENCES users (id),
    created_ms INTEGER NOT NULL,
    used_ms INTEGER NOT NULL
) STRICT;

CREATE TABLE api_tokens (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    scope TEXT NOT NULL,
    hash BLOB NOT NULL UNIQUE,
    created_ms INTEGER NOT NULL,
    used_ms INTEGER
) STRICT;

-- Single values: the set-up link's hash, how far outcomes are counted.
CREATE TABLE marks (
    name TEXT PRIMARY KEY,
    number INTEGER NOT NULL,
    bytes BLOB
) STRICT;
