package dev.limen.token;

import dev.limen.audit.Audit;
import dev.limen.audit.AuditEvent;
import dev.limen.client.Client;
import dev.limen.client.ClientAuthentication;
import dev.limen.client.PresentedCredentials;
import dev.limen.config.Profiles;
import dev.limen.issuance.Admitted;
import dev.limen.issuance.ByName;
import dev.limen.issuance.Gate;
import dev.limen.issuance.GrantType;
import dev.limen.issuance.Issuance;
import dev.limen.issuance.TokenRequest;
import dev.limen.issuance.TokenResponse;
import dev.limen.proof.Possession;
import dev.limen.proof.PresentedProof;
import dev.limen.protocol.ErrorCode;
import dev.limen.protocol.OAuthException;
import dev.limen.protocol.Parameters;
import io.quarkus.arc.All;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Set;

/** The way of a token request, the same for every grant type. */
@Startup
@ApplicationScoped
public class TokenEndpoint {

    private static final String CLAUSE = "RFC 6749, section 5.2";

    private final ClientAuthentication authentication;
    private final ByName<GrantType> grantTypes;
    private final Possession possession;
    private final Profiles profiles;
    private final Gate gate;
    private final Issuance issuance;
    private final Audit audit;

    TokenEndpoint(
            ClientAuthentication authentication,
            @All List<GrantType> grantTypes,
            Possession possession,
            Profiles profiles,
            Gate gate,
            Issuance issuance,
            Audit audit) {
        this.authentication = authentication;
        this.grantTypes =
                new ByName<>(grantTypes.stream().filter(GrantType::enabled).toList(), GrantType::name);
        this.possession = possession;
        this.profiles = profiles;
        this.gate = gate;
        this.issuance = issuance;
        this.audit = audit;
    }

    /** The names of the grant types, for {@code grant_types_supported}. */
    Set<String> grantTypes() {
        return grantTypes.names();
    }

    /** What the grant type does before the transaction of {@link #answer}; that one refuses what is wrong with the form. */
    GrantType.Redeemer prepare(Parameters form) {
        return form.first("grant_type")
                .flatMap(grantTypes::find)
                .map(type -> type.prepare(form))
                .orElse(request -> {
                    throw new IllegalStateException("no grant type to redeem with");
                });
    }

    /**
     * One transaction for the whole way. A refusal does not roll it back: a replayed code must end its grant although
     * the request is refused.
     *
     * @throws OAuthException as RFC 6749, section 5.2 and RFC 9449, sections 5 and 8 have it
     */
    @Transactional(dontRollbackOn = OAuthException.class)
    TokenResponse answer(PresentedCredentials credentials, PresentedProof proof, GrantType.Redeemer prepared) {
        Parameters parameters = credentials.form();
        parameters.refuseMalformed(Parameters.RESOURCE, Parameters.AUDIENCE);
        Client client = authentication.authenticate(credentials);
        String name = parameters.require("grant_type", "RFC 6749, section 4");
        if (grantTypes.find(name).isEmpty()) {
            throw new OAuthException(
                    ErrorCode.UNSUPPORTED_GRANT_TYPE, "grant_type has a value that is not supported", CLAUSE);
        }
        if (!client.metadata.allows(name)
                || !profiles.required(client.metadata).grantTypes().contains(name)) {
            throw new OAuthException(
                    ErrorCode.UNAUTHORIZED_CLIENT, "the client is not registered for this grant_type", CLAUSE);
        }
        TokenRequest request = new TokenRequest(client, parameters, possession.of(proof, client.metadata));
        Admitted admitted = gate.admit(request, prepared.redeem(request));
        TokenResponse response = issuance.issue(admitted);
        audit.record(new AuditEvent.TokenIssued(client.clientId, admitted.subject(), name, response.scope()));
        if (!response.details().isEmpty()) {
            audit.record(new AuditEvent.DetailsIssued(
                    client.clientId,
                    admitted.subject(),
                    name,
                    response.details().types()));
        }
        return response;
    }
}
