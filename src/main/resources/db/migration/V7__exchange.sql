-- Token exchange (RFC 8693): what a client gets for the token of another hangs from a grant of its own, which descends from
-- those of the tokens that were exchanged and ends with each of them. One such grant serves every exchange of the same kind.

alter table grants add column lineage uuid[];       -- the grants from which it descends; null for one of its own
alter table grants add column on_behalf_of text;    -- the client that it is about, where that is another than its own
create unique index grants_derived on grants (client_id, lineage) where lineage is not null and revoked_at is null;

-- JWT bearer (RFC 7523): who else may say who a person is.

create table trusted_issuers (
  issuer       text primary key,
  enabled      boolean not null,
  jwks         jsonb,               -- RFC 7517, or
  jwks_uri     text,                -- where it is
  algorithms   text[] not null,
  audiences    text[] not null,     -- accepted besides the issuer of this provider
  subject_claim text not null,      -- whom an assertion is about
  subject_match text not null,      -- what of an account that is compared with
  clients      text[] not null,
  scopes       text[] not null,
  max_lifetime bigint not null,     -- seconds
  jti_required boolean not null
);

create index users_verified_email on users (lower(claims ->> 'email')) where claims -> 'email_verified' = 'true';
