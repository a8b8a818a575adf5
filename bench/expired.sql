-- :tokens refresh tokens, five to a grant, that were over three days ago: the sweep waits for none of them any longer.
-- scale.sql goes before.

set synchronous_commit = off;
set session_replication_role = replica;

create function pg_temp.v7(n bigint) returns uuid language sql immutable as
  $$ select (lpad(to_hex(1700000000000 + n), 12, '0') || '70008000' || lpad(to_hex(n), 12, '0'))::uuid $$;

insert into grants (id, client_id, user_id, scope, auth_time, amr, offline, created_at, expires_at)
  select pg_temp.v7(1000000000 + g), pg_temp.v7(g % :clients), pg_temp.v7(g % :people), 'openid', now(), '{pwd}', true,
    now() - interval '90 days', now() - interval '3 days'
  from generate_series(0::bigint, :tokens / 5 - 1) as s(g);

insert into refresh_tokens (hash, grant_id, issued_at, expires_at, consumed_at)
  select sha256(('bench-expired-' || t)::bytea), pg_temp.v7(1000000000 + t % (:tokens / 5)), now() - interval '17 days',
    now() - interval '3 days' - t * interval '1 day' / :tokens, now() - interval '16 days'
  from generate_series(0::bigint, :tokens - 1) as s(t);
