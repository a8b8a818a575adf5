package dev.limen.realm;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Which names a user's claims may have: not those by which tokens are judged. */
final class ClaimNames {

    private static final Pattern FORM = Pattern.compile("[\\x21-\\x7e]{1,200}");

    /** RFC 7519, section 4.1; OpenID Connect Core 1.0, sections 2 and 3.3.2.11; RFC 9068, section 2.2; RFC 7800. */
    private static final Set<String> RESERVED = Set.of(
            "iss",
            "sub",
            "aud",
            "exp",
            "nbf",
            "iat",
            "jti",
            "auth_time",
            "nonce",
            "acr",
            "amr",
            "azp",
            "at_hash",
            "c_hash",
            "s_hash",
            "sid",
            "client_id",
            "scope",
            "cnf",
            "act",
            "events",
            "roles",
            "groups",
            "entitlements",
            "active",
            "token_type",
            "username",
            "authorization_details",
            "_claim_names",
            "_claim_sources");

    /** What a user has beside the claims; a scope may give it. */
    private static final Set<String> MEMBERSHIPS = Set.of("roles", "groups");

    private ClaimNames() {}

    /** What is wrong with a name; a sentence without its subject. */
    static Optional<String> fault(String name) {
        if (!FORM.matcher(name).matches()) {
            return Optional.of("must be 1 to 200 visible ASCII characters");
        }
        return RESERVED.contains(base(name)) ? Optional.of("is set by Limen itself") : Optional.empty();
    }

    /** What is wrong with a name that a scope gives. */
    static Optional<String> faultInScope(String name) {
        return MEMBERSHIPS.contains(name) ? Optional.empty() : fault(name);
    }

    /** The name without its language tag (OpenID Connect Core 1.0, section 5.2). */
    static String base(String name) {
        int tag = name.indexOf('#');
        return tag < 0 ? name : name.substring(0, tag);
    }
}
