package dev.limen.discovery;

import dev.limen.json.StrictJson;
import dev.limen.key.EncryptionKeys;
import dev.limen.key.Keys;
import dev.limen.web.Prepared;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The published keys as they go over the wire, written anew only when they change. */
@ApplicationScoped
class KeySetDocument {

    private final Keys keys;
    private final EncryptionKeys encryptionKeys;
    private final StrictJson json;
    private volatile Written last;

    private record Written(Map<String, Object> jwks, List<Map<String, Object>> encryption, Prepared document) {}

    KeySetDocument(Keys keys, EncryptionKeys encryptionKeys, StrictJson json) {
        this.keys = keys;
        this.encryptionKeys = encryptionKeys;
        this.json = json;
    }

    /** The key set of RFC 7517, section 5. */
    Prepared document() {
        Map<String, Object> jwks = keys.jwks();
        List<Map<String, Object>> encryption = encryptionKeys.published();
        Written known = last;
        if (known == null || known.jwks() != jwks || known.encryption() != encryption) {
            known = new Written(jwks, encryption, Prepared.of(json.write(together(jwks, encryption))));
            last = known;
        }
        return known.document();
    }

    private static Map<String, Object> together(Map<String, Object> jwks, List<Map<String, Object>> encryption) {
        List<Object> all = new ArrayList<>((List<?>) jwks.get("keys"));
        all.addAll(encryption);
        return Map.of("keys", all);
    }
}
