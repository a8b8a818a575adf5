package dev.limen.trust;

import dev.limen.storage.Change;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Optional;

/** The declared trusted issuers. Read from the database each time, so that trust that is withdrawn is gone at once. */
@ApplicationScoped
public class TrustedIssuers {

    /** The issuer of this name, enabled or not. */
    @Transactional
    public Optional<TrustedIssuer> find(String issuer) {
        return TrustedIssuerRow.<TrustedIssuerRow>findByIdOptional(issuer).map(TrustedIssuerRow::value);
    }

    /** Declares an issuer, or changes how far it is trusted. The caller has checked it. */
    @Transactional
    public Change store(TrustedIssuer trusted) {
        Optional<TrustedIssuerRow> stored = TrustedIssuerRow.findByIdOptional(trusted.issuer());
        if (stored.isEmpty()) {
            TrustedIssuerRow.of(trusted).persist();
            return Change.CREATED;
        }
        if (stored.get().value().equals(trusted)) {
            return Change.UNCHANGED;
        }
        stored.get().become(trusted);
        return Change.UPDATED;
    }
}
