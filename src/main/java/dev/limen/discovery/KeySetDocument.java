package dev.limen.discovery;

import dev.limen.json.StrictJson;
import dev.limen.key.Keys;
import dev.limen.web.Prepared;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;

/** The published keys as they go over the wire, written anew only when they change. */
@ApplicationScoped
class KeySetDocument {

    private final Keys keys;
    private final StrictJson json;
    private volatile Written last;

    private record Written(Map<String, Object> jwks, Prepared document) {}

    KeySetDocument(Keys keys, StrictJson json) {
        this.keys = keys;
        this.json = json;
    }

    /** The key set of RFC 7517, section 5. */
    Prepared document() {
        Map<String, Object> jwks = keys.jwks();
        Written known = last;
        if (known == null || known.jwks() != jwks) {
            known = new Written(jwks, Prepared.of(json.write(jwks)));
            last = known;
        }
        return known.document();
    }
}
