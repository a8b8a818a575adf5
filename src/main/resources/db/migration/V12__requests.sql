-- Pushed authorization requests (RFC 9126), and keys to which request objects are encrypted (RFC 9101).

create table pushed_requests (
  hash       bytea primary key,   -- of the random part of the request_uri
  client_id  uuid not null references clients on delete cascade,
  kind       text not null,       -- PUSHED by the client, or HELD for a browser that posted a long one
  parameters text not null,       -- as JSON
  used_at    timestamptz,         -- an authorization was completed with it
  created_at timestamptz not null,
  expires_at timestamptz not null
);
create index pushed_requests_client on pushed_requests (client_id);
create index pushed_requests_expiry on pushed_requests (expires_at);

-- the pushed request that an attempt came from, used up when the attempt is completed
alter table interactions add column pushed_hash bytea;

create table encryption_keys (
  kid            text primary key,     -- RFC 7638 thumbprint
  alg            text not null,
  public_jwk     jsonb not null,
  private_sealed bytea not null,       -- PKCS#8 under the master key, AES-GCM
  created_at     timestamptz not null,
  replaced_at    timestamptz           -- null: published; else it decrypts for a while
);
