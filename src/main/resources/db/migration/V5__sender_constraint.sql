-- Codes and refresh tokens that work only with a key or certificate.

alter table authorization_codes add column dpop_jkt text;              -- RFC 9449, section 10
alter table refresh_tokens add column cnf jsonb not null default '{}'; -- RFC 7800: what it is bound to
