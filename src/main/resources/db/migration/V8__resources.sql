-- Which resources a grant is for, how their tokens are signed, and who asks about them.

alter table grants add column resources text[] not null default '{}'; -- RFC 8707; empty: those of its scope

alter table resources add column access_token_signed_response_alg text; -- null: the client's
alter table resources add column introspection_clients text[] not null default '{}'; -- client_ids
