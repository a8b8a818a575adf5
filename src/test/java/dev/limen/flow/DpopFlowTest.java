package dev.limen.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.AuthorizationGrant;
import com.nimbusds.oauth2.sdk.RefreshTokenGrant;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenIntrospectionRequest;
import com.nimbusds.oauth2.sdk.TokenIntrospectionResponse;
import com.nimbusds.oauth2.sdk.TokenIntrospectionSuccessResponse;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.dpop.DPoPProofFactory;
import com.nimbusds.oauth2.sdk.dpop.DefaultDPoPProofFactory;
import com.nimbusds.oauth2.sdk.dpop.JWKThumbprintConfirmation;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.oauth2.sdk.token.AccessToken;
import com.nimbusds.oauth2.sdk.token.BearerAccessToken;
import com.nimbusds.oauth2.sdk.token.DPoPAccessToken;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.AuthenticationResponseParser;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import com.nimbusds.openid.connect.sdk.Prompt;
import com.nimbusds.openid.connect.sdk.UserInfoRequest;
import com.nimbusds.openid.connect.sdk.UserInfoResponse;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import com.nimbusds.openid.connect.sdk.token.OIDCTokens;
import dev.limen.support.People;
import dev.limen.support.Provider;
import dev.limen.support.UserAgent;
import dev.limen.support.UserAgent.Visit;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The Nimbus OAuth 2.0 SDK, a client library of others, uses tokens that are bound to its key (RFC 9449). */
@QuarkusTest
class DpopFlowTest {

    private final ClientSecretBasic keyed =
            new ClientSecretBasic(new ClientID("keyed"), new Secret("keyed-secret-4Wp7rBn2"));
    private OIDCProviderMetadata provider;
    private ECKey key;
    private DPoPProofFactory proofs;

    /** The nonce that the provider gave last, as section 8.2 has the client keep it. */
    private Optional<Nonce> nonce = Optional.empty();

    @BeforeEach
    void discover() throws Exception {
        provider = OIDCProviderMetadata.resolve(new Issuer(Provider.uri()));
        key = new ECKeyGenerator(Curve.P_256).generate();
        proofs = new DefaultDPoPProofFactory(key, JWSAlgorithm.ES256);
    }

    @Test
    void theMetadataNamesTheAlgorithms() {
        assertThat(provider.getDPoPJWSAlgs()).contains(JWSAlgorithm.ES256, JWSAlgorithm.EdDSA);
    }

    @Test
    void aPublicClientGetsTokensThatOnlyItsKeyUses() throws Exception {
        ClientID spa = new ClientID("spa");
        OIDCTokens first = tokens(builder(spa, code(spa, "https://spa.example.com/callback")));
        assertThat(userinfo(first.getAccessToken())).isEqualTo(People.ALICE.sub());

        OIDCTokens second = tokens(builder(spa, new RefreshTokenGrant(first.getRefreshToken())));
        assertThat(userinfo(second.getAccessToken())).isEqualTo(People.ALICE.sub());

        proofs = new DefaultDPoPProofFactory(new ECKeyGenerator(Curve.P_256).generate(), JWSAlgorithm.ES256);
        assertThat(error(builder(spa, new RefreshTokenGrant(second.getRefreshToken()))))
                .isEqualTo("invalid_grant");
    }

    @Test
    void aConfidentialClientMayMoveToAnotherKey() throws Exception {
        OIDCTokens first = tokens(builder(keyed, code(keyed.getClientID(), "https://keyed.example.com/callback")));
        assertThat(introspect(first.getAccessToken()).getJWKThumbprintConfirmation())
                .isEqualTo(JWKThumbprintConfirmation.of(key));

        key = new ECKeyGenerator(Curve.P_256).generate();
        proofs = new DefaultDPoPProofFactory(key, JWSAlgorithm.ES256);
        OIDCTokens second = tokens(builder(keyed, new RefreshTokenGrant(first.getRefreshToken())));
        assertThat(introspect(second.getAccessToken()).getJWKThumbprintConfirmation())
                .isEqualTo(JWKThumbprintConfirmation.of(key));
        assertThat(userinfo(second.getAccessToken())).isEqualTo(People.ALICE.sub());
    }

    @Test
    void aStolenTokenIsNoGood() throws Exception {
        OIDCTokens tokens = tokens(builder(keyed, code(keyed.getClientID(), "https://keyed.example.com/callback")));
        BearerAccessToken stolen = new BearerAccessToken(tokens.getAccessToken().getValue());
        UserInfoResponse answer = UserInfoResponse.parse(new UserInfoRequest(provider.getUserInfoEndpointURI(), stolen)
                .toHTTPRequest()
                .send());
        assertThat(answer.toErrorResponse().getErrorObject().getCode()).isEqualTo("invalid_token");
    }

    /** Signs in, with the code bound to the key (section 10). */
    private AuthorizationGrant code(ClientID client, String callback) throws Exception {
        CodeVerifier verifier = new CodeVerifier();
        AuthenticationRequest request = new AuthenticationRequest.Builder(
                        ResponseType.CODE, Scope.parse("openid offline_access"), client, URI.create(callback))
                .endpointURI(provider.getAuthorizationEndpointURI())
                .dPoPJWKThumbprintConfirmation(JWKThumbprintConfirmation.of(key))
                .codeChallenge(verifier, CodeChallengeMethod.S256)
                .prompt(new Prompt(Prompt.Type.CONSENT))
                .build();
        UserAgent browser = new UserAgent(Provider.uri());
        Visit consent = People.ALICE.signIn(browser, browser.get(request.toURI()));
        Visit end = browser.press(consent, "#allow");
        AuthorizationCode code = AuthenticationResponseParser.parse(end.address())
                .toSuccessResponse()
                .getAuthorizationCode();
        return new AuthorizationCodeGrant(code, URI.create(callback), verifier);
    }

    private TokenRequest.Builder builder(ClientID client, AuthorizationGrant grant) {
        return new TokenRequest.Builder(provider.getTokenEndpointURI(), client, grant);
    }

    private TokenRequest.Builder builder(ClientSecretBasic client, AuthorizationGrant grant) {
        return new TokenRequest.Builder(provider.getTokenEndpointURI(), client, grant);
    }

    private OIDCTokens tokens(TokenRequest.Builder request) throws Exception {
        OIDCTokens tokens = (OIDCTokens) token(request).toSuccessResponse().getTokens();
        assertThat(tokens.getAccessToken()).isInstanceOf(DPoPAccessToken.class);
        return tokens;
    }

    private String error(TokenRequest.Builder request) throws Exception {
        return token(request).toErrorResponse().getErrorObject().getCode();
    }

    private TokenResponse token(TokenRequest.Builder builder) throws Exception {
        HTTPRequest request = builder.build().toHTTPRequest();
        request.setDPoP(proofs.createDPoPJWT("POST", request.getURI(), nonce.orElse(null)));
        return OIDCTokenResponseParser.parse(sent(request));
    }

    private String userinfo(AccessToken token) throws Exception {
        HTTPRequest request =
                new UserInfoRequest(provider.getUserInfoEndpointURI(), (DPoPAccessToken) token).toHTTPRequest();
        SignedJWT proof = proofs.createDPoPJWT(request.getMethod().name(), request.getURI(), token, nonce.orElse(null));
        request.setDPoP(proof);
        return UserInfoResponse.parse(sent(request))
                .toSuccessResponse()
                .getUserInfo()
                .getSubject()
                .getValue();
    }

    private TokenIntrospectionSuccessResponse introspect(AccessToken token) throws Exception {
        return TokenIntrospectionResponse.parse(
                        new TokenIntrospectionRequest(provider.getIntrospectionEndpointURI(), keyed, token)
                                .toHTTPRequest()
                                .send())
                .toSuccessResponse();
    }

    private HTTPResponse sent(HTTPRequest request) throws Exception {
        HTTPResponse response = request.send();
        nonce = Optional.ofNullable(response.getDPoPNonce());
        assertThat(nonce).isPresent();
        return response;
    }
}
