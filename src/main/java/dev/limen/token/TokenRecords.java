package dev.limen.token;

import dev.limen.audit.Audit;
import dev.limen.audit.AuditEvent;
import dev.limen.protocol.ErrorCode;
import dev.limen.protocol.OAuthException;
import dev.limen.protocol.Parameters;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/**
 * Counts the answers of the token endpoint by grant type and outcome, {@code limen_token_requests_total}, and enters the
 * refusals in the audit trail.
 */
@ApplicationScoped
class TokenRecords {

    private static final String NAME = "limen.token.requests";

    private final MeterRegistry registry;
    private final TokenEndpoint endpoint;
    private final Audit audit;

    TokenRecords(MeterRegistry registry, TokenEndpoint endpoint, Audit audit) {
        this.registry = registry;
        this.endpoint = endpoint;
        this.audit = audit;
    }

    void issued(Parameters form) {
        count(grantType(form), "issued");
    }

    void refused(Parameters form, OAuthException refusal) {
        ErrorCode code = refusal.error().code();
        count(grantType(form), code.wire());
        if (code.asksAgain()) {
            return;
        }
        Optional<String> clientId = form.first("client_id");
        audit.record(
                code == ErrorCode.INVALID_CLIENT
                        ? new AuditEvent.ClientAuthenticationFailed(clientId, refusal.detail())
                        : new AuditEvent.TokenRefused(clientId, grantType(form), code.wire(), refusal.detail()));
    }

    private void count(String grantType, String outcome) {
        registry.counter(NAME, "grant_type", grantType, "outcome", outcome).increment();
    }

    /** Only names that exist become labels: a stranger must not be able to fill the registry. */
    private String grantType(Parameters form) {
        return form.first("grant_type").filter(endpoint.grantTypes()::contains).orElse("other");
    }
}
