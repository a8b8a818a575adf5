package dev.limen.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limen.protocol.ClientMetadataRules.Fault;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What profiles demand, and which registrations contradict them. */
class ProfileTest {

    private static final Map<String, Object> KEYS = Map.of("keys", List.of(Map.of("kty", "EC")));

    /** A client that may be under every profile. */
    private static final Map<String, Object> GOOD = Map.of(
            "redirect_uris",
            List.of("https://app.example.com/callback"),
            "token_endpoint_auth_method",
            "private_key_jwt",
            "jwks",
            KEYS);

    @Test
    void eachDemandsAllThatThoseBeforeItDo() {
        List<Requirements> inOrder = new ArrayList<>();
        for (Profile profile : Profile.values()) {
            inOrder.add(profile.requirements());
        }
        for (int i = 1; i < inOrder.size(); i++) {
            Requirements before = inOrder.get(i - 1);
            Requirements after = inOrder.get(i);
            assertThat(after.demands()).containsAll(before.demands());
            assertThat(before.authenticationMethods()).containsAll(after.authenticationMethods());
            assertThat(before.grantTypes()).containsAll(after.grantTypes());
            assertThat(before.responseTypes()).containsAll(after.responseTypes());
            assertThat(before.signingAlgorithms()).containsAll(after.signingAlgorithms());
            assertThat(after.codeLifetime()).isLessThanOrEqualTo(before.codeLifetime());
            assertThat(after.ahead()).isLessThanOrEqualTo(before.ahead());
        }
    }

    @Test
    void theStricterOneCounts() {
        assertThat(Profile.OAUTH21.stricter(Profile.FAPI2)).isEqualTo(Profile.FAPI2);
        assertThat(Profile.FAPI2_MESSAGE_SIGNING.stricter(Profile.FAPI2)).isEqualTo(Profile.FAPI2_MESSAGE_SIGNING);
        assertThat(Profile.names()).containsExactly("oauth21", "fapi2", "fapi2-message-signing");
        assertThat(Profile.of("fapi2-message-signing")).contains(Profile.FAPI2_MESSAGE_SIGNING);
        assertThat(Profile.of("FAPI2")).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Profile.class)
    void aGoodClientIsGoodUnderEach(Profile profile) {
        assertThat(ClientMetadataRules.faults(GOOD, profile)).isEmpty();
        assertThat(ClientMetadataRules.faults(with("profile", profile.wire()))).isEmpty();
    }

    /** FAPI 2.0 Security Profile, sections 5.3.2.1, 5.3.2.2 and 5.4.1. */
    @ParameterizedTest
    @MethodSource("contradictions")
    void whatContradictsIsAFault(String field, Map<String, Object> members) {
        assertThat(ClientMetadataRules.faults(members)).isEmpty();
        assertThat(ClientMetadataRules.faults(members, Profile.FAPI2))
                .extracting(Fault::field)
                .containsOnly(field);
        Map<String, Object> own = new LinkedHashMap<>(members);
        own.put("profile", "fapi2");
        assertThat(ClientMetadataRules.faults(own)).extracting(Fault::field).containsOnly(field);
        assertThat(ClientMetadataRules.faults(own))
                .allSatisfy(fault -> assertThat(fault.sentence()).contains("fapi2"));
    }

    static List<Arguments> contradictions() {
        List<Arguments> all = new ArrayList<>();
        for (String method : List.of("client_secret_basic", "client_secret_post", "client_secret_jwt", "none")) {
            all.add(of("token_endpoint_auth_method", with("token_endpoint_auth_method", method)));
        }
        all.add(of("grant_types", with("grant_types", List.of("authorization_code", "password"))));
        all.add(of("require_pkce", with("require_pkce", false)));
        all.add(of("dpop_bound_access_tokens", with("dpop_bound_access_tokens", false)));
        all.add(of("redirect_uris", with("redirect_uris", List.of("http://localhost:3000/callback"))));
        all.add(of("redirect_uris", with("redirect_uris", List.of("http://127.0.0.1/callback"))));
        for (String field : List.of(
                "id_token_signed_response_alg",
                "access_token_signed_response_alg",
                "userinfo_signed_response_alg",
                "introspection_signed_response_alg",
                "request_object_signing_alg",
                "token_endpoint_auth_signing_alg")) {
            for (String alg : List.of("RS256", "PS384", "ES512", "ML-DSA-65")) {
                all.add(of(field, with(field, alg)));
            }
        }
        return all;
    }

    @Test
    void tokensOfTheFrontAreAFault() {
        Map<String, Object> implicit = new LinkedHashMap<>(GOOD);
        implicit.put("grant_types", List.of("authorization_code", "implicit"));
        implicit.put("response_types", List.of("code", "code id_token"));
        implicit.put("profile", "fapi2");
        assertThat(ClientMetadataRules.faults(implicit))
                .extracting(Fault::field)
                .contains("grant_types", "response_types");
    }

    /** FAPI 2.0 Security Profile, section 5.3.2.2, number 8. */
    @Test
    void nativeApplicationsMayListenOnLoopbackAddresses() {
        Map<String, Object> app = new LinkedHashMap<>(GOOD);
        app.put("application_type", "native");
        app.put("redirect_uris", List.of("http://127.0.0.1/callback", "http://[::1]:8080/"));
        assertThat(ClientMetadataRules.faults(app, Profile.FAPI2)).isEmpty();
        app.put("redirect_uris", List.of("http://localhost/callback"));
        assertThat(ClientMetadataRules.faults(app, Profile.FAPI2)).hasSize(1);
    }

    /** FAPI 2.0 Message Signing, section 5.3.1. */
    @Test
    void whoSignsNeedsKeys() {
        Map<String, Object> members = new LinkedHashMap<>(GOOD);
        members.remove("jwks");
        members.put("token_endpoint_auth_method", "tls_client_auth");
        members.put("tls_client_auth_san_dns", "app.example.com");
        assertThat(ClientMetadataRules.faults(members, Profile.FAPI2)).isEmpty();
        assertThat(ClientMetadataRules.faults(members, Profile.FAPI2_MESSAGE_SIGNING))
                .extracting(Fault::field)
                .containsExactly("profile");
    }

    @ParameterizedTest
    @ValueSource(strings = {"FAPI2", "fapi", "fapi2_message_signing", ""})
    void otherNamesAreNone(String name) {
        assertThat(ClientMetadataRules.faults(with("profile", name)))
                .extracting(Fault::field)
                .containsExactly("profile");
    }

    @Test
    void defaultsFollowTheProfile() {
        ClientMetadata plain = ClientMetadata.of(GOOD);
        assertThat(plain.idTokenSignedResponseAlg()).isEqualTo("RS256");
        assertThat(plain.dpopBoundAccessTokens()).isFalse();
        for (ClientMetadata strict :
                List.of(ClientMetadata.of(GOOD, Profile.FAPI2), ClientMetadata.of(with("profile", "fapi2")))) {
            assertThat(strict.idTokenSignedResponseAlg()).isEqualTo("PS256");
            assertThat(strict.accessTokenSignedResponseAlg()).isEqualTo("PS256");
            assertThat(strict.introspectionSignedResponseAlg()).isEqualTo("PS256");
            assertThat(strict.authorizationSignedResponseAlg()).isEqualTo("PS256");
            assertThat(strict.dpopBoundAccessTokens()).isTrue();
            assertThat(ClientMetadata.of(strict.toMap())).isEqualTo(strict);
        }
    }

    @Test
    void whatIsSignedFollowsTheProfile() {
        assertThat(Profile.FAPI2.requirements().signing("RS256")).isEqualTo("PS256");
        assertThat(Profile.FAPI2.requirements().signing("HS256")).isEqualTo("PS256");
        assertThat(Profile.FAPI2.requirements().signing("EdDSA")).isEqualTo("EdDSA");
        assertThat(Profile.OAUTH21.requirements().signing("HS512")).isEqualTo("HS512");
    }

    private static Arguments of(String field, Map<String, Object> members) {
        return Arguments.of(field, members);
    }

    private static Map<String, Object> with(String name, Object value) {
        Map<String, Object> members = new LinkedHashMap<>(GOOD);
        members.put(name, value);
        return members;
    }
}
