package dev.limen.registration;

import dev.limen.client.Client;
import dev.limen.protocol.OpaqueToken;
import dev.limen.protocol.Secret;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a client is told of its registration (RFC 7591, section 3.2.1; RFC 7592, section 3).
 *
 * @param secret the secret, where it is new; of others there is no more than a hash
 * @param statement the software statement, as it came
 */
record Information(Client client, Optional<Secret> secret, OpaqueToken token, Optional<String> statement) {

    /** A secret of ours ends with the next one, or with the client. */
    private static final int NEVER = 0;

    /** @param uri where the client manages its registration */
    Map<String, Object> members(String uri) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("client_id", client.clientId);
        members.put("client_id_issued_at", client.createdAt.getEpochSecond());
        secret.ifPresent(value -> {
            members.put("client_secret", value.reveal());
            members.put("client_secret_expires_at", NEVER);
        });
        members.put("registration_access_token", token.reveal());
        members.put("registration_client_uri", uri);
        members.putAll(client.metadata.toMap());
        statement.ifPresent(text -> members.put("software_statement", text));
        return members;
    }

    @Override
    public String toString() {
        return "Information[" + client + "]";
    }
}
