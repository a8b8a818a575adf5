package dev.limen.client;

import dev.limen.client.ClientAuthenticationMethod.Attempt;
import dev.limen.config.Profiles;
import dev.limen.protocol.OAuthException;
import io.quarkus.arc.All;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Tells which client a back-channel request comes from (RFC 6749, section 2.3). */
@Startup
@ApplicationScoped
public class ClientAuthentication {

    private final PresentedClients clients;
    private final Profiles profiles;
    private final List<ClientAuthenticationMethod> methods;

    /** Credentials of one method, by which the request claims to come from a client. */
    private record Presented(ClientAuthenticationMethod method, Attempt attempt) {

        boolean isRegisteredFor(Client client) {
            return client.metadata.tokenEndpointAuthMethod().equals(method.name());
        }
    }

    ClientAuthentication(PresentedClients clients, Profiles profiles, @All List<ClientAuthenticationMethod> methods) {
        if (methods.stream().map(ClientAuthenticationMethod::name).distinct().count() < methods.size()) {
            throw new IllegalStateException("two client authentication methods have one name: "
                    + methods.stream().map(ClientAuthenticationMethod::name).toList());
        }
        this.clients = clients;
        this.profiles = profiles;
        this.methods = methods.stream()
                .filter(ClientAuthenticationMethod::available)
                .sorted(Comparator.comparing(ClientAuthenticationMethod::name))
                .toList();
    }

    /** The names of the methods, for {@code token_endpoint_auth_methods_supported}. */
    public List<String> methods() {
        return offered().map(ClientAuthenticationMethod::name).toList();
    }

    /** The names of the methods that prove something: those of endpoints that public clients may not use. */
    public List<String> provingMethods() {
        return offered()
                .filter(ClientAuthenticationMethod::provesIdentity)
                .map(ClientAuthenticationMethod::name)
                .toList();
    }

    /** The algorithms of assertions, for {@code token_endpoint_auth_signing_alg_values_supported}. */
    public List<String> signingAlgorithms() {
        Set<String> algorithms = offered()
                .flatMap(method -> method.signingAlgorithms().stream())
                .collect(Collectors.toCollection(TreeSet::new));
        return profiles.required().permitted(algorithms);
    }

    private Stream<ClientAuthenticationMethod> offered() {
        List<String> permitted = profiles.required().authenticationMethods();
        return methods.stream().filter(method -> permitted.contains(method.name()));
    }

    /**
     * The client that the request comes from: enabled, and authenticated with the method that is registered for it. Call it
     * within the transaction of the request.
     *
     * @throws OAuthException {@code invalid_request} if the request uses more than one method or says two client
     *     identifiers; {@code invalid_client}, always the same, for everything else
     */
    public Client authenticate(PresentedCredentials presented) {
        List<Presented> candidates = candidates(presented);
        String clientId = candidates.getFirst().attempt().clientId();
        presented.form().get("client_id").filter(id -> !id.equals(clientId)).ifPresent(other -> {
            throw AuthenticationFaults.severalMethods("client_id differs from the one that authenticates");
        });
        Optional<Client> client = clients.find(clientId);
        Presented used = candidates.stream()
                .filter(candidate -> client.filter(candidate::isRegisteredFor).isPresent())
                .findFirst()
                .orElse(candidates.getFirst());
        Optional<String> fault = used.attempt().fault(client.filter(used::isRegisteredFor));
        Client found = client.orElseThrow(() -> AuthenticationFaults.failed("no such client"));
        if (!used.isRegisteredFor(found)) {
            throw AuthenticationFaults.failed(found + " is registered for another method than "
                    + used.method().name());
        }
        if (!profiles.required(found.metadata)
                .authenticationMethods()
                .contains(used.method().name())) {
            throw AuthenticationFaults.failed(
                    found + " has a profile without the method " + used.method().name());
        }
        if (fault.isPresent()) {
            throw AuthenticationFaults.failed("the credentials are not those of " + found + ": " + fault.get());
        }
        if (!found.enabled) {
            throw AuthenticationFaults.failed(found + " is disabled");
        }
        return found;
    }

    /** The one method that the request uses; or, if it does no more than name a client, those that ask for no more. */
    private List<Presented> candidates(PresentedCredentials presented) {
        List<Presented> shown = new ArrayList<>();
        List<Presented> named = new ArrayList<>();
        for (ClientAuthenticationMethod method : methods) {
            method.attempt(presented)
                    .map(attempt -> new Presented(method, attempt))
                    .ifPresent(method.needsNoCredential() ? named::add : shown::add);
        }
        if (shown.size() > 1) {
            throw AuthenticationFaults.severalMethods(
                    shown.stream().map(p -> p.method().name()).toList().toString());
        }
        List<Presented> candidates = shown.isEmpty() ? named : shown;
        if (candidates.isEmpty()) {
            throw AuthenticationFaults.failed("the request does not say which client it comes from");
        }
        return candidates;
    }
}
