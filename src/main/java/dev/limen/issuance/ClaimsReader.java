package dev.limen.issuance;

import dev.limen.grant.Grant;
import dev.limen.json.StrictJson;
import dev.limen.protocol.ClaimsRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Reads the {@code claims} parameter that a grant remembers. */
@ApplicationScoped
public class ClaimsReader {

    private final StrictJson json;

    ClaimsReader(StrictJson json) {
        this.json = json;
    }

    public ClaimsRequest of(Grant grant) {
        return Optional.ofNullable(grant.claims)
                .map(text -> ClaimsRequest.parse(text, json::read))
                .orElse(ClaimsRequest.NONE);
    }
}
