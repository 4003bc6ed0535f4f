-- What is shown on calls through a trunk, and where it reaches the telephone network.
ALTER TABLE trunks ADD COLUMN caller_id text;
ALTER TABLE trunks ADD COLUMN country text;
