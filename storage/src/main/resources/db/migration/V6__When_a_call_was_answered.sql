-- Who reads a call of ours sees how long it rang and how long was spoken.

ALTER TABLE outbound_calls ADD COLUMN answered_at timestamptz;
