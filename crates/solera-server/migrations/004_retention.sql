-- Days by kind where they are not the server's, such as `view:7,resource:3`.
ALTER TABLE applications ADD COLUMN retention_days TEXT NOT NULL DEFAULT '';
