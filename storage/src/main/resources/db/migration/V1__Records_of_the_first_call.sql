-- The one definition of every table. Every primary key begins with the tenant, so that no statement can name a
-- record without naming whose it is. Ids compare by their bytes (COLLATE "C"), on any server, whatever its locale.
-- docs/data.md says column by column who writes and who reads.

CREATE TABLE tenants (
  tenant_id  text COLLATE "C" NOT NULL,
  name       text             NOT NULL,
  created_at timestamptz      NOT NULL,
  PRIMARY KEY (tenant_id)
);

CREATE TABLE agents (
  tenant_id         text COLLATE "C" NOT NULL,
  agent_id          text COLLATE "C" NOT NULL,
  user_id           text             NOT NULL,
  agent_name        text             NOT NULL,
  agent_type        text             NOT NULL,
  status            text             NOT NULL,
  published_version integer,
  created_at        timestamptz      NOT NULL,
  updated_at        timestamptz      NOT NULL,
  PRIMARY KEY (tenant_id, agent_id)
);

CREATE TABLE agent_versions (
  tenant_id  text COLLATE "C" NOT NULL,
  agent_id   text COLLATE "C" NOT NULL,
  version    integer          NOT NULL,
  body       jsonb            NOT NULL,
  created_at timestamptz      NOT NULL,
  PRIMARY KEY (tenant_id, agent_id, version)
);

CREATE TABLE numbers (
  tenant_id text COLLATE "C" NOT NULL,
  number_id text COLLATE "C" NOT NULL,
  pattern   text             NOT NULL,
  trunk_id  text,
  agent_id  text             NOT NULL,
  version   integer,
  PRIMARY KEY (tenant_id, number_id)
);

CREATE TABLE trunks (
  tenant_id            text COLLATE "C" NOT NULL,
  trunk_id             text COLLATE "C" NOT NULL,
  name                 text             NOT NULL,
  host                 text,
  port                 integer          NOT NULL,
  transport            text             NOT NULL,
  username             text,
  sealed_password      text,
  realm                text,
  allowed_sources      jsonb            NOT NULL,
  codecs               jsonb            NOT NULL,
  media_from_anywhere  boolean          NOT NULL,
  max_calls            integer          NOT NULL,
  max_calls_per_second integer          NOT NULL,
  PRIMARY KEY (tenant_id, trunk_id)
);

-- message_count changes with every turn: room is left in each page so that the row's new version stays in it.
CREATE TABLE sessions (
  tenant_id           text COLLATE "C" NOT NULL,
  session_id          text COLLATE "C" NOT NULL,
  agent_id            text             NOT NULL,
  agent_version       integer          NOT NULL,
  user_id             text             NOT NULL,
  node                text             NOT NULL,
  session_type        text             NOT NULL,
  channel             text             NOT NULL,
  status              text             NOT NULL,
  dialled             text             NOT NULL,
  engine              text             NOT NULL,
  start_time          timestamptz      NOT NULL,
  end_time            timestamptz,
  message_count       integer          NOT NULL,
  audio_recording_url text,
  handoff_requested   boolean          NOT NULL,
  handoff_reason      text,
  customer_metadata   jsonb            NOT NULL,
  ending_result       text,
  ending_reason       text,
  line_quality        jsonb,
  PRIMARY KEY (tenant_id, session_id)
) WITH (fillfactor = 70);

CREATE INDEX sessions_newest_first ON sessions (tenant_id, start_time DESC);
CREATE INDEX sessions_unfinished ON sessions (node) WHERE status = 'active';

CREATE TABLE turns (
  tenant_id   text COLLATE "C" NOT NULL,
  session_id  text COLLATE "C" NOT NULL,
  sequence    integer          NOT NULL,
  role        text             NOT NULL,
  content     text             NOT NULL,
  started_at  timestamptz      NOT NULL,
  offset_us   bigint           NOT NULL,
  interrupted boolean          NOT NULL,
  tool_name   text             NOT NULL,
  PRIMARY KEY (tenant_id, session_id, sequence),
  FOREIGN KEY (tenant_id, session_id) REFERENCES sessions
);
