-- A personal one is its owner's alone. One without an owner was made with an API token, or its
-- owner is gone; such a one is shared.
CREATE TABLE saved_views (
    id TEXT PRIMARY KEY,
    application_id TEXT NOT NULL REFERENCES applications (id),
    user_id TEXT REFERENCES users (id),
    name TEXT NOT NULL,
    page TEXT NOT NULL,
    state TEXT NOT NULL,
    shared INTEGER NOT NULL,
    created_ms INTEGER NOT NULL,
    updated_ms INTEGER NOT NULL
) STRICT;

CREATE INDEX saved_views_of_application ON saved_views (application_id);
