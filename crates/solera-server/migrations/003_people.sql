-- Whoever could log in before could do everything.
ALTER TABLE users ADD COLUMN scope TEXT NOT NULL DEFAULT 'admin';

CREATE INDEX console_sessions_of_user ON console_sessions (user_id);
