-- Signing keys with the times that decide about them.

alter table signing_keys
  add column activates_at     timestamptz not null default now(),  -- signs from then on; of a next key, in the future
  add column retiring_at      timestamptz,                         -- another signs in its place since then
  add column longest_lifetime bigint not null default 0,           -- seconds: of anything that it may have signed
  add column wanted_until     timestamptz not null default now(),  -- some node has the algorithm in its settings
  alter column private_sealed drop not null;                       -- a retired key has none

update signing_keys set activates_at = coalesce(activated_at, created_at);

create index signing_keys_retired on signing_keys (retired_at) where retired_at is not null;
