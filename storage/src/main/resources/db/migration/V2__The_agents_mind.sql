-- What an agent knows, did, remembers, tells and says in text. The rules of V1 hold. A text that a model or a tool
-- wrote is kept as it came, as text and not as jsonb, which would order and space it anew.

-- A session that waits for a human being is unfinished too, until it has an end.
DROP INDEX sessions_unfinished;
CREATE INDEX sessions_unfinished ON sessions (node) WHERE end_time IS NULL;

CREATE TABLE knowledge_bases (
  tenant_id                 text COLLATE "C" NOT NULL,
  knowledge_base_id         text COLLATE "C" NOT NULL,
  user_id                   text             NOT NULL,
  agent_id                  text             NOT NULL,
  agent_version             integer          NOT NULL,
  s3_path                   text             NOT NULL,
  bedrock_knowledge_base_id text,
  status                    text             NOT NULL,
  folder_file_descriptions  text             NOT NULL,
  created_at                timestamptz      NOT NULL,
  updated_at                timestamptz      NOT NULL,
  PRIMARY KEY (tenant_id, knowledge_base_id)
);

CREATE TABLE knowledge_documents (
  tenant_id         text COLLATE "C" NOT NULL,
  knowledge_base_id text COLLATE "C" NOT NULL,
  path              text COLLATE "C" NOT NULL,
  source            text             NOT NULL,
  description       text             NOT NULL,
  sha256            text             NOT NULL,
  size_bytes        bigint           NOT NULL,
  media_type        text             NOT NULL,
  state             text             NOT NULL,
  error             text,
  passages          integer          NOT NULL,
  updated_at        timestamptz      NOT NULL,
  PRIMARY KEY (tenant_id, knowledge_base_id, path)
);

CREATE TABLE tool_executions (
  tenant_id     text COLLATE "C" NOT NULL,
  session_id    text COLLATE "C" NOT NULL,
  execution_key text COLLATE "C" NOT NULL,
  tool_name     text             NOT NULL,
  authority     text             NOT NULL,
  arguments     text             NOT NULL,
  state         text             NOT NULL,
  result        text,
  started_at    timestamptz      NOT NULL,
  ended_at      timestamptz,
  PRIMARY KEY (tenant_id, session_id, execution_key)
) WITH (fillfactor = 70);

CREATE INDEX tool_executions_in_order ON tool_executions (tenant_id, session_id, started_at, execution_key);

CREATE TABLE facts (
  tenant_id  text COLLATE "C" NOT NULL,
  agent_id   text COLLATE "C" NOT NULL,
  subject    text COLLATE "C" NOT NULL,
  name       text COLLATE "C" NOT NULL,
  value      text             NOT NULL,
  session_id text             NOT NULL,
  created_at timestamptz      NOT NULL,
  PRIMARY KEY (tenant_id, agent_id, subject, name)
);

CREATE TABLE notifications (
  tenant_id       text COLLATE "C" NOT NULL,
  notification_id text COLLATE "C" NOT NULL,
  user_id         text             NOT NULL,
  agent_id        text             NOT NULL,
  session_id      text             NOT NULL,
  type            text             NOT NULL,
  status          text             NOT NULL,
  priority        text             NOT NULL,
  message         text             NOT NULL,
  metadata        jsonb            NOT NULL,
  email_sent      boolean          NOT NULL,
  created_at      timestamptz      NOT NULL,
  PRIMARY KEY (tenant_id, notification_id)
) WITH (fillfactor = 70);

CREATE INDEX notifications_newest_first ON notifications (tenant_id, created_at DESC);

CREATE TABLE letters (
  tenant_id  text COLLATE "C" NOT NULL,
  letter_id  text COLLATE "C" NOT NULL,
  agent_id   text             NOT NULL,
  session_id text             NOT NULL,
  recipient  text             NOT NULL,
  subject    text             NOT NULL,
  body       text             NOT NULL,
  created_at timestamptz      NOT NULL,
  PRIMARY KEY (tenant_id, letter_id)
);

CREATE INDEX letters_newest_first ON letters (tenant_id, created_at DESC);

-- Usage is added to with every call of the model: room is left for the row's new version, as in sessions.
CREATE TABLE conversations (
  tenant_id          text COLLATE "C" NOT NULL,
  conversation_id    text COLLATE "C" NOT NULL,
  agent_id           text             NOT NULL,
  agent_version      integer          NOT NULL,
  subject            text             NOT NULL,
  summary            text             NOT NULL,
  summarised_through integer          NOT NULL,
  context            jsonb            NOT NULL,
  input_tokens       bigint           NOT NULL DEFAULT 0,
  output_tokens      bigint           NOT NULL DEFAULT 0,
  cost_micros        bigint           NOT NULL DEFAULT 0,
  model_calls        integer          NOT NULL DEFAULT 0,
  created_at         timestamptz      NOT NULL,
  updated_at         timestamptz      NOT NULL,
  PRIMARY KEY (tenant_id, conversation_id)
) WITH (fillfactor = 70);

CREATE INDEX conversations_newest_first ON conversations (tenant_id, updated_at DESC);

CREATE TABLE messages (
  tenant_id       text COLLATE "C" NOT NULL,
  conversation_id text COLLATE "C" NOT NULL,
  sequence        integer          NOT NULL,
  message_id      text             NOT NULL,
  role            text             NOT NULL,
  content         text             NOT NULL,
  tool_name       text             NOT NULL,
  tool_call_id    text             NOT NULL,
  metadata        text             NOT NULL,
  sent_at         timestamptz      NOT NULL,
  PRIMARY KEY (tenant_id, conversation_id, sequence),
  FOREIGN KEY (tenant_id, conversation_id) REFERENCES conversations
);

CREATE TABLE runs (
  tenant_id       text COLLATE "C" NOT NULL,
  conversation_id text COLLATE "C" NOT NULL,
  run_id          text COLLATE "C" NOT NULL,
  status          text             NOT NULL,
  correlation_id  text             NOT NULL,
  node            text             NOT NULL,
  checkpoint      text             NOT NULL,
  error           text,
  started_at      timestamptz      NOT NULL,
  updated_at      timestamptz      NOT NULL,
  PRIMARY KEY (tenant_id, conversation_id, run_id)
) WITH (fillfactor = 70);

CREATE INDEX runs_newest_first ON runs (tenant_id, conversation_id, started_at DESC, run_id DESC);
CREATE INDEX runs_unfinished ON runs (node) WHERE status = 'running';
