-- Which places of the Token Status List belong to which grant, and which of them say that their token is revoked.

create sequence status_index increment by 1024; -- a node takes so many places at a time

create table status_entries (
  first      bigint primary key,           -- the first of "count" places
  count      integer not null,
  grant_id   uuid not null references grants on delete cascade,
  expires_at timestamptz not null          -- no token of these places lives longer
);
create index status_entries_grant on status_entries (grant_id);
create index status_entries_expiry on status_entries (expires_at);

create table status_revoked (
  first      bigint primary key,
  count      integer not null,
  revoked_at timestamptz not null default clock_timestamp(),
  expires_at timestamptz not null
);
create index status_revoked_at on status_revoked (revoked_at);
create index status_revoked_expiry on status_revoked (expires_at);

create index grants_lineage on grants using gin (lineage) where lineage is not null;

-- A trigger, so that no way to end a grant, of today or tomorrow, can leave the list behind.
create function status_of_ended_grant() returns trigger language plpgsql as $$
begin
  insert into status_revoked (first, count, expires_at)
    select first, count, expires_at from status_entries
      where grant_id = new.id or grant_id in (select id from grants where lineage @> array[new.id])
    on conflict (first) do update set -- the first place of a block may have been ended alone before
      count = greatest(status_revoked.count, excluded.count),
      expires_at = greatest(status_revoked.expires_at, excluded.expires_at),
      revoked_at = clock_timestamp();
  if found then
    perform pg_notify('limen_status', '');
  end if;
  return null;
end $$;

create trigger grants_ended after update of revoked_at on grants
  for each row when (old.revoked_at is null and new.revoked_at is not null)
  execute function status_of_ended_grant();
