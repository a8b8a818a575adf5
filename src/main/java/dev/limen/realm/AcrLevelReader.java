package dev.limen.realm;

import dev.limen.protocol.AcrLevel;
import dev.limen.realm.Value.Text;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads {@code acr_levels}. */
final class AcrLevelReader {

    static final List<String> KEYS = List.of("acr", "amr", "max_age");

    /** RFC 8176: how people can sign in. A level that needs anything else could not be reached by anybody. */
    static final Set<String> METHODS = Set.of("pwd");

    private static final Pattern ACR = Pattern.compile("[\\x21\\x23-\\x5B\\x5D-\\x7E]{1,200}");
    private static final Duration LONGEST = Duration.ofDays(365);

    private AcrLevelReader() {}

    /** A level of the file. */
    record Entry(Section section, AcrLevel level) {}

    static Optional<Entry> read(Section unnamed) {
        Optional<Text> acr = unnamed.requiredText("acr");
        Section section = acr.map(a -> new Section("level " + Quoted.of(a.raw()), unnamed.values(), unnamed.faults()))
                .orElse(unnamed);
        section.refuseUnknown(KEYS);
        acr.filter(a -> !ACR.matcher(a.text()).matches())
                .ifPresent(a -> section.fault("acr", "must be 1 to 200 visible ASCII characters"));
        List<Text> amr = section.texts("amr").orElse(List.of());
        if (amr.isEmpty()) {
            section.fault(section.position("amr"), "needs the key 'amr': how a person signs in");
        }
        amr.stream()
                .filter(method -> !METHODS.contains(method.text()))
                .forEach(method -> section.fault(
                        method.position(),
                        "'amr' names " + Quoted.of(method.raw()) + ", by which nobody can sign in; there is: "
                                + String.join(", ", METHODS)));
        Optional<Duration> maxAge = Durations.read(section, "max_age", LONGEST);
        return acr.map(a -> new Entry(
                section,
                new AcrLevel(a.text(), amr.stream().map(Text::text).distinct().toList(), maxAge)));
    }

    /** All of them, where the file names any; the order is the file's. */
    static Optional<List<AcrLevel>> all(Section file, List<Entry> entries) {
        Set<String> seen = new HashSet<>();
        entries.stream().filter(entry -> !seen.add(entry.level().acr())).forEach(entry -> entry.section()
                .fault("acr", "is there twice"));
        return file.has("acr_levels")
                ? Optional.of(entries.stream().map(Entry::level).toList())
                : Optional.empty();
    }
}
