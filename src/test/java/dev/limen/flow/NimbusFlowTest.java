package dev.limen.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jwt.JWT;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.JWTParser;
import com.nimbusds.jwt.proc.BadJWTException;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.TokenIntrospectionResponse;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.ClientSecretPost;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.id.Audience;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.oauth2.sdk.token.RefreshToken;
import com.nimbusds.openid.connect.sdk.LogoutRequest;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import com.nimbusds.openid.connect.sdk.claims.UserInfo;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import com.nimbusds.openid.connect.sdk.token.OIDCTokens;
import com.nimbusds.openid.connect.sdk.validators.AccessTokenValidator;
import com.nimbusds.openid.connect.sdk.validators.IDTokenValidator;
import dev.limen.flow.NimbusClient.Attempt;
import dev.limen.support.People;
import dev.limen.support.Provider;
import dev.limen.support.SealedClient;
import dev.limen.support.UserAgent;
import dev.limen.support.UserAgent.Visit;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The Nimbus OAuth 2.0 SDK, a client library of others, signs in with its own idea of the specifications. */
@QuarkusTest
class NimbusFlowTest {

    private static final String GOODBYE = "https://app.example.com/bye";

    /** RFC 9068, section 2.2. */
    private static final Set<String> ACCESS_TOKEN_CLAIMS =
            Set.of("iss", "exp", "aud", "sub", "client_id", "iat", "jti", "scope");

    private final URI issuer = Provider.uri();
    private final UserAgent browser = new UserAgent(issuer);
    private NimbusClient web;

    /** A client of ES256 whose userinfo is signed. */
    private NimbusClient post;

    @BeforeEach
    void discover() throws Exception {
        web = new NimbusClient(
                issuer,
                new ClientSecretBasic(new ClientID("web"), new Secret("web-secret-6Jm1cQf8vKz2")),
                "https://app.example.com/callback");
        post = new NimbusClient(
                issuer,
                new ClientSecretPost(new ClientID("web-post"), new Secret("web-post-secret-9Xr4tLp7")),
                "https://post.example.com/callback");
    }

    @Test
    void theMetadataNamesAllThatAClientNeeds() {
        OIDCProviderMetadata metadata = web.provider();
        assertThat(metadata.getIssuer().getValue()).isEqualTo(issuer.toString());
        assertThat(metadata.getIDTokenJWSAlgs()).contains(JWSAlgorithm.RS256, JWSAlgorithm.ES256);
        assertThat(metadata.supportsAuthorizationResponseIssuerParam()).isTrue();
        assertThat(metadata.getEndSessionEndpointURI()).isNotNull();
    }

    @Test
    void anIdTokenOfRs256IsValid() throws Exception {
        idTokenIsValid(web, JWSAlgorithm.RS256);
    }

    @Test
    void anIdTokenOfEs256IsValid() throws Exception {
        idTokenIsValid(post, JWSAlgorithm.ES256);
    }

    private void idTokenIsValid(NimbusClient client, JWSAlgorithm algorithm) throws Exception {
        Attempt attempt = signIn(client, "openid");
        OIDCTokens tokens = client.tokens(attempt);
        IDTokenClaimsSet claims = client.idTokens(algorithm).validate(tokens.getIDToken(), attempt.nonce());
        assertThat(claims.getSubject().getValue()).isEqualTo(People.ALICE.sub());
        AccessTokenValidator.validate(tokens.getAccessToken(), algorithm, claims.getAccessTokenHash());
    }

    @Test
    void whatIsEncryptedIsValidInside() throws Exception {
        NimbusClient sealed = new NimbusClient(
                issuer,
                new ClientSecretBasic(new ClientID("sealed"), new Secret("sealed-secret-5Jd8mXr7")),
                "https://sealed.example.com/callback");
        JWKSet keys = new SealedClient().keys();
        Attempt attempt = signIn(sealed, "openid profile");
        OIDCTokens tokens = sealed.tokens(attempt);
        IDTokenClaimsSet claims = sealed.encryptedIdTokens(JWEAlgorithm.RSA_OAEP_256, keys)
                .validate(tokens.getIDToken(), attempt.nonce());
        assertThat(claims.getSubject().getValue()).isEqualTo(People.ALICE.sub());
        AccessTokenValidator.validate(tokens.getAccessToken(), JWSAlgorithm.RS256, claims.getAccessTokenHash());

        JWTClaimsSet answer = sealed.introspectEncrypted(tokens.getAccessToken(), JWSAlgorithm.PS256, keys);
        assertThat(answer.getAudience()).containsExactly("sealed");
        assertThat(answer.getJSONObjectClaim("token_introspection"))
                .containsEntry("active", true)
                .containsEntry("client_id", "sealed")
                .containsEntry("sub", People.ALICE.sub());
    }

    @Test
    void anIdTokenOfAnotherRequestOrForAnotherClientIsNotAccepted() throws Exception {
        Attempt attempt = signIn(web, "openid");
        JWT idToken = web.tokens(attempt).getIDToken();
        IDTokenValidator mine = web.idTokens(JWSAlgorithm.RS256);
        assertThatThrownBy(() -> mine.validate(idToken, new Nonce()))
                .isInstanceOf(BadJWTException.class)
                .hasMessageContaining("nonce");
        IDTokenValidator others = post.idTokens(JWSAlgorithm.RS256);
        assertThatThrownBy(() -> others.validate(idToken, attempt.nonce()))
                .isInstanceOf(BadJWTException.class)
                .hasMessageContaining("audience");
        IDTokenValidator otherwise = web.idTokens(JWSAlgorithm.ES256);
        assertThatThrownBy(() -> otherwise.validate(idToken, attempt.nonce())).isInstanceOf(BadJOSEException.class);
    }

    @Test
    void anAccessTokenIsOneOfRfc9068ForItsAudiencesAlone() throws Exception {
        OIDCTokens tokens = web.tokens(signIn(web, "openid api:read"));
        JWT token = JWTParser.parse(tokens.getAccessToken().getValue());
        for (String audience : Set.of("https://api.example.com", issuer.toString())) {
            JWTClaimsSet claims =
                    web.verify(token, JWSAlgorithm.RS256, "at+jwt", new Audience(audience), ACCESS_TOKEN_CLAIMS);
            assertThat(claims.getSubject()).isEqualTo(People.ALICE.sub());
            assertThat(claims.getStringClaim("client_id")).isEqualTo("web");
            assertThat(claims.getStringClaim("scope")).isEqualTo("openid api:read");
        }
        assertThatThrownBy(() -> web.verify(
                        token,
                        JWSAlgorithm.RS256,
                        "at+jwt",
                        new Audience("https://other.example.com"),
                        ACCESS_TOKEN_CLAIMS))
                .isInstanceOf(BadJWTException.class)
                .hasMessageContaining("aud claim");
        assertThatThrownBy(() -> web.verify(
                        tokens.getIDToken(),
                        JWSAlgorithm.RS256,
                        "at+jwt",
                        new Audience(issuer.toString()),
                        ACCESS_TOKEN_CLAIMS))
                .as("an ID token is no access token")
                .isInstanceOf(BadJOSEException.class);
    }

    @Test
    void userinfoIsJson() throws Exception {
        OIDCTokens tokens = web.tokens(signIn(web, "openid profile email address phone"));
        UserInfo userinfo =
                web.userinfo(tokens.getAccessToken()).toSuccessResponse().getUserInfo();
        assertThat(userinfo.getSubject().getValue()).isEqualTo(People.ALICE.sub());
        assertThat(userinfo.getName()).isEqualTo("Alice Adams");
        assertThat(userinfo.getEmailVerified()).isTrue();
        assertThat(userinfo.getPhoneNumberVerified()).isFalse();
        assertThat(userinfo.getAddress().getLocality()).isEqualTo("Berlin");
    }

    @Test
    void userinfoIsSignedForTheClientThatWantsIt() throws Exception {
        OIDCTokens tokens = post.tokens(signIn(post, "openid profile"));
        JWT signed = post.userinfo(tokens.getAccessToken()).toSuccessResponse().getUserInfoJWT();
        JWTClaimsSet claims =
                post.verify(signed, JWSAlgorithm.RS256, "JWT", new Audience("web-post"), Set.of("iss", "aud", "sub"));
        assertThat(claims.getSubject()).isEqualTo(People.ALICE.sub());
        assertThat(claims.getStringClaim("name")).isEqualTo("Alice Adams");
    }

    @Test
    void aRefreshGivesNewTokens() throws Exception {
        OIDCTokens first = web.tokens(signIn(web, "openid offline_access"));
        OIDCTokens second = (OIDCTokens)
                web.refresh(first.getRefreshToken()).toSuccessResponse().getTokens();
        assertThat(second.getRefreshToken()).isNotEqualTo(first.getRefreshToken());
        IDTokenClaimsSet claims = web.idTokens(JWSAlgorithm.RS256).validate(second.getIDToken(), null);
        assertThat(claims.getSubject().getValue()).isEqualTo(People.ALICE.sub());
        assertThat(web.refresh(new RefreshToken())
                        .toErrorResponse()
                        .getErrorObject()
                        .getCode())
                .isEqualTo(OAuth2Error.INVALID_GRANT.getCode());
    }

    @Test
    void aRevokedTokenIsInactive() throws Exception {
        OIDCTokens tokens = web.tokens(signIn(web, "openid"));
        TokenIntrospectionResponse before = web.introspect(tokens.getAccessToken());
        assertThat(before.toSuccessResponse().isActive()).isTrue();
        assertThat(before.toSuccessResponse().getSubject().getValue()).isEqualTo(People.ALICE.sub());
        assertThat(before.toSuccessResponse().getClientID().getValue()).isEqualTo("web");

        assertThat(web.revoke(tokens.getAccessToken())).isEqualTo(200);
        assertThat(web.introspect(tokens.getAccessToken()).toSuccessResponse().isActive())
                .isFalse();
        assertThat(web.userinfo(tokens.getAccessToken())
                        .toErrorResponse()
                        .getErrorObject()
                        .getCode())
                .isEqualTo("invalid_token");
    }

    @Test
    void theLogoutRequestEndsTheSession() throws Exception {
        OIDCTokens tokens = web.tokens(signIn(web, "openid"));
        State state = new State();
        Visit after = browser.get(new LogoutRequest(
                        web.provider().getEndSessionEndpointURI(), tokens.getIDToken(), URI.create(GOODBYE), state)
                .toURI());
        assertThat(after.address().toString()).isEqualTo(GOODBYE + "?state=" + state);
        assertThat(web.introspect(tokens.getRefreshToken()).toSuccessResponse().isActive())
                .isFalse();
    }

    @Test
    void aDenialAndAWrongVerifierAreTold() throws Exception {
        Attempt denied = web.attempt(browser, People.ALICE, "openid", "#deny");
        assertThat(denied.answer().toErrorResponse().getErrorObject().getCode())
                .isEqualTo(OAuth2Error.ACCESS_DENIED.getCode());

        Attempt stolen = web.attempt(new UserAgent(issuer), People.ALICE, "openid", "#allow");
        assertThat(web.redeem(stolen, new CodeVerifier())
                        .toErrorResponse()
                        .getErrorObject()
                        .getCode())
                .isEqualTo(OAuth2Error.INVALID_GRANT.getCode());
    }

    private Attempt signIn(NimbusClient client, String scope) throws Exception {
        return client.attempt(browser, People.ALICE, scope, "#allow");
    }
}
