-- Rich authorization requests (RFC 9396), levels of authentication, and claims in the languages that were asked for.

create table authorization_details_types (
  type      text primary key,
  schema    text not null,                  -- JSON Schema, as it was declared: a validator reads it, and no query
  words     jsonb not null,                 -- what the consent page says, by language; '' is every other one
  consent   text not null,                  -- always, remember
  resources text[] not null default '{}'    -- identifiers; empty: every resource that a token is for
);

create table acr_levels (
  acr      text primary key,
  position integer not null,                -- from the weakest, 0
  amr      text[] not null,
  max_age  bigint                           -- seconds; null: however long ago
);

-- what a session reached is told from its amr by now; a node of the version before still reads it
alter table sessions alter column acr set default 'urn:limen:acr:password';

alter table resources add column acr_values text[] not null default '{}';
alter table resources add column max_age bigint; -- seconds; null: any

alter table grants add column authorization_details jsonb not null default '[]';
alter table grants add column claims_locales text; -- as it was sent
alter table access_tokens add column authorization_details jsonb not null default '[]';
alter table device_codes add column authorization_details jsonb not null default '[]';
alter table consents add column authorization_details jsonb not null default '[]';
