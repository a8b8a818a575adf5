package dev.limen.realm;

import dev.limen.protocol.AcrLevel;
import java.util.List;
import java.util.Optional;

/** A realm file as it was read. Whether it may be applied is another question. */
record Realm(
        List<ClientEntry> clients,
        List<UserEntry> users,
        List<ScopeEntry> scopes,
        List<ResourceEntry> resources,
        List<TrustedIssuerEntry> trustedIssuers,
        List<DetailsTypeEntry> detailsTypes,
        Optional<List<AcrLevel>> acrLevels) {}
