-- Whoever asks with a session in the moment in which it ends gets nothing by it. The lock makes the grant wait for an end
-- that is under way; one that comes later finds the grant. It costs the authorization no statement of its own.
create or replace function client_took_part() returns trigger language plpgsql as $$
declare
  over boolean;
begin
  select s.ended_at is not null into over from sessions s where s.id = new.session_id for share;
  if over then
    new.revoked_at := new.created_at;
    new.revoked_reason := 'the session had ended';
  elsif not over and 'openid' = any(string_to_array(new.scope, ' ')) then
    insert into session_clients (session_id, client_id) values (new.session_id, new.client_id) on conflict do nothing;
  end if;
  return new;
end $$;

create or replace trigger grants_in_session before insert on grants
  for each row when (new.session_id is not null and new.lineage is null)
  execute function client_took_part();
