package dev.limen.resource;

import java.util.List;
import java.util.Map;

/** The scope values of OpenID Connect Core 1.0 with the claims that each asks for (sections 5.4 and 11). */
final class StandardScopes {

    static final Map<String, List<String>> CLAIMS = Map.of(
            "openid",
            List.of("sub"),
            "profile",
            List.of(
                    "name",
                    "family_name",
                    "given_name",
                    "middle_name",
                    "nickname",
                    "preferred_username",
                    "profile",
                    "picture",
                    "website",
                    "gender",
                    "birthdate",
                    "zoneinfo",
                    "locale",
                    "updated_at"),
            "email",
            List.of("email", "email_verified"),
            "address",
            List.of("address"),
            "phone",
            List.of("phone_number", "phone_number_verified"),
            "offline_access",
            List.of());

    /** In the order in which metadata and pages show them. */
    static final List<String> NAMES = List.of("openid", "profile", "email", "address", "phone", "offline_access");

    private StandardScopes() {}
}
