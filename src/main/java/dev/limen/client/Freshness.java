package dev.limen.client;

import dev.limen.outbound.OutboundAnswer;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How long an answer may be used without asking again (RFC 9111, section 4.2.1), within bounds of ours. */
final class Freshness {

    static final Duration SHORTEST = Duration.ofMinutes(1);
    static final Duration LONGEST = Duration.ofHours(1);

    /** Where the host says nothing. */
    static final Duration USUAL = Duration.ofMinutes(10);

    private static final Pattern MAX_AGE = Pattern.compile("(?:^|[\\s,])max-age\\s*=\\s*\"?(\\d{1,9})");
    private static final Pattern AGE = Pattern.compile("\\d{1,9}");
    private static final Pattern NOT_KEPT = Pattern.compile("(?:^|[\\s,])no-(?:store|cache)(?:$|[\\s,=])");

    private Freshness() {}

    static Duration of(OutboundAnswer answer, Instant now) {
        String control = answer.header("cache-control").orElse("").toLowerCase(Locale.ROOT);
        if (NOT_KEPT.matcher(control).find()) {
            return SHORTEST;
        }
        Duration age = answer.header("age")
                .filter(value -> AGE.matcher(value).matches())
                .map(value -> Duration.ofSeconds(Long.parseLong(value)))
                .orElse(Duration.ZERO);
        return maxAge(control)
                .or(() -> untilExpires(answer, now))
                .map(lifetime -> within(lifetime.minus(age)))
                .orElse(USUAL);
    }

    private static Optional<Duration> maxAge(String control) {
        Matcher matcher = MAX_AGE.matcher(control);
        return matcher.find() ? Optional.of(Duration.ofSeconds(Long.parseLong(matcher.group(1)))) : Optional.empty();
    }

    private static Optional<Duration> untilExpires(OutboundAnswer answer, Instant now) {
        try {
            return answer.header("expires")
                    .map(value -> ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME))
                    .map(expires -> Duration.between(now, expires.toInstant()));
        } catch (DateTimeException e) {
            return Optional.of(Duration.ZERO); // RFC 9111, section 5.3: what is no date is in the past
        }
    }

    private static Duration within(Duration lifetime) {
        Duration atLeast = lifetime.compareTo(SHORTEST) < 0 ? SHORTEST : lifetime;
        return atLeast.compareTo(LONGEST) > 0 ? LONGEST : atLeast;
    }
}
