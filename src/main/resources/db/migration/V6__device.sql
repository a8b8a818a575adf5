-- The device authorization grant (RFC 8628).

create table device_codes (
  hash             bytea primary key,
  user_code_hash   bytea not null unique, -- keyed hash: a short code could be found by trying
  client_id        uuid not null references clients on delete cascade,
  scope            text not null,
  interval_seconds integer not null,      -- grows by five each time that the device polls too early
  last_polled_at   timestamptz,
  grant_id         uuid references grants on delete cascade, -- null until a person allows it
  denied_at        timestamptz,
  consumed_at      timestamptz,
  created_at       timestamptz not null,
  expires_at       timestamptz not null
);
create index device_codes_client on device_codes (client_id);
create index device_codes_grant on device_codes (grant_id);
create index device_codes_expiry on device_codes (expires_at);

-- what an attempt is for: AUTHORIZATION or DEVICE
alter table interactions add column purpose text not null default 'AUTHORIZATION';
