package dev.limen.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.RSAEncrypter;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jwt.JWT;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.JWTParser;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.AuthorizationRequest;
import com.nimbusds.oauth2.sdk.AuthorizationResponse;
import com.nimbusds.oauth2.sdk.PushedAuthorizationRequest;
import com.nimbusds.oauth2.sdk.PushedAuthorizationResponse;
import com.nimbusds.oauth2.sdk.ResponseMode;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.auth.PrivateKeyJWT;
import com.nimbusds.oauth2.sdk.id.Audience;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.jarm.JARMValidator;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import dev.limen.support.People;
import dev.limen.support.Provider;
import dev.limen.support.UserAgent;
import dev.limen.support.UserAgent.Visit;
import io.quarkus.test.junit.QuarkusTest;
import java.io.InputStream;
import java.net.URI;
import java.time.Instant;
import java.util.Date;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The forms that a request and its answer may have, as Nimbus makes and reads them: pushed, signed, encrypted, and answered by
 * a JWT, all at once and each alone.
 */
@QuarkusTest
class RequestFormsFlowTest {

    private static final ClientID CLIENT = new ClientID("signing");
    private static final URI REDIRECT_URI = URI.create("https://signing.example.com/callback");

    private final URI issuer = Provider.uri();
    private final UserAgent browser = new UserAgent(issuer);
    private final CodeVerifier verifier = new CodeVerifier();
    private final State state = new State();
    private OIDCProviderMetadata provider;
    private ECKey key;

    @BeforeEach
    void discover() throws Exception {
        provider = OIDCProviderMetadata.resolve(new Issuer(issuer));
        try (InputStream file = RequestFormsFlowTest.class.getResourceAsStream("/proving-clients.jwks.json")) {
            key = JWKSet.load(file).getKeyByKeyId("signing").toECKey();
        }
    }

    @Test
    void signedEncryptedPushedAndAnsweredByAJwt() throws Exception {
        JWT object = encrypted(signed(plain(ResponseMode.JWT)));
        AuthorizationRequest pushed = push(new AuthorizationRequest.Builder(object, CLIENT).build());
        AuthorizationResponse answer = AuthorizationResponse.parse(
                authorize(pushed.toURI()), new JARMValidator(provider.getIssuer(), CLIENT, JWSAlgorithm.RS256, keys()));
        assertThat(answer.getState()).isEqualTo(state);
        redeem(answer);
    }

    @Test
    void signedByValue() throws Exception {
        AuthorizationRequest request = new AuthorizationRequest.Builder(signed(plain(ResponseMode.QUERY)), CLIENT)
                .endpointURI(provider.getAuthorizationEndpointURI())
                .build();
        AuthorizationResponse answer = AuthorizationResponse.parse(authorize(request.toURI()));
        assertThat(answer.getIssuer()).isEqualTo(provider.getIssuer());
        redeem(answer);
    }

    @Test
    void pushedAsItIs() throws Exception {
        redeem(AuthorizationResponse.parse(
                authorize(push(plain(ResponseMode.QUERY)).toURI())));
    }

    private AuthorizationRequest plain(ResponseMode mode) {
        return new AuthorizationRequest.Builder(ResponseType.CODE, CLIENT)
                .scope(new Scope("openid", "profile"))
                .redirectionURI(REDIRECT_URI)
                .responseMode(mode)
                .state(state)
                .codeChallenge(verifier, CodeChallengeMethod.S256)
                .endpointURI(provider.getAuthorizationEndpointURI())
                .build();
    }

    private SignedJWT signed(AuthorizationRequest request) throws Exception {
        Instant now = Instant.now();
        SignedJWT object = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.ES256)
                        .keyID(key.getKeyID())
                        .type(new JOSEObjectType("oauth-authz-req+jwt"))
                        .build(),
                new JWTClaimsSet.Builder(request.toJWTClaimsSet())
                        .issuer(CLIENT.getValue())
                        .audience(issuer.toString())
                        .notBeforeTime(Date.from(now))
                        .expirationTime(Date.from(now.plusSeconds(60)))
                        .build());
        object.sign(new ECDSASigner(key));
        return object;
    }

    private JWT encrypted(SignedJWT object) throws Exception {
        JWK to = keys().getKeys().stream()
                .filter(k -> k.getKeyUse() == KeyUse.ENCRYPTION
                        && k.toPublicJWK().getKeyType().getValue().equals("RSA"))
                .findAny()
                .orElseThrow();
        JWEObject sealed = new JWEObject(
                new JWEHeader.Builder(JWEAlgorithm.RSA_OAEP_256, EncryptionMethod.A256GCM)
                        .keyID(to.getKeyID())
                        .contentType("JWT")
                        .build(),
                new Payload(object));
        sealed.encrypt(new RSAEncrypter(to.toRSAKey()));
        return JWTParser.parse(sealed.serialize());
    }

    private AuthorizationRequest push(AuthorizationRequest request) throws Exception {
        PushedAuthorizationResponse pushed = PushedAuthorizationResponse.parse(new PushedAuthorizationRequest(
                        provider.getPushedAuthorizationRequestEndpointURI(), assertion(), request)
                .toHTTPRequest()
                .send());
        assertThat(pushed.indicatesSuccess())
                .as(() ->
                        pushed.toErrorResponse().getErrorObject().toJSONObject().toString())
                .isTrue();
        return new AuthorizationRequest.Builder(pushed.toSuccessResponse().getRequestURI(), CLIENT)
                .endpointURI(provider.getAuthorizationEndpointURI())
                .build();
    }

    private URI authorize(URI address) {
        Visit visit = People.CAROL.signIn(browser, browser.get(address));
        return visit.page().equals("consent") ? browser.press(visit, "#allow").address() : visit.address();
    }

    private void redeem(AuthorizationResponse answer) throws Exception {
        assertThat(answer.indicatesSuccess()).isTrue();
        TokenResponse tokens = TokenResponse.parse(new TokenRequest.Builder(
                        provider.getTokenEndpointURI(),
                        assertion(),
                        new AuthorizationCodeGrant(
                                answer.toSuccessResponse().getAuthorizationCode(), REDIRECT_URI, verifier))
                .build()
                .toHTTPRequest()
                .send());
        assertThat(tokens.indicatesSuccess()).isTrue();
    }

    private PrivateKeyJWT assertion() throws Exception {
        return new PrivateKeyJWT(
                new com.nimbusds.oauth2.sdk.auth.JWTAuthenticationClaimsSet(CLIENT, new Audience(issuer)),
                JWSAlgorithm.ES256,
                key.toPrivateKey(),
                key.getKeyID(),
                null);
    }

    private JWKSet keys() throws Exception {
        return JWKSet.load(provider.getJWKSetURI().toURL());
    }
}
