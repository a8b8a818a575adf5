package dev.limen.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Metadata of clients that ask by backchannel requests. */
class BackchannelMetadataRulesTest {

    private static List<String> ciba(Map<String, Object> more) {
        Map<String, Object> members = new HashMap<>(
                Map.of("grant_types", List.of(ClientMetadata.CIBA), "backchannel_token_delivery_mode", "poll"));
        members.putAll(more);
        members.values().removeIf(""::equals);
        return ClientMetadataRules.faults(members).stream()
                .map(ClientMetadataRules.Fault::field)
                .distinct()
                .toList();
    }

    /** CIBA, section 4. */
    @Test
    void whatBelongsToBackchannelRequestsGoesTogether() {
        String endpoint = "backchannel_client_notification_endpoint";
        assertThat(ciba(Map.of())).isEmpty();
        assertThat(ciba(Map.of("grant_types", List.of(ClientMetadata.CIBA, "refresh_token"))))
                .isEmpty();
        assertThat(ciba(Map.of("backchannel_token_delivery_mode", "ping", endpoint, "https://a.example/c")))
                .isEmpty();
        assertThat(ciba(Map.of("backchannel_token_delivery_mode", "ping"))).containsExactly(endpoint);
        assertThat(ciba(Map.of(endpoint, "https://a.example/c"))).containsExactly(endpoint);
        assertThat(ciba(Map.of("backchannel_token_delivery_mode", "push")))
                .containsExactly("backchannel_token_delivery_mode");
        assertThat(ciba(Map.of("backchannel_token_delivery_mode", "")))
                .containsExactly("backchannel_token_delivery_mode");
        assertThat(ciba(Map.of("grant_types", List.of("client_credentials"))))
                .containsExactly("backchannel_token_delivery_mode");
        assertThat(ciba(Map.of("token_endpoint_auth_method", "none"))).containsExactly("grant_types");
        assertThat(ciba(Map.of("backchannel_user_code_parameter", true)))
                .containsExactly("backchannel_user_code_parameter");
    }

    /** CIBA, section 7.1.1. */
    @Test
    void backchannelRequestsAreSignedWithAKeyOfTheClient() {
        String field = "backchannel_authentication_request_signing_alg";
        assertThat(ciba(Map.of(field, "ES256", "jwks_uri", "https://a.example/k")))
                .isEmpty();
        assertThat(ciba(Map.of(field, "ES256"))).containsExactly(field);
        for (String algorithm : List.of("none", "HS256", "XY1")) {
            assertThat(ciba(Map.of(field, algorithm, "jwks_uri", "https://a.example/k")))
                    .containsExactly(field);
        }
    }
}
