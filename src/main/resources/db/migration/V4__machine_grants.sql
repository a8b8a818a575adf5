-- A client that acts for itself has one grant for all its tokens, so that none of them costs a row.

alter table grants add column standing boolean not null default false;
create unique index grants_standing on grants (client_id) where standing and revoked_at is null;

alter table access_tokens add column cnf jsonb not null default '{}'; -- RFC 7800: what it is bound to
alter table access_tokens add column act jsonb not null default '{}'; -- RFC 8693: who acts for its subject
