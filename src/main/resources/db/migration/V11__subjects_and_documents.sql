-- Random secrets of the installation, made once by whichever node is first, sealed under the master key.
create table installation_secrets (
  name       text primary key,
  sealed     bytea not null,
  created_at timestamptz not null
);

-- Clients that the document at their client_id describes; null for those that were registered.
alter table clients
  add column document_fresh_until  timestamptz, -- until then the document is not asked for again
  add column document_usable_until timestamptz; -- until then it counts although its host does not answer
create index clients_documents on clients (document_usable_until) where document_usable_until is not null;
