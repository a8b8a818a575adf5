package dev.limen.realm;

import dev.limen.realm.Value.Text;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** Durations of the file. */
final class Durations {

    private Durations() {}

    /** Whole seconds up to {@code longest}; anything else is a fault, and then as if it were absent. */
    static Optional<Duration> read(Section section, String key, Duration longest) {
        return section.text(key).flatMap(text -> parse(section, key, text, longest));
    }

    private static Optional<Duration> parse(Section section, String key, Text text, Duration longest) {
        try {
            Duration duration = Duration.parse(text.text());
            if (duration.getNano() == 0 && duration.isPositive() && duration.compareTo(longest) <= 0) {
                return Optional.of(duration);
            }
            section.fault(key, "must be whole seconds, from PT1S to " + longest);
        } catch (DateTimeParseException e) {
            section.fault(key, "must be an ISO 8601 duration, such as PT10M");
        }
        return Optional.empty();
    }
}
