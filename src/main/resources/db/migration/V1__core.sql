-- The first schema. Tokens, codes and handles are stored as SHA-256 of 256 random bits, never themselves.

create table clients (
  id                  uuid primary key,
  client_id           text not null unique,
  secret_hash         bytea,
  secret_fingerprint  bytea,          -- keyed hash of the realm file's value: tells a changed value from an applied one
  enabled             boolean not null default true,
  metadata            jsonb not null, -- RFC 7591 names
  created_at          timestamptz not null,
  updated_at          timestamptz not null
);

create table users (
  id                   uuid primary key,
  sub                  text not null unique,
  username             text not null,
  username_key         text not null unique,  -- normalised: what sign-in looks up
  password_hash        text,                  -- PHC string
  password_fingerprint bytea,
  password_changed_at  timestamptz,
  enabled              boolean not null default true,
  claims               jsonb not null default '{}',
  roles                text[] not null default '{}',
  groups               text[] not null default '{}',
  created_at           timestamptz not null,
  updated_at           timestamptz not null
);

create table scopes (
  name        text primary key,
  description text,
  claims      text[] not null default '{}'
);

create table resources (
  identifier            text primary key,
  scopes                text[] not null default '{}',
  access_token_lifetime bigint,       -- seconds; null: the server's default
  access_token_format   text
);

create table sessions (
  id           uuid primary key,
  sid          text not null unique,
  browser_hash bytea not null,        -- of the session cookie; several people may share one browser
  active       boolean not null,
  user_id      uuid not null references users on delete cascade,
  auth_time    timestamptz not null,
  amr          text[] not null default '{}',
  acr          text,
  remembered   boolean not null,
  created_at   timestamptz not null,
  last_seen_at timestamptz not null,
  expires_at   timestamptz not null,
  ended_at     timestamptz
);
create index sessions_browser on sessions (browser_hash) where ended_at is null;
create unique index sessions_active on sessions (browser_hash) where active and ended_at is null;
create index sessions_user on sessions (user_id);
create index sessions_expiry on sessions (expires_at);
create index sessions_ended on sessions (ended_at) where ended_at is not null;

create table interactions (
  id_hash          bytea primary key,
  browser_hash     bytea not null,    -- of the browser cookie: only the browser that began may go on
  client_id        text not null,
  request          text not null,     -- the checked parameters, as JSON
  session_id       uuid,              -- the session that a step of this interaction chose or began
  authenticated_at timestamptz,
  chosen_at        timestamptz,
  consented_at     timestamptz,
  denied_at        timestamptz,
  finished_at      timestamptz,
  created_at       timestamptz not null,
  expires_at       timestamptz not null
);
create index interactions_expiry on interactions (expires_at);

create table consents (
  user_id    uuid not null references users on delete cascade,
  client_id  uuid not null references clients on delete cascade,
  scopes     text[] not null,
  claims     text[] not null default '{}',
  granted_at timestamptz not null,
  primary key (user_id, client_id)
);

create table grants (
  id             uuid primary key,
  client_id      uuid not null references clients on delete cascade,
  user_id        uuid references users on delete cascade,
  session_id     uuid,
  scope          text not null,
  claims         text,               -- the claims parameter as it was sent
  auth_time      timestamptz,
  acr            text,
  amr            text[] not null default '{}',
  sid            text,
  offline        boolean not null,
  created_at     timestamptz not null,
  expires_at     timestamptz not null, -- nothing of this grant lives longer
  revoked_at     timestamptz,
  revoked_reason text
);
create index grants_user on grants (user_id);
create index grants_client on grants (client_id);
create index grants_session on grants (session_id);
create index grants_expiry on grants (expires_at);

create table authorization_codes (
  hash           bytea primary key,
  grant_id       uuid not null references grants on delete cascade,
  redirect_uri   text not null,
  redirect_uri_given boolean not null,
  code_challenge text,
  nonce          text,
  expires_at     timestamptz not null,
  consumed_at    timestamptz
);
create index authorization_codes_grant on authorization_codes (grant_id);
create index authorization_codes_expiry on authorization_codes (expires_at);

create table refresh_tokens (
  hash           bytea primary key,
  grant_id       uuid not null references grants on delete cascade,
  issued_at      timestamptz not null,
  expires_at     timestamptz not null,
  consumed_at    timestamptz,
  successor_hash bytea
);
create index refresh_tokens_grant on refresh_tokens (grant_id);
create index refresh_tokens_expiry on refresh_tokens (expires_at);

create table access_tokens (          -- opaque ones only
  hash       bytea primary key,
  grant_id   uuid not null references grants on delete cascade,
  jti        text not null,
  scope      text not null,
  audience   text[] not null,
  issued_at  timestamptz not null,
  expires_at timestamptz not null,
  revoked_at timestamptz
);
create index access_tokens_grant on access_tokens (grant_id);
create index access_tokens_expiry on access_tokens (expires_at);

create table revoked_tokens (         -- JWT access tokens revoked one by one
  jti        text primary key,
  expires_at timestamptz not null
);
create index revoked_tokens_expiry on revoked_tokens (expires_at);

create table signing_keys (
  kid            text primary key,    -- RFC 7638 thumbprint
  alg            text not null,
  state          text not null,       -- next, active, retiring, retired
  public_jwk     jsonb not null,
  private_sealed bytea not null,      -- PKCS#8 under the master key, AES-GCM
  created_at     timestamptz not null,
  activated_at   timestamptz,
  retired_at     timestamptz
);

create unique index signing_keys_active on signing_keys (alg) where state = 'active';

create table throttles (              -- leaky buckets of wrong passwords
  key           bytea primary key,    -- keyed hash of what is limited
  empty_at      timestamptz not null, -- when the failures counted here will have leaked away
  blocked_until timestamptz           -- null: the next try may come at once
);
create index throttles_expiry on throttles (empty_at);

create table known_sources (          -- browsers and addresses that signed in to an account
  key        bytea primary key,       -- keyed hash of account and source
  expires_at timestamptz not null
);
create index known_sources_expiry on known_sources (expires_at);

create table audit_events (
  id        uuid primary key,
  at        timestamptz not null,
  type      text not null,
  outcome   text not null,
  client_id text,
  sub       text,
  sid       text,
  address   text,
  reference text,
  detail    jsonb not null default '{}'
);
create index audit_events_at on audit_events (at);
create index audit_events_sub on audit_events (sub, at);
