package dev.limen.session;

import java.util.List;
import java.util.Set;

/** The authentication context classes that a sign-in can reach (OpenID Connect Core 1.0, section 2). */
public final class Acr {

    /** One factor: something that the person knows. */
    public static final String PASSWORD = "urn:limen:acr:password";

    /** All of them, for {@code acr_values_supported}. */
    public static final Set<String> SUPPORTED = Set.of(PASSWORD);

    private Acr() {}

    /** The class that these methods (RFC 8176) reach together. */
    static String of(List<String> amr) {
        if (amr.equals(List.of("pwd"))) {
            return PASSWORD;
        }
        throw new IllegalArgumentException("no authentication context class for " + amr);
    }
}
