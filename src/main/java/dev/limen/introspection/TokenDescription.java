package dev.limen.introspection;

import dev.limen.config.Issuer;
import dev.limen.grant.Grant;
import dev.limen.grant.RefreshToken;
import dev.limen.issuance.AccessTokenFacts;
import dev.limen.protocol.AuthorizationDetails;
import dev.limen.protocol.Scope;
import dev.limen.protocol.SenderConstraint;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Describes a live token in the members of RFC 7662, section 2.2; RFC 9470, section 6.2; RFC 8693, sections 4.1 and 4.4; RFC 8705,
 * section 3.2, RFC 9449, section 6.2 and RFC 9396, section 9.2.
 */
@ApplicationScoped
class TokenDescription {

    private final Issuer issuer;

    TokenDescription(Issuer issuer) {
        this.issuer = issuer;
    }

    /** @param details those that are the asking client's business */
    Map<String, Object> of(AccessTokenFacts facts, AuthorizationDetails details) {
        Map<String, Object> members =
                common(facts.grant(), facts.scope(), facts.subject(), facts.issuedAt(), facts.expiresAt());
        members.put("token_type", facts.constraint().tokenType());
        members.put("nbf", facts.issuedAt().getEpochSecond());
        members.put("aud", facts.audience().size() == 1 ? facts.audience().getFirst() : facts.audience());
        members.put("jti", facts.jti());
        detailed(members, details);
        bound(members, facts.constraint());
        if (!facts.act().isEmpty()) {
            members.put("act", facts.act());
        }
        if (!facts.mayAct().isEmpty()) {
            members.put("may_act", facts.mayAct());
        }
        return members;
    }

    Map<String, Object> of(RefreshToken token) {
        Grant grant = token.grant;
        Instant end = token.expiresAt.isBefore(grant.expiresAt) ? token.expiresAt : grant.expiresAt;
        Map<String, Object> members = common(grant, grant.grantedScope(), grant.sub(), token.issuedAt, end);
        detailed(members, grant.grantedDetails());
        bound(members, token.boundTo());
        return members;
    }

    private static void detailed(Map<String, Object> members, AuthorizationDetails details) {
        if (!details.isEmpty()) {
            members.put(AuthorizationDetails.NAME, details.objects());
        }
    }

    private static void bound(Map<String, Object> members, SenderConstraint constraint) {
        if (!constraint.confirmation().isEmpty()) {
            members.put("cnf", constraint.confirmation());
        }
    }

    private Map<String, Object> common(Grant grant, Scope scope, String subject, Instant issuedAt, Instant expiresAt) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("active", true);
        members.put("iss", issuer.value());
        members.put("sub", subject);
        members.put("client_id", grant.client.clientId);
        if (!scope.isEmpty()) {
            members.put("scope", scope.toString());
        }
        members.put("iat", issuedAt.getEpochSecond());
        members.put("exp", expiresAt.getEpochSecond());
        if (grant.authTime != null) {
            members.put("auth_time", grant.authTime.getEpochSecond());
            Optional.ofNullable(grant.acr).ifPresent(acr -> members.put("acr", acr));
        }
        // a name that says more than sub does: only where the person gave the profile
        grant.subject()
                .filter(user -> scope.contains("profile"))
                .ifPresent(user -> members.put("username", user.username));
        return members;
    }
}
