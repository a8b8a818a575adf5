package dev.limen.realm;

import java.util.List;

/** A realm file as it was read. Whether it may be applied is another question. */
record Realm(
        List<ClientEntry> clients,
        List<UserEntry> users,
        List<ScopeEntry> scopes,
        List<ResourceEntry> resources,
        List<TrustedIssuerEntry> trustedIssuers) {}
