package dev.limen.flow;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWEDecryptionKeySelector;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWT;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.AuthorizationGrant;
import com.nimbusds.oauth2.sdk.RefreshTokenGrant;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenIntrospectionRequest;
import com.nimbusds.oauth2.sdk.TokenIntrospectionResponse;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.TokenRevocationRequest;
import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.id.Identifier;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.oauth2.sdk.token.AccessToken;
import com.nimbusds.oauth2.sdk.token.RefreshToken;
import com.nimbusds.oauth2.sdk.token.Token;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.AuthenticationResponse;
import com.nimbusds.openid.connect.sdk.AuthenticationResponseParser;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import com.nimbusds.openid.connect.sdk.Prompt;
import com.nimbusds.openid.connect.sdk.UserInfoRequest;
import com.nimbusds.openid.connect.sdk.UserInfoResponse;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import com.nimbusds.openid.connect.sdk.token.OIDCTokens;
import com.nimbusds.openid.connect.sdk.validators.IDTokenValidator;
import dev.limen.support.People;
import dev.limen.support.UserAgent;
import dev.limen.support.UserAgent.Visit;
import java.net.URI;
import java.util.Set;

/** A relying party that is built on the Nimbus OAuth 2.0 SDK and knows of the provider what its metadata says. */
final class NimbusClient {

    private final OIDCProviderMetadata provider;
    private final ClientAuthentication authentication;
    private final URI redirectUri;

    NimbusClient(URI issuer, ClientAuthentication authentication, String redirectUri) throws Exception {
        this.provider = OIDCProviderMetadata.resolve(new Issuer(issuer));
        this.authentication = authentication;
        this.redirectUri = URI.create(redirectUri);
    }

    OIDCProviderMetadata provider() {
        return provider;
    }

    /** A request that was sent, and what came of it. */
    record Attempt(AuthenticationResponse answer, CodeVerifier verifier, Nonce nonce) {}

    /** Sends the browser through sign-in and consent, where this button is pressed. */
    Attempt attempt(UserAgent browser, People person, String scope, String button) throws Exception {
        CodeVerifier verifier = new CodeVerifier();
        AuthenticationRequest request = new AuthenticationRequest.Builder(
                        ResponseType.CODE, Scope.parse(scope), authentication.getClientID(), redirectUri)
                .endpointURI(provider.getAuthorizationEndpointURI())
                .state(new State())
                .nonce(new Nonce())
                .prompt(new Prompt(Prompt.Type.CONSENT))
                .codeChallenge(verifier, CodeChallengeMethod.S256)
                .build();
        Visit consent = person.signIn(browser, browser.get(request.toURI()));
        Visit end = browser.press(consent, button);
        AuthenticationResponse answer = AuthenticationResponseParser.parse(end.address());
        if (!request.getState().equals(answer.getState())
                || !provider.getIssuer().equals(answer.getIssuer())) {
            throw new AssertionError("not an answer to this request: " + end.address());
        }
        return new Attempt(answer, verifier, request.getNonce());
    }

    TokenResponse redeem(Attempt attempt, CodeVerifier verifier) throws Exception {
        return token(new AuthorizationCodeGrant(
                attempt.answer().toSuccessResponse().getAuthorizationCode(), redirectUri, verifier));
    }

    /** The tokens of an attempt that must succeed. */
    OIDCTokens tokens(Attempt attempt) throws Exception {
        return (OIDCTokens)
                redeem(attempt, attempt.verifier()).toSuccessResponse().getTokens();
    }

    TokenResponse refresh(RefreshToken token) throws Exception {
        return token(new RefreshTokenGrant(token));
    }

    private TokenResponse token(AuthorizationGrant grant) throws Exception {
        TokenRequest request = new TokenRequest.Builder(provider.getTokenEndpointURI(), authentication, grant).build();
        return OIDCTokenResponseParser.parse(request.toHTTPRequest().send());
    }

    UserInfoResponse userinfo(AccessToken token) throws Exception {
        return UserInfoResponse.parse(new UserInfoRequest(provider.getUserInfoEndpointURI(), token)
                .toHTTPRequest()
                .send());
    }

    TokenIntrospectionResponse introspect(Token token) throws Exception {
        return TokenIntrospectionResponse.parse(
                new TokenIntrospectionRequest(provider.getIntrospectionEndpointURI(), authentication, token)
                        .toHTTPRequest()
                        .send());
    }

    int revoke(Token token) throws Exception {
        return new TokenRevocationRequest(provider.getRevocationEndpointURI(), authentication, token)
                .toHTTPRequest()
                .send()
                .getStatusCode();
    }

    /** Validates ID tokens as OpenID Connect Core 1.0, section 3.1.3.7 has it, with the published keys. */
    IDTokenValidator idTokens(JWSAlgorithm algorithm) throws Exception {
        return new IDTokenValidator(
                provider.getIssuer(),
                authentication.getClientID(),
                algorithm,
                provider.getJWKSetURI().toURL());
    }

    /** The same for ID tokens that are encrypted to one of these keys, with the default of Registration 1.0 for the content. */
    IDTokenValidator encryptedIdTokens(JWEAlgorithm encryption, JWKSet ours) throws Exception {
        return new IDTokenValidator(
                provider.getIssuer(),
                authentication.getClientID(),
                keys(JWSAlgorithm.RS256),
                new JWEDecryptionKeySelector<>(
                        encryption, EncryptionMethod.A128CBC_HS256, new ImmutableJWKSet<>(ours)));
    }

    /** The claims of an introspection answer that is signed, and then encrypted to one of these keys (RFC 9701). */
    JWTClaimsSet introspectEncrypted(Token token, JWSAlgorithm signature, JWKSet ours) throws Exception {
        HTTPRequest request = new TokenIntrospectionRequest(
                        provider.getIntrospectionEndpointURI(), authentication, token)
                .toHTTPRequest();
        request.setAccept("application/token-introspection+jwt");
        DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
        processor.setJWSTypeVerifier(
                new DefaultJOSEObjectTypeVerifier<>(new JOSEObjectType("token-introspection+jwt")));
        processor.setJWSKeySelector(keys(signature));
        processor.setJWEKeySelector(new JWEDecryptionKeySelector<>(
                JWEAlgorithm.ECDH_ES, EncryptionMethod.A128GCM, new ImmutableJWKSet<>(ours)));
        return processor.process(request.send().getBody(), null);
    }

    private JWSVerificationKeySelector<SecurityContext> keys(JWSAlgorithm algorithm) throws Exception {
        return new JWSVerificationKeySelector<>(
                algorithm,
                JWKSourceBuilder.create(provider.getJWKSetURI().toURL()).build());
    }

    /** Verifies another JWT of the provider: its type, signature, issuer and audience, and that these claims are there. */
    JWTClaimsSet verify(JWT jwt, JWSAlgorithm algorithm, String type, Identifier audience, Set<String> claims)
            throws Exception {
        DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
        processor.setJWSTypeVerifier(new DefaultJOSEObjectTypeVerifier<>(new JOSEObjectType(type)));
        processor.setJWSKeySelector(keys(algorithm));
        processor.setJWTClaimsSetVerifier(new DefaultJWTClaimsVerifier<>(
                audience.getValue(),
                new JWTClaimsSet.Builder()
                        .issuer(provider.getIssuer().getValue())
                        .build(),
                claims));
        return processor.process(jwt, null);
    }
}
