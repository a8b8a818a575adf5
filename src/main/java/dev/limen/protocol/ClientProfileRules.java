package dev.limen.protocol;

import static dev.limen.protocol.ClientMetadataField.ACCESS_TOKEN_SIGNED_RESPONSE_ALG;
import static dev.limen.protocol.ClientMetadataField.AUTHORIZATION_SIGNED_RESPONSE_ALG;
import static dev.limen.protocol.ClientMetadataField.BACKCHANNEL_AUTHENTICATION_REQUEST_SIGNING_ALG;
import static dev.limen.protocol.ClientMetadataField.DPOP_BOUND_ACCESS_TOKENS;
import static dev.limen.protocol.ClientMetadataField.GRANT_TYPES;
import static dev.limen.protocol.ClientMetadataField.ID_TOKEN_SIGNED_RESPONSE_ALG;
import static dev.limen.protocol.ClientMetadataField.INTROSPECTION_SIGNED_RESPONSE_ALG;
import static dev.limen.protocol.ClientMetadataField.PROFILE;
import static dev.limen.protocol.ClientMetadataField.REDIRECT_URIS;
import static dev.limen.protocol.ClientMetadataField.REQUEST_OBJECT_SIGNING_ALG;
import static dev.limen.protocol.ClientMetadataField.REQUIRE_PKCE;
import static dev.limen.protocol.ClientMetadataField.RESPONSE_TYPES;
import static dev.limen.protocol.ClientMetadataField.TOKEN_ENDPOINT_AUTH_METHOD;
import static dev.limen.protocol.ClientMetadataField.TOKEN_ENDPOINT_AUTH_SIGNING_ALG;
import static dev.limen.protocol.ClientMetadataField.USERINFO_SIGNED_RESPONSE_ALG;

import dev.limen.protocol.ClientMetadataRules.Fault;
import java.util.List;
import java.util.Optional;

/** What a client's profile, or that of the server, does not let it be. */
final class ClientProfileRules {

    private final ClientMetadata metadata;
    private final Profile profile;
    private final Requirements required;
    private final List<Fault> faults;

    private ClientProfileRules(ClientMetadata metadata, Profile server, List<Fault> faults) {
        this.metadata = metadata;
        this.profile = metadata.profile().stricter(server);
        this.required = profile.requirements();
        this.faults = faults;
    }

    static void check(ClientMetadata metadata, Profile server, List<Fault> faults) {
        ClientProfileRules rules = new ClientProfileRules(metadata, server, faults);
        rules.vocabulary();
        rules.algorithms();
        rules.binding();
        rules.redirects();
        rules.requests();
    }

    private void vocabulary() {
        one(
                TOKEN_ENDPOINT_AUTH_METHOD,
                Optional.of(metadata.tokenEndpointAuthMethod()),
                required.authenticationMethods(),
                ClientMetadataRules.AUTHENTICATION_METHODS);
        each(GRANT_TYPES, metadata.grantTypes(), required.grantTypes(), ClientMetadataRules.GRANT_TYPES);
        each(RESPONSE_TYPES, metadata.responseTypes(), required.responseTypes(), ClientMetadataRules.RESPONSE_TYPES);
    }

    /** FAPI 2.0 Security Profile, section 5.4.1. */
    private void algorithms() {
        algorithm(TOKEN_ENDPOINT_AUTH_SIGNING_ALG, metadata.tokenEndpointAuthSigningAlg());
        algorithm(ID_TOKEN_SIGNED_RESPONSE_ALG, Optional.of(metadata.idTokenSignedResponseAlg()));
        algorithm(ACCESS_TOKEN_SIGNED_RESPONSE_ALG, Optional.of(metadata.accessTokenSignedResponseAlg()));
        algorithm(USERINFO_SIGNED_RESPONSE_ALG, metadata.userinfoSignedResponseAlg());
        algorithm(INTROSPECTION_SIGNED_RESPONSE_ALG, Optional.of(metadata.introspectionSignedResponseAlg()));
        algorithm(AUTHORIZATION_SIGNED_RESPONSE_ALG, Optional.of(metadata.authorizationSignedResponseAlg()));
        algorithm(REQUEST_OBJECT_SIGNING_ALG, metadata.requestObjectSigningAlg());
        algorithm(
                BACKCHANNEL_AUTHENTICATION_REQUEST_SIGNING_ALG, metadata.backchannelAuthenticationRequestSigningAlg());
    }

    private void binding() {
        boolean bound = metadata.dpopBoundAccessTokens() || metadata.tlsClientCertificateBoundAccessTokens();
        if (required.demand(Requirement.SENDER_CONSTRAINED_TOKENS) && !bound) {
            fault(
                    DPOP_BOUND_ACCESS_TOKENS,
                    "and tls_client_certificate_bound_access_tokens cannot both be false with the profile");
        }
    }

    private void redirects() {
        for (int i = 0; i < metadata.redirectUris().size(); i++) {
            if (!RedirectUri.permitted(metadata.redirectUris().get(i), metadata, required)) {
                faults.add(new Fault(
                        REDIRECT_URIS,
                        i,
                        "is http, which the profile " + profile.wire()
                                + " leaves to the loopback addresses of native clients"));
            }
        }
    }

    private void requests() {
        if (required.demand(Requirement.CODE_CHALLENGE) && !metadata.requirePkce()) {
            fault(REQUIRE_PKCE, "cannot be false with the profile");
        }
        boolean keys = metadata.jwks().isPresent() || metadata.jwksUri().isPresent();
        if (required.demand(Requirement.SIGNED_REQUESTS)
                && metadata.allows(ClientMetadata.AUTHORIZATION_CODE)
                && !keys) {
            fault(PROFILE, "needs jwks or jwks_uri, as requests are signed, with the profile");
        }
    }

    private void algorithm(ClientMetadataField field, Optional<String> value) {
        one(
                field,
                value,
                required.signingAlgorithms(),
                Profile.OAUTH21.requirements().signingAlgorithms());
    }

    /** @param known what is none of these, another rule refuses */
    private void one(ClientMetadataField field, Optional<String> value, List<String> permitted, List<String> known) {
        value.filter(v -> known.contains(v) && !permitted.contains(v))
                .ifPresent(v -> fault(field, sentence(v, permitted)));
    }

    private void each(ClientMetadataField field, List<String> values, List<String> permitted, List<String> known) {
        for (int i = 0; i < values.size(); i++) {
            if (known.contains(values.get(i)) && !permitted.contains(values.get(i))) {
                faults.add(new Fault(field, i, sentence(values.get(i), permitted) + " " + profile.wire()));
            }
        }
    }

    private static String sentence(String value, List<String> permitted) {
        return "cannot be " + value + " but one of " + String.join(", ", permitted) + " with the profile";
    }

    private void fault(ClientMetadataField field, String sentence) {
        faults.add(new Fault(field, sentence + " " + profile.wire()));
    }
}
