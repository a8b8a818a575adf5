-- A second secret of a client, which still counts while the client moves to the newer one; and, where a secret keys an
-- HMAC, the secret itself, sealed under the master key.
alter table clients
  add column secret_sealed               bytea,
  add column previous_secret_hash        bytea,
  add column previous_secret_fingerprint bytea,
  add column previous_secret_sealed      bytea,
  add column previous_secret_expires_at  timestamptz;

-- Identifiers that may be used once, such as the jti of a client assertion, as a hash with whose they are.
create table used_ids (
  hash       bytea primary key,
  expires_at timestamptz not null -- what it identified is refused for its age from then on
);
create index used_ids_expiry on used_ids (expires_at);
