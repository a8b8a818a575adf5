package dev.limen.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Client metadata with one fault: of which field, and what is said of it. */
record MetadataFault(String field, String sentence, Map<String, Object> members) {

    static MetadataFault fault(String field, String sentence, Map<String, Object> members) {
        return new MetadataFault(field, sentence, members);
    }

    /** It is found, and no other. */
    void assertAlone() {
        Map<String, Object> all = new HashMap<>(members);
        all.putIfAbsent("redirect_uris", List.of("https://app.example.com/cb"));
        assertThat(ClientMetadataRules.faults(all)).singleElement().satisfies(fault -> {
            assertThat(fault.field()).isEqualTo(field);
            assertThat(fault.sentence()).contains(sentence);
        });
    }
}
