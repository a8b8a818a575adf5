-- Client-Initiated Backchannel Authentication.

create table backchannel_requests (
  hash             bytea primary key,     -- of the auth_req_id
  id               uuid not null unique,  -- names it to its person and to authenticators, and proves nothing
  client_id        uuid not null references clients on delete cascade,
  user_id          uuid not null references users on delete cascade,
  scope            text not null,
  resources        text[] not null default '{}',
  acr_values       text[] not null default '{}',
  binding_message  text,
  interval_seconds integer not null,      -- grows by five each time that the client polls too early
  last_polled_at   timestamptz,
  grant_id         uuid references grants on delete cascade, -- null until the person allows it
  denied_at        timestamptz,
  consumed_at      timestamptz,
  notification     bytea,                 -- ping: where the notification's secrets are sealed, until it is delivered or given up
  notify_at        timestamptz,           -- when it is to be sent next; null: not yet, or no more
  notify_tries     integer not null default 0,
  created_at       timestamptz not null,
  expires_at       timestamptz not null
);
create index backchannel_requests_client on backchannel_requests (client_id);
create index backchannel_requests_user on backchannel_requests (user_id);
create index backchannel_requests_grant on backchannel_requests (grant_id);
create index backchannel_requests_expiry on backchannel_requests (expires_at);
create index backchannel_requests_notify on backchannel_requests (notify_at) where notify_at is not null;

-- an attempt of a person who came by themselves, for the purpose APPROVALS, has no client
alter table interactions alter column client_id drop not null;
