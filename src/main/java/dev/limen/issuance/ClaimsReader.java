package dev.limen.issuance;

import dev.limen.grant.Grant;
import dev.limen.json.StrictJson;
import dev.limen.protocol.ClaimsLocales;
import dev.limen.protocol.ClaimsRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Reads the parameters {@code claims} and {@code claims_locales} that a grant remembers. */
@ApplicationScoped
public class ClaimsReader {

    private final StrictJson json;

    ClaimsReader(StrictJson json) {
        this.json = json;
    }

    /** The languages in which claims are wanted, the best one first. */
    public ClaimsLocales locales(Grant grant) {
        return ClaimsLocales.parse(Optional.ofNullable(grant.claimsLocales).orElse(""));
    }

    public ClaimsRequest of(Grant grant) {
        return Optional.ofNullable(grant.claims)
                .map(text -> ClaimsRequest.parse(text, json::read))
                .orElse(ClaimsRequest.NONE);
    }
}
