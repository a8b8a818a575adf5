package dev.limen.fault;

import java.util.HashMap;
import java.util.Map;

/** The realm of the tests, for programs that are started here. */
final class Realm {

    private Realm() {}

    /** These settings, with the realm file of the tests. */
    static Map<String, String> with(Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(settings);
        all.put("LIMEN_REALM_FILE", "src/test/resources/test-realm.yaml");
        return all;
    }
}
