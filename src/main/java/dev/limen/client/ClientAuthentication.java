package dev.limen.client;

import dev.limen.client.ClientAuthenticationMethod.Attempt;
import dev.limen.protocol.OAuthException;
import io.quarkus.arc.All;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Tells which client a back-channel request comes from (RFC 6749, section 2.3). */
@Startup
@ApplicationScoped
public class ClientAuthentication {

    private final Clients clients;
    private final List<ClientAuthenticationMethod> methods;

    private record Presented(ClientAuthenticationMethod method, Attempt attempt) {}

    ClientAuthentication(Clients clients, @All List<ClientAuthenticationMethod> methods) {
        this.clients = clients;
        this.methods = methods.stream()
                .sorted(Comparator.comparing(ClientAuthenticationMethod::name))
                .toList();
        if (methods().stream().distinct().count() < methods.size()) {
            throw new IllegalStateException("two client authentication methods have one name: " + methods());
        }
    }

    /** The names of the methods, for {@code token_endpoint_auth_methods_supported}. */
    public List<String> methods() {
        return methods.stream().map(ClientAuthenticationMethod::name).toList();
    }

    /** The names of the methods that prove something: those of endpoints that public clients may not use. */
    public List<String> provingMethods() {
        return methods.stream()
                .filter(ClientAuthenticationMethod::provesIdentity)
                .map(ClientAuthenticationMethod::name)
                .toList();
    }

    /**
     * The client that the request comes from: enabled, and authenticated with the method that is registered for it.
     *
     * @throws OAuthException {@code invalid_request} if the request uses more than one method or says two client
     *     identifiers; {@code invalid_client}, always the same, for everything else
     */
    public Client authenticate(PresentedCredentials presented) {
        Presented only = onlyMethod(presented);
        String clientId = only.attempt().clientId();
        presented.form().get("client_id").filter(id -> !id.equals(clientId)).ifPresent(other -> {
            throw AuthenticationFaults.severalMethods("client_id differs from the one that authenticates");
        });
        Optional<Client> client = clients.find(clientId);
        boolean proven = only.attempt().isProof(client);
        Client found = client.orElseThrow(() -> AuthenticationFaults.failed("no such client"));
        if (!found.metadata.tokenEndpointAuthMethod().equals(only.method().name())) {
            throw AuthenticationFaults.failed(found + " is registered for another method than "
                    + only.method().name());
        }
        if (!proven) {
            throw AuthenticationFaults.failed("the credentials are not those of " + found);
        }
        if (!found.enabled) {
            throw AuthenticationFaults.failed(found + " is disabled");
        }
        return found;
    }

    private Presented onlyMethod(PresentedCredentials presented) {
        List<Presented> proofs = new ArrayList<>();
        List<Presented> claims = new ArrayList<>();
        for (ClientAuthenticationMethod method : methods) {
            method.attempt(presented)
                    .map(attempt -> new Presented(method, attempt))
                    .ifPresent(method.provesIdentity() ? proofs::add : claims::add);
        }
        if (proofs.size() > 1) {
            throw AuthenticationFaults.severalMethods(
                    proofs.stream().map(p -> p.method().name()).toList().toString());
        }
        return proofs.stream()
                .findFirst()
                .or(() -> claims.stream().findFirst())
                .orElseThrow(() -> AuthenticationFaults.failed("the request does not say which client it comes from"));
    }
}
