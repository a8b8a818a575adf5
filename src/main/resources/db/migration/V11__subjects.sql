-- Random secrets of the installation, made once by whichever node is first, sealed under the master key.
create table installation_secrets (
  name       text primary key,
  sealed     bytea not null,
  created_at timestamptz not null
);
