-- Who may do what: people, what they are to a tenant, how they stay logged in, keys, the audit log, and what a tenant
-- settles. The rules of V1 hold. A person, a one-time token and a login are no tenant's: their keys begin with their own ids.

CREATE TABLE tenant_policies (
  tenant_id                text COLLATE "C" NOT NULL,
  home_country             text             NOT NULL,
  allowed_destinations     jsonb            NOT NULL,
  max_outbound_calls       integer          NOT NULL,
  recording_retention_days integer,
  session_retention_days   integer,
  updated_at               timestamptz      NOT NULL,
  PRIMARY KEY (tenant_id)
);

CREATE TABLE users (
  user_id          text COLLATE "C" NOT NULL,
  email            text COLLATE "C" NOT NULL,
  name             text             NOT NULL,
  password_hash    text,
  email_verified   boolean          NOT NULL,
  external_issuer  text COLLATE "C",
  external_subject text COLLATE "C",
  failed_logins    integer          NOT NULL,
  locked_until     timestamptz,
  created_at       timestamptz      NOT NULL,
  PRIMARY KEY (user_id)
) WITH (fillfactor = 70);

CREATE UNIQUE INDEX users_by_email ON users (email);
CREATE UNIQUE INDEX users_by_identity ON users (external_issuer, external_subject);

CREATE TABLE members (
  tenant_id  text COLLATE "C" NOT NULL,
  user_id    text COLLATE "C" NOT NULL,
  role       text             NOT NULL,
  created_at timestamptz      NOT NULL,
  PRIMARY KEY (tenant_id, user_id)
);

CREATE INDEX members_of_user ON members (user_id, tenant_id);

CREATE TABLE invitations (
  tenant_id     text COLLATE "C" NOT NULL,
  invitation_id text COLLATE "C" NOT NULL,
  email         text             NOT NULL,
  role          text             NOT NULL,
  token_hash    text COLLATE "C" NOT NULL,
  invited_by    text             NOT NULL,
  created_at    timestamptz      NOT NULL,
  expires_at    timestamptz      NOT NULL,
  accepted_at   timestamptz,
  PRIMARY KEY (tenant_id, invitation_id)
);

CREATE INDEX invitations_by_token ON invitations (token_hash);

CREATE TABLE one_time_tokens (
  token_hash text COLLATE "C" NOT NULL,
  purpose    text             NOT NULL,
  user_id    text,
  expires_at timestamptz      NOT NULL,
  PRIMARY KEY (token_hash)
);

CREATE INDEX one_time_tokens_by_expiry ON one_time_tokens (expires_at);

CREATE TABLE logins (
  login_id     text COLLATE "C" NOT NULL,
  user_id      text COLLATE "C" NOT NULL,
  tenant_id    text COLLATE "C" NOT NULL,
  kind         text             NOT NULL,
  secret_hash  text             NOT NULL,
  created_at   timestamptz      NOT NULL,
  last_used_at timestamptz      NOT NULL,
  expires_at   timestamptz      NOT NULL,
  ended_at     timestamptz,
  PRIMARY KEY (login_id)
) WITH (fillfactor = 70);

CREATE INDEX logins_of_user ON logins (user_id) WHERE ended_at IS NULL;
CREATE INDEX logins_by_expiry ON logins (expires_at);

-- The secrets that a login had before the one that is good now.
CREATE TABLE login_hashes (
  login_id    text COLLATE "C" NOT NULL,
  secret_hash text COLLATE "C" NOT NULL,
  PRIMARY KEY (login_id, secret_hash),
  FOREIGN KEY (login_id) REFERENCES logins ON DELETE CASCADE
);

-- Use counts are added to every few seconds: room is left for the row's new version, as in sessions.
CREATE TABLE api_keys (
  tenant_id    text COLLATE "C" NOT NULL,
  key_id       text COLLATE "C" NOT NULL,
  kind         text             NOT NULL,
  name         text             NOT NULL,
  secret_hmac  text             NOT NULL,
  pepper_id    text             NOT NULL,
  last_4       text             NOT NULL,
  scopes       jsonb            NOT NULL,
  agent_ids    jsonb            NOT NULL,
  origins      jsonb            NOT NULL,
  created_by   text             NOT NULL,
  created_at   timestamptz      NOT NULL,
  expires_at   timestamptz      NOT NULL,
  last_used_at timestamptz,
  use_count    bigint           NOT NULL,
  revoked_at   timestamptz,
  replaces     text,
  PRIMARY KEY (tenant_id, key_id)
) WITH (fillfactor = 70);

-- A key is shown before its tenant is known, so its id is nobody else's.
CREATE UNIQUE INDEX api_keys_by_id ON api_keys (key_id);

-- The end of each tenant's chain: who adds to the chain holds its row.
CREATE TABLE audit_heads (
  tenant_id text COLLATE "C" NOT NULL,
  sequence  bigint           NOT NULL,
  hash      text             NOT NULL,
  PRIMARY KEY (tenant_id)
) WITH (fillfactor = 70);

CREATE TABLE audit_entries (
  tenant_id     text COLLATE "C" NOT NULL,
  sequence      bigint           NOT NULL,
  at            timestamptz      NOT NULL,
  actor         text             NOT NULL,
  action        text             NOT NULL,
  subject       text             NOT NULL,
  details       text             NOT NULL,
  previous_hash text             NOT NULL,
  hash          text             NOT NULL,
  PRIMARY KEY (tenant_id, sequence)
);
