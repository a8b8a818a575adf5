-- Codes and refresh tokens that work only with a key or certificate, and the proofs of possession that were seen.

alter table authorization_codes add column dpop_jkt text;              -- RFC 9449, section 10
alter table refresh_tokens add column cnf jsonb not null default '{}'; -- RFC 7800: what it is bound to

create table used_proofs (
  hash       bytea primary key,      -- of the key's thumbprint and the jti
  expires_at timestamptz not null    -- from then on its age alone has it refused
);
create index used_proofs_expiry on used_proofs (expires_at);
