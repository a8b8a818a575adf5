package dev.limen.web;

import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;

/**
 * Makes the short ids that a page or answer shows and a log line carries, so that one finds the other. They are random
 * rather than counted, and have no letters that are mistaken for digits when read out on the telephone.
 */
@ApplicationScoped
class ReferenceId {

    /** The key of the logging context, for the log's format. */
    static final String LOG_KEY = "reference";

    private static final String LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final int LENGTH = 10;

    private final SecureRandom random = new SecureRandom();

    String next() {
        StringBuilder id = new StringBuilder(LENGTH + 1);
        for (int i = 0; i < LENGTH; i++) {
            if (i == LENGTH / 2) {
                id.append('-');
            }
            id.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return id.toString();
    }
}
