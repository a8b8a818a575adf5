-- Clients that registered themselves (RFC 7591, RFC 7592), and who may.

create table client_registrations (
  client_id          uuid primary key references clients on delete cascade,
  token_hash         bytea not null unique, -- of the registration access token
  software_statement text,                  -- as it came
  registered_at      timestamptz not null
);
create index client_registrations_age on client_registrations (registered_at);

create table initial_access_tokens (
  hash       bytea primary key,
  uses_left  integer not null,
  created_at timestamptz not null,
  expires_at timestamptz not null
);
create index initial_access_tokens_expiry on initial_access_tokens (expires_at);

-- for whoever asks whether anybody has ever used a client, and for its end
create index consents_client on consents (client_id);

alter table trusted_issuers add column software_statements boolean not null default false; -- RFC 7591, section 2.3
