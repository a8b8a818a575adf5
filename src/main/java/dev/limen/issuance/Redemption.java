package dev.limen.issuance;

import dev.limen.grant.Grant;
import dev.limen.protocol.AuthorizationDetails;
import dev.limen.protocol.OpaqueToken;
import dev.limen.protocol.Scope;
import dev.limen.protocol.SenderConstraint;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A proven grant. Begin with {@link #of} and add what the grant type knows beyond.
 *
 * @param granted the most that the tokens may be good for
 * @param scope what they are asked for: {@code granted} or less
 * @param resources the most that the tokens may be for, by identifier; empty: every resource that understands the scope
 * @param nonce the nonce of the authorization request, where the ID token must repeat it
 * @param refreshToken the refresh token that goes with the answer
 * @param boundTo what the presented grant is bound to: a request that does not prove possession of it is refused
 * @param act who acts for the subject, as the {@code act} claim says it (RFC 8693, section 4.1); empty: nobody
 * @param details the most that they may be good for beyond the scope (RFC 9396)
 * @param exchanged what the tokens are given for, where that is another token (RFC 8693)
 */
public record Redemption(
        Grant grant,
        Scope granted,
        Scope scope,
        List<String> resources,
        Optional<String> nonce,
        Optional<OpaqueToken> refreshToken,
        SenderConstraint boundTo,
        Map<String, Object> act,
        AuthorizationDetails details,
        Optional<Exchanged> exchanged) {

    /**
     * A token given for another.
     *
     * @param issuedTokenType what is given (RFC 8693, section 3)
     * @param end when those that were presented end; what is given lives no longer
     */
    public record Exchanged(String issuedTokenType, Instant end) {}

    /** A grant with all that was granted. */
    public static Redemption of(Grant grant, Scope granted) {
        return new Redemption(
                grant,
                granted,
                granted,
                grant.resources,
                Optional.empty(),
                Optional.empty(),
                SenderConstraint.BEARER,
                Map.of(),
                grant.grantedDetails(),
                Optional.empty());
    }

    public Redemption withScope(Scope asked) {
        return new Redemption(grant, granted, asked, resources, nonce, refreshToken, boundTo, act, details, exchanged);
    }

    public Redemption withResources(List<String> most) {
        return new Redemption(grant, granted, scope, most, nonce, refreshToken, boundTo, act, details, exchanged);
    }

    public Redemption withNonce(Optional<String> value) {
        return new Redemption(grant, granted, scope, resources, value, refreshToken, boundTo, act, details, exchanged);
    }

    public Redemption withRefreshToken(Optional<OpaqueToken> token) {
        return new Redemption(grant, granted, scope, resources, nonce, token, boundTo, act, details, exchanged);
    }

    public Redemption boundTo(SenderConstraint constraint) {
        return new Redemption(
                grant, granted, scope, resources, nonce, refreshToken, constraint, act, details, exchanged);
    }

    public Redemption actedBy(Map<String, Object> actor) {
        return new Redemption(
                grant, granted, scope, resources, nonce, refreshToken, boundTo, actor, details, exchanged);
    }

    public Redemption withDetails(AuthorizationDetails most) {
        return new Redemption(grant, granted, scope, resources, nonce, refreshToken, boundTo, act, most, exchanged);
    }

    public Redemption inExchange(Exchanged given) {
        return new Redemption(
                grant, granted, scope, resources, nonce, refreshToken, boundTo, act, details, Optional.of(given));
    }
}
