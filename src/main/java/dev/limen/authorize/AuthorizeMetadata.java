package dev.limen.authorize;

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

/** What the authorization endpoint can do (OpenID Connect Discovery 1.0, section 3; RFC 9207, section 3; RFC 9396, section 10). */
@ApplicationScoped
class AuthorizeMetadata implements MetadataContributor {

    private final Checks checks;
    private final Levels levels;
    private final AuthorizationDetailsTypes detailsTypes;

    AuthorizeMetadata(Checks checks, Levels levels, AuthorizationDetailsTypes detailsTypes) {
        this.levels = levels;
        this.detailsTypes = detailsTypes;
        this.checks = checks;
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
                .value("request_parameter_supported", false)
                .value("request_uri_parameter_supported", false)
                .value("require_request_uri_registration", false);
    }
}
