package dev.limen.registration;

import static dev.limen.protocol.ClientMetadataField.GRANT_TYPES;
import static dev.limen.protocol.ClientMetadataField.REQUIRE_PKCE;
import static dev.limen.protocol.ClientMetadataField.SCOPE;
import static dev.limen.protocol.ClientMetadataField.TOKEN_ENDPOINT_AUTH_METHOD;

import dev.limen.config.Profiles;
import dev.limen.config.RegistrationMode;
import dev.limen.key.SignatureDemands;
import dev.limen.protocol.ClientMetadata;
import dev.limen.protocol.ClientMetadataRules;
import dev.limen.protocol.ClientMetadataRules.Fault;
import dev.limen.protocol.OAuthException;
import dev.limen.protocol.Requirement;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Makes of what a client says about itself what it may be registered as. */
@Singleton
class RequestReader {

    private final RegistrationSwitch registration;
    private final SoftwareStatements statements;
    private final Allowance allowance;
    private final SignatureDemands demands;
    private final SectorIdentifiers sectors;
    private final Profiles profiles;

    RequestReader(
            RegistrationSwitch registration,
            SoftwareStatements statements,
            Allowance allowance,
            SignatureDemands demands,
            SectorIdentifiers sectors,
            Profiles profiles) {
        this.registration = registration;
        this.statements = statements;
        this.allowance = allowance;
        this.demands = demands;
        this.sectors = sectors;
        this.profiles = profiles;
    }

    /**
     * Reads it, and checks all of it; others may be asked for keys and documents, so call it outside transactions.
     *
     * @param earlier the statement that the client registered with, which holds as long as it brings no other
     * @throws OAuthException with every fault (RFC 7591, section 3.2.2)
     */
    Requested read(RequestBody body, Optional<String> earlier) {
        Optional<String> statement = body.statement().or(() -> earlier);
        if (statement.isEmpty() && registration.mode() == RegistrationMode.SOFTWARE_STATEMENT) {
            throw Refusals.metadata("software_statement is needed to register here");
        }
        Map<String, Object> members = RequestBody.metadata(body.members());
        // RFC 7591, section 3.1.1: what the statement says takes precedence
        statement.map(statements::claims).map(RequestBody::metadata).ifPresent(members::putAll);
        provision(members);
        List<Fault> faults = faults(members);
        if (!faults.isEmpty()) {
            throw Refusals.of(faults);
        }
        ClientMetadata metadata = ClientMetadata.of(members, profiles.server());
        sectors.check(metadata);
        return new Requested(metadata, statement);
    }

    /** What the server says where the client says nothing, or must not. */
    private void provision(Map<String, Object> members) {
        List<?> grantTypes = members.get(GRANT_TYPES.wire()) instanceof List<?> several
                ? several
                : List.of(ClientMetadata.AUTHORIZATION_CODE);
        members.putIfAbsent(SCOPE.wire(), allowance.usual(grantTypes).toString());
        boolean isPublic = "none".equals(members.get(TOKEN_ENDPOINT_AUTH_METHOD.wire()));
        boolean demanded = profiles.required().demand(Requirement.CODE_CHALLENGE);
        members.put(REQUIRE_PKCE.wire(), isPublic || demanded || allowance.requirePkce());
    }

    /** What the server does not let it have comes first: a rule about such a member would ask for more of the same. */
    private List<Fault> faults(Map<String, Object> members) {
        ClientMetadata sound = ClientMetadata.of(ClientMetadataRules.sound(members), profiles.server());
        List<Fault> faults = new ArrayList<>(allowance.faults(sound));
        demands.unmet(sound, members::containsKey)
                .forEach((field, sentence) -> faults.add(new Fault(field.wire(), OptionalInt.empty(), sentence)));
        faults.addAll(SectorIdentifiers.faults(sound));
        faults.addAll(ClientMetadataRules.faults(members, profiles.server()));
        return faults;
    }
}
