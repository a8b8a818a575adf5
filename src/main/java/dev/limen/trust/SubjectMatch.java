package dev.limen.trust;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What of an account the subject claim of an assertion is compared with. */
public enum SubjectMatch {
    /** The subject identifier. */
    SUB,
    /** The name with which the person signs in. */
    USERNAME,
    /** The e-mail address, which both the issuer and Limen must hold verified. */
    EMAIL;

    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<SubjectMatch> of(String wire) {
        return Arrays.stream(values())
                .filter(match -> match.wire().equals(wire))
                .findFirst();
    }
}
