-- Calls that we make, how far the making of an agent has come, and what the API searches, pages and removes.
-- The rules of V1 hold. A list that is paged has its id in its index, so that moments that are equal have an order.

CREATE TABLE outbound_calls (
  tenant_id    text COLLATE "C" NOT NULL,
  call_id      text COLLATE "C" NOT NULL,
  agent_id     text             NOT NULL,
  to_number    text             NOT NULL,
  from_number  text             NOT NULL,
  trunk_id     text,
  ring_seconds integer          NOT NULL,
  status       text             NOT NULL,
  session_id   text,
  failure      text,
  node         text,
  metadata     jsonb            NOT NULL,
  requested_by text             NOT NULL,
  created_at   timestamptz      NOT NULL,
  updated_at   timestamptz      NOT NULL,
  ended_at     timestamptz,
  PRIMARY KEY (tenant_id, call_id)
);

CREATE INDEX outbound_calls_newest_first ON outbound_calls (tenant_id, created_at DESC, call_id DESC);
CREATE INDEX outbound_calls_of_agent ON outbound_calls (tenant_id, agent_id, created_at DESC, call_id DESC);
CREATE INDEX outbound_calls_by_status ON outbound_calls (tenant_id, status, created_at DESC, call_id DESC);
CREATE INDEX outbound_calls_waiting ON outbound_calls (created_at) WHERE status = 'reserved';
CREATE INDEX outbound_calls_unfinished ON outbound_calls (node) WHERE status IN ('dialling', 'ringing', 'answered');

CREATE TABLE call_reservations (
  tenant_id       text COLLATE "C" NOT NULL,
  idempotency_key text COLLATE "C" NOT NULL,
  request_hash    text             NOT NULL,
  call_id         text COLLATE "C" NOT NULL,
  expires_at      timestamptz      NOT NULL,
  PRIMARY KEY (tenant_id, idempotency_key)
);

CREATE INDEX call_reservations_expired ON call_reservations (expires_at);

CREATE TABLE creations (
  tenant_id   text COLLATE "C" NOT NULL,
  agent_id    text COLLATE "C" NOT NULL,
  state       text             NOT NULL,
  steps       jsonb            NOT NULL,
  started_at  timestamptz      NOT NULL,
  updated_at  timestamptz      NOT NULL,
  due_at      timestamptz      NOT NULL,
  lease_owner text,
  lease_until timestamptz,
  PRIMARY KEY (tenant_id, agent_id)
) WITH (fillfactor = 70);

CREATE INDEX creations_due ON creations (due_at) WHERE state = 'working';

-- A caller writes what he likes in place of his number: what is looked for has at most 64 characters, so that no
-- number is too long for an index.
ALTER TABLE sessions ADD COLUMN caller_number text
  GENERATED ALWAYS AS (left(customer_metadata ->> 'phoneNumber', 64)) STORED;

DROP INDEX sessions_newest_first;
CREATE INDEX sessions_newest_first ON sessions (tenant_id, start_time DESC, session_id DESC);
CREATE INDEX sessions_of_agent ON sessions (tenant_id, agent_id, start_time DESC, session_id DESC);
CREATE INDEX sessions_by_status ON sessions (tenant_id, status, start_time DESC, session_id DESC);
CREATE INDEX sessions_by_channel ON sessions (tenant_id, channel, start_time DESC, session_id DESC);
CREATE INDEX sessions_by_dialled ON sessions (tenant_id, dialled, start_time DESC, session_id DESC);
CREATE INDEX sessions_by_caller ON sessions (tenant_id, caller_number, start_time DESC, session_id DESC);
CREATE INDEX sessions_live ON sessions (tenant_id, start_time DESC, session_id DESC) WHERE end_time IS NULL;

-- The tenant stands among the words as "#{tenant_id}", which no parsed word begins with: so the index of words is one
-- for each tenant too, without an extension of the server.
ALTER TABLE turns ADD COLUMN words tsvector
  GENERATED ALWAYS AS (to_tsvector('simple', content) || array_to_tsvector(ARRAY['#' || tenant_id])) STORED;
CREATE INDEX turns_words ON turns USING gin (words);

ALTER TABLE turns
  DROP CONSTRAINT turns_tenant_id_session_id_fkey,
  ADD CONSTRAINT turns_of_session FOREIGN KEY (tenant_id, session_id) REFERENCES sessions ON DELETE CASCADE;

ALTER TABLE messages
  DROP CONSTRAINT messages_tenant_id_conversation_id_fkey,
  ADD CONSTRAINT messages_of_conversation
    FOREIGN KEY (tenant_id, conversation_id) REFERENCES conversations ON DELETE CASCADE;

DROP INDEX conversations_newest_first;
CREATE INDEX conversations_newest_first ON conversations (tenant_id, updated_at DESC, conversation_id DESC);
CREATE INDEX conversations_of_agent ON conversations (tenant_id, agent_id, updated_at DESC, conversation_id DESC);

ALTER TABLE notifications
  ADD COLUMN claimed_by   text,
  ADD COLUMN claimed_at   timestamptz,
  ADD COLUMN escalated_at timestamptz;

DROP INDEX notifications_newest_first;
CREATE INDEX notifications_newest_first ON notifications (tenant_id, created_at DESC, notification_id DESC);
CREATE INDEX notifications_by_status ON notifications (tenant_id, status, created_at DESC, notification_id DESC);
CREATE INDEX notifications_by_type ON notifications (tenant_id, type, created_at DESC, notification_id DESC);
CREATE INDEX notifications_unopened ON notifications (created_at) WHERE status = 'unread' AND escalated_at IS NULL;
