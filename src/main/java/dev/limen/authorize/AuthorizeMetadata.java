package dev.limen.authorize;

import dev.limen.client.RequestObjects;
import dev.limen.issuance.ClientJwts;
import dev.limen.issuance.JwtResponses;
import dev.limen.jose.UnsignedJwtReader;
import dev.limen.metadata.Metadata;
import dev.limen.metadata.MetadataContributor;
import dev.limen.protocol.ClientMetadata;
import dev.limen.protocol.CodeChallenge;
import dev.limen.protocol.Display;
import dev.limen.protocol.Prompt;
import dev.limen.resource.AuthorizationDetailsTypes;
import dev.limen.resource.Levels;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.List;

/** What the authorization endpoint can do (OpenID Connect Discovery 1.0, section 3; RFC 9207, section 3; RFC 9396, section 10). */
@ApplicationScoped
class AuthorizeMetadata implements MetadataContributor {

    private final Checks checks;
    private final RequestRequirements requirements;
    private final Levels levels;
    private final AuthorizationDetailsTypes detailsTypes;
    private final ClientJwts jwts;

    AuthorizeMetadata(
            Checks checks,
            RequestRequirements requirements,
            Levels levels,
            AuthorizationDetailsTypes detailsTypes,
            ClientJwts jwts) {
        this.checks = checks;
        this.requirements = requirements;
        this.levels = levels;
        this.detailsTypes = detailsTypes;
        this.jwts = jwts;
    }

    @Override
    public void contribute(Metadata metadata) {
        if (checks.responseTypes().size() > 1) {
            metadata.values("grant_types_supported", ClientMetadata.IMPLICIT);
        }
        if (!detailsTypes.names().isEmpty()) {
            metadata.values("authorization_details_types_supported", detailsTypes.names());
        }
        metadata.endpoint("authorization_endpoint", "/authorize")
                .values("response_types_supported", checks.responseTypes())
                .values("response_modes_supported", checks.modes())
                .values("code_challenge_methods_supported", CodeChallenge.METHOD)
                .values("acr_values_supported", levels.now().names())
                .values(
                        "prompt_values_supported",
                        Arrays.stream(Prompt.values()).map(Prompt::wire).toList())
                .values(
                        "display_values_supported",
                        Arrays.stream(Display.values()).map(Display::wire).toList())
                .value("authorization_response_iss_parameter_supported", true)
                .value("claims_parameter_supported", true)
                .value("request_parameter_supported", requirements.objects())
                .value("request_uri_parameter_supported", requirements.objects())
                .value("require_request_uri_registration", requirements.objects());
        if (requirements.objects()) {
            requestObjects(metadata);
        }
        if (checks.modes().contains(JwtResponses.MODE)) {
            // JARM, section 4
            metadata.values("authorization_signing_alg_values_supported", jwts.signingAlgorithms())
                    .values("authorization_signing_alg_values_supported", jwts.sharedAlgorithms())
                    .values("authorization_encryption_alg_values_supported", jwts.encryptionAlgorithms())
                    .values("authorization_encryption_enc_values_supported", jwts.contentEncryptions());
        }
        if (requirements.pushing()) {
            metadata.endpoint("pushed_authorization_request_endpoint", "/par")
                    .value("require_pushed_authorization_requests", requirements.pushed());
        }
    }

    /** RFC 9101, section 10.5; OpenID Connect Discovery 1.0, section 3. */
    private void requestObjects(Metadata metadata) {
        metadata.value("require_signed_request_object", requirements.signed())
                .values(
                        "request_object_signing_alg_values_supported",
                        requirements.permitted(RequestObjects.signingAlgorithms()))
                .values("request_object_encryption_alg_values_supported", RequestObjects.encryptionAlgorithms())
                .values("request_object_encryption_enc_values_supported", RequestObjects.contentEncryptions());
        if (!requirements.signed()) {
            metadata.values(
                    "request_object_signing_alg_values_supported",
                    requirements.permitted(List.of(UnsignedJwtReader.ALGORITHM)));
        }
    }
}
