package dev.limen.introspection;

import dev.limen.client.Client;
import dev.limen.config.Issuer;
import dev.limen.grant.Grant;
import dev.limen.grant.RefreshToken;
import dev.limen.issuance.AccessTokenFacts;
import dev.limen.protocol.AuthorizationDetails;
import dev.limen.protocol.Scope;
import dev.limen.protocol.SenderConstraint;
import dev.limen.subject.ActorSubjects;
import dev.limen.subject.SubjectIdentifiers;
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
    private final SubjectIdentifiers subjects;
    private final ActorSubjects actors;

    TokenDescription(Issuer issuer, SubjectIdentifiers subjects, ActorSubjects actors) {
        this.issuer = issuer;
        this.subjects = subjects;
        this.actors = actors;
    }

    /**
     * For whoever asks.
     *
     * @param details those that are the asking client's business
     */
    Map<String, Object> of(AccessTokenFacts facts, Client asking, AuthorizationDetails details) {
        Grant grant = facts.grant();
        Client reader = reader(grant, asking);
        Map<String, Object> members =
                common(grant, facts.scope(), subjects.of(grant, reader), facts.issuedAt(), facts.expiresAt());
        members.put("token_type", facts.constraint().tokenType());
        members.put("nbf", facts.issuedAt().getEpochSecond());
        members.put("aud", facts.audience().size() == 1 ? facts.audience().getFirst() : facts.audience());
        members.put("jti", facts.jti());
        detailed(members, details);
        bound(members, facts.constraint());
        if (!facts.act().isEmpty()) {
            members.put("act", actors.act(facts.act(), grant, reader));
        }
        if (!facts.mayAct().isEmpty()) {
            members.put("may_act", actors.mayAct(grant, reader));
        }
        return members;
    }

    /**
     * As whose subject the person is told: what the token itself would say, except to one who knows people by the subjects
     * of its own sector alone.
     */
    private static Client reader(Grant grant, Client asking) {
        return asking.metadata.isPairwise() ? asking : grant.client;
    }

    Map<String, Object> of(RefreshToken token) {
        Grant grant = token.grant;
        Instant end = token.expiresAt.isBefore(grant.expiresAt) ? token.expiresAt : grant.expiresAt;
        Map<String, Object> members = common(grant, grant.grantedScope(), subjects.of(grant), token.issuedAt, end);
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
