package dev.limen.protocol;

import dev.limen.protocol.ClientMetadataRules.Fault;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** What is said in further languages, by the rules of the member that it says (RFC 7591, section 2.2). */
final class ClientLanguageRules {

    private static final int MAX_MEMBERS = 100;

    private ClientLanguageRules() {}

    static void check(ClientMetadata metadata, List<Fault> faults) {
        if (metadata.localized().members().size() > MAX_MEMBERS) {
            faults.add(new Fault(
                    ClientMetadataField.CLIENT_NAME,
                    "and the like are there in more than " + MAX_MEMBERS + " languages"));
            return;
        }
        Set<String> seen = new HashSet<>();
        metadata.localized().members().forEach((name, value) -> {
            if (!seen.add(name.toLowerCase(Locale.ROOT))) {
                faults.add(fault(name, "is there twice; the case of a language tag says nothing"));
            }
            sentence(name, value).ifPresent(sentence -> faults.add(fault(name, sentence)));
        });
    }

    private static Optional<String> sentence(String name, String value) {
        return LocalizedMembers.field(name).equals(Optional.of(ClientMetadataField.CLIENT_NAME))
                ? ClientTextRules.fault(value)
                : ClientUri.PAGE.fault(value, false);
    }

    private static Fault fault(String name, String sentence) {
        return new Fault(name, OptionalInt.empty(), sentence);
    }
}
