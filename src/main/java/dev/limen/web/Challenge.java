package dev.limen.web;

import dev.limen.jose.DpopProofReader;
import dev.limen.protocol.OAuthError;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The {@code WWW-Authenticate} header of a resource that an access token protects (RFC 6750, section 3; RFC 9449, sections
 * 7.1 and 7.2; RFC 9470, section 3). What failed is said in the scheme that the client used.
 */
final class Challenge {

    private static final String REALM = " realm=\"limen\"";
    private static final String BEARER = "Bearer" + REALM;

    private Challenge() {}

    /** No error where no token was presented: RFC 6750, section 3.1. */
    static String unauthenticated() {
        return BEARER + ", " + dpop("");
    }

    /**
     * A refusal.
     *
     * @param authorization the {@code Authorization} header of the request, or null
     */
    static String of(OAuthError error, String authorization) {
        String failed = ", error=\"" + error.code().wire() + "\", error_description=\"" + error.description() + "\""
                + further(error);
        if (isDpop(authorization)) {
            return dpop(failed);
        }
        return BEARER + failed + (error.code().resourceStatus() == 401 ? ", " + dpop("") : "");
    }

    private static String further(OAuthError error) {
        return new TreeMap<>(error.challenge())
                .entrySet().stream()
                        .map(parameter -> ", " + parameter.getKey() + "=\"" + parameter.getValue() + "\"")
                        .collect(Collectors.joining());
    }

    private static boolean isDpop(String authorization) {
        return Optional.ofNullable(authorization)
                .map(value -> value.strip().toLowerCase(Locale.ROOT))
                .filter(value -> value.equals("dpop") || value.startsWith("dpop "))
                .isPresent();
    }

    private static String dpop(String failed) {
        return "DPoP" + REALM + failed + ", algs=\"" + String.join(" ", DpopProofReader.algorithms()) + "\"";
    }
}
