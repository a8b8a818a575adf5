-- Fills a database that has the realm of the benchmark: :people people, each with a session; :tokens refresh tokens, five to a
-- grant, of which the last is unused; :clients clients like the one named bench. Everything can be told from its number.

set synchronous_commit = off;
set session_replication_role = replica; -- what is inserted refers to what was inserted before: nothing to check row by row
set maintenance_work_mem = '512MB';

-- as the program numbers its rows: those that were made together lie together (RFC 9562, section 5.7)
create function pg_temp.v7(n bigint) returns uuid language sql immutable as
  $$ select (lpad(to_hex(1700000000000 + n), 12, '0') || '70008000' || lpad(to_hex(n), 12, '0'))::uuid $$;

insert into clients (id, client_id, secret_hash, metadata, created_at, updated_at)
  select pg_temp.v7(i), 'client' || i, secret_hash, metadata, now(), now()
  from clients, generate_series(0::bigint, :clients - 1) i where client_id = 'bench';

insert into users (id, sub, username, username_key, password_hash, claims, created_at, updated_at)
  select pg_temp.v7(i), 'sub' || md5(i::text), 'user' || i, 'user' || i, :'hash',
    jsonb_build_object('name', 'User ' || i, 'email', 'user' || i || '@bench.example', 'email_verified', true), now(), now()
  from generate_series(0::bigint, :people - 1) i;

insert into sessions (id, sid, browser_hash, active, user_id, auth_time, amr, remembered, created_at, last_seen_at, expires_at)
  select pg_temp.v7(i), 'sid' || md5(i::text), sha256(('browser' || i)::bytea), true, pg_temp.v7(i), now(), '{pwd}', true, now(), now(),
    now() + interval '30 days'
  from generate_series(0::bigint, :people - 1) i;

-- grant g is of person 7919 g and client g, around
insert into grants (id, client_id, user_id, session_id, scope, auth_time, amr, sid, offline, created_at, expires_at)
  select pg_temp.v7(g), pg_temp.v7(g % :clients), pg_temp.v7(g * 7919 % :people), pg_temp.v7(g * 7919 % :people),
    'openid profile email offline_access bench:read', now(), '{pwd}', 'sid' || md5((g * 7919 % :people)::text), true,
    now() - interval '5 days' + g * interval '1 day' / (:tokens / 5), now() + interval '85 days' + g * interval '1 day' / (:tokens / 5)
  from generate_series(0::bigint, :tokens / 5 - 1) as s(g);

-- token t is of grant t, around, made on day 5 t / tokens
insert into refresh_tokens (hash, grant_id, issued_at, expires_at, consumed_at, successor_hash)
  select sha256(('bench-refresh-' || lpad(t::text, 29, '0'))::bytea), pg_temp.v7(t % (:tokens / 5)), at, at + interval '14 days',
    case when t < :tokens / 5 * 4 then at + interval '1 day' end,
    case when t < :tokens / 5 * 4 then sha256(('bench-refresh-' || lpad((t + :tokens / 5)::text, 29, '0'))::bytea) end
  from generate_series(0::bigint, :tokens - 1) as s(t), lateral (select now() - interval '5 days' + t * interval '5 days' / :tokens as at) made;
