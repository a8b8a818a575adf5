package dev.limen.web;

import jakarta.ws.rs.container.ContainerRequestContext;
import java.util.random.RandomGenerator;

/**
 * The short id of a request: its log lines and audit events carry it, and an error page or answer shows it, so that one
 * finds the other. It is random rather than counted, and has no letters that are mistaken for digits on the telephone.
 */
final class ReferenceId {

    private static final String PROPERTY = "limen.reference";
    private static final String LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final int HALF = 5;

    private ReferenceId() {}

    static String next(RandomGenerator random) {
        return half(random) + "-" + half(random);
    }

    private static String half(RandomGenerator random) {
        StringBuilder half = new StringBuilder(HALF);
        for (int i = 0; i < HALF; i++) {
            half.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return half.toString();
    }

    static void mark(ContainerRequestContext request, String reference) {
        request.setProperty(PROPERTY, reference);
    }

    /** The id that {@link LogContextFilter} gave to the request. */
    static String of(ContainerRequestContext request) {
        return request.getProperty(PROPERTY) instanceof String reference ? reference : "-";
    }
}
