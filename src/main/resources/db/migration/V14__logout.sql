-- Who took part in a session, and who is still to be told of its end (OpenID Connect Back-Channel Logout 1.0).

create table session_clients (
  session_id uuid not null references sessions on delete cascade,
  client_id  uuid not null references clients on delete cascade,
  primary key (session_id, client_id)
);
create index session_clients_client on session_clients (client_id);

insert into session_clients (session_id, client_id)
  select distinct g.session_id, g.client_id from grants g join sessions s on s.id = g.session_id
  where g.lineage is null and 'openid' = any(string_to_array(g.scope, ' '));

-- Grants are swept long before a remembered session ends, so they cannot be asked who took part. A trigger costs the
-- authorization no statement of its own. Whoever exchanges a token saw nobody sign in and takes part in no session.
create function client_took_part() returns trigger language plpgsql as $$
begin
  insert into session_clients (session_id, client_id)
    select s.id, new.client_id from sessions s where s.id = new.session_id
    on conflict do nothing;
  return null;
end $$;

create trigger grants_in_session after insert on grants
  for each row when (new.session_id is not null and new.lineage is null
    and 'openid' = any(string_to_array(new.scope, ' ')))
  execute function client_took_part();

create table logout_notices (
  id           uuid primary key default gen_random_uuid(),
  client_id    uuid not null references clients on delete cascade,
  user_id      uuid not null,              -- no reference: a person who is deleted is signed out as well
  sid          text not null,
  created_at   timestamptz not null,
  due_at       timestamptz not null,       -- the next try; while one is under way, when it counts as lost
  attempts     integer not null default 0, -- begun
  last_failure text,
  given_up_at  timestamptz                 -- the dead end: stays for the operator to see
);
create index logout_notices_waiting on logout_notices (client_id, due_at) where given_up_at is null;
create index logout_notices_client on logout_notices (client_id);
create index logout_notices_given_up on logout_notices (given_up_at) where given_up_at is not null;

-- A trigger, so that no way to end a session, of today or tomorrow, can forget those who have to hear of it.
create function tell_clients_of_ended_session() returns trigger language plpgsql as $$
declare
  at timestamptz := case tg_op when 'DELETE' then clock_timestamp() else new.ended_at end;
begin
  insert into logout_notices (client_id, user_id, sid, created_at, due_at)
    select c.id, old.user_id, old.sid, at, at
    from session_clients p join clients c on c.id = p.client_id
    where p.session_id = old.id and c.enabled and c.metadata ->> 'backchannel_logout_uri' is not null;
  if found then
    perform pg_notify('limen_logout', '');
  end if;
  return old;
end $$;

create trigger sessions_ended after update of ended_at on sessions
  for each row when (old.ended_at is null and new.ended_at is not null)
  execute function tell_clients_of_ended_session();

-- Before: afterwards those who took part are gone as well. What ran out by itself a day ago is no end to tell of.
create trigger sessions_deleted before delete on sessions
  for each row when (old.ended_at is null and old.expires_at > clock_timestamp())
  execute function tell_clients_of_ended_session();

-- The dead ends, as an operator reads them.
create view logout_failures as
  select n.id, c.client_id, c.metadata ->> 'backchannel_logout_uri' as backchannel_logout_uri, u.sub, n.sid,
    n.created_at, n.given_up_at, n.attempts, n.last_failure
  from logout_notices n join clients c on c.id = n.client_id left join users u on u.id = n.user_id
  where n.given_up_at is not null;
