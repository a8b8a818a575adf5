package dev.limen.protocol;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** A set of requirements. Each profile demands all that those before it do, and more. */
public enum Profile {
    /** OAuth 2.1 and OpenID Connect Core 1.0. */
    OAUTH21(new Requirements(
            Set.of(),
            ClientMetadataRules.AUTHENTICATION_METHODS,
            ClientMetadataRules.GRANT_TYPES,
            ClientMetadataRules.RESPONSE_TYPES,
            // none: an unsigned request object (OpenID Connect Core 1.0, section 6.1)
            Stream.of(ClientMetadataRules.SIGNING_ALGORITHMS, ClientMetadataRules.MAC_ALGORITHMS, List.of("none"))
                    .flatMap(List::stream)
                    .toList(),
            ChronoUnit.FOREVER.getDuration(),
            ChronoUnit.FOREVER.getDuration())),
    /** FAPI 2.0 Security Profile. */
    FAPI2(fapi2(Set.of())),
    /** FAPI 2.0 Message Signing, on top of the Security Profile. */
    FAPI2_MESSAGE_SIGNING(
            fapi2(Set.of(Requirement.SIGNED_REQUESTS, Requirement.SIGNED_RESPONSES, Requirement.SIGNED_INTROSPECTION)));

    private final Requirements requirements;

    Profile(Requirements requirements) {
        this.requirements = requirements;
    }

    public Requirements requirements() {
        return requirements;
    }

    /** The name in settings and in client metadata. */
    public String wire() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The profile of this name. */
    public static Optional<Profile> of(String wire) {
        return Arrays.stream(values()).filter(p -> p.wire().equals(wire)).findAny();
    }

    /** All names. */
    public static List<String> names() {
        return Arrays.stream(values()).map(Profile::wire).toList();
    }

    /** The stricter one of two, which demands what either does. */
    public Profile stricter(Profile other) {
        return compareTo(other) >= 0 ? this : other;
    }

    /** FAPI 2.0 Security Profile, sections 5.3.2.1, 5.3.2.2 and 5.4.1; FAPI-CIBA, section 5.2.2. */
    private static Requirements fapi2(Set<Requirement> further) {
        Set<Requirement> demands = EnumSet.of(
                Requirement.SENDER_CONSTRAINED_TOKENS,
                Requirement.ISSUER_AS_AUDIENCE,
                Requirement.STEADY_REFRESH_TOKENS,
                Requirement.PUSHED_REQUESTS,
                Requirement.CODE_CHALLENGE,
                Requirement.REDIRECT_URI,
                Requirement.ENCRYPTED_REDIRECTS,
                Requirement.BOUND_BACKCHANNEL_REQUESTS);
        demands.addAll(further);
        return new Requirements(
                demands,
                List.of(
                        ClientMetadata.PRIVATE_KEY_JWT,
                        ClientMetadata.TLS_CLIENT_AUTH,
                        ClientMetadata.SELF_SIGNED_TLS_CLIENT_AUTH),
                ClientMetadataRules.GRANT_TYPES.stream()
                        .filter(type -> !type.equals(ClientMetadata.PASSWORD) && !type.equals(ClientMetadata.IMPLICIT))
                        .toList(),
                List.of("code"),
                List.of("PS256", "ES256", "EdDSA"),
                Duration.ofSeconds(60),
                Duration.ofSeconds(60));
    }
}
