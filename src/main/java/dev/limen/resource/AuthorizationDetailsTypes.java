package dev.limen.resource;

import dev.limen.config.Feature;
import dev.limen.config.Features;
import dev.limen.json.StrictJson;
import dev.limen.protocol.AuthorizationDetail;
import dev.limen.protocol.AuthorizationDetails;
import dev.limen.protocol.ClientMetadata;
import dev.limen.protocol.ErrorCode;
import dev.limen.protocol.OAuthException;
import dev.limen.protocol.Parameters;
import dev.limen.storage.Change;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The declared types of authorization details (RFC 9396), and what may be asked of them. */
@ApplicationScoped
public class AuthorizationDetailsTypes {

    private static final String CLAUSE = "RFC 9396, section 5";

    private final Declared declared;
    private final Event<Declared.Changed> changed;
    private final StrictJson json;
    private final boolean enabled;

    AuthorizationDetailsTypes(Declared declared, Event<Declared.Changed> changed, StrictJson json, Features features) {
        this.declared = declared;
        this.changed = changed;
        this.json = json;
        this.enabled = features.enabled(Feature.AUTHORIZATION_DETAILS);
    }

    /** Their names, for {@code authorization_details_types_supported}; none where the feature is off. */
    public Set<String> names() {
        return enabled ? declared.now().types().keySet() : Set.of();
    }

    public Optional<AuthorizationDetailsType> find(String type) {
        return Optional.ofNullable(declared.now().types().get(type));
    }

    /** As {@link #names()}, but what the database says within the caller's transaction, and whether or not it is on. */
    @Transactional
    public Set<String> stored() {
        return new LinkedHashSet<>(
                AuthorizationDetailsType.find("select type from AuthorizationDetailsType order by type")
                        .project(String.class)
                        .list());
    }

    /**
     * The details that a request to an endpoint asks for.
     *
     * @throws OAuthException {@code invalid_authorization_details} unless {@link #check} lets them pass
     */
    public AuthorizationDetails read(Parameters parameters, ClientMetadata client) {
        AuthorizationDetails asked = parse(parameters);
        check(asked, client);
        return asked;
    }

    /** What a request says, without asking whether it may: for what is then compared with what was granted. */
    public AuthorizationDetails parse(Parameters parameters) {
        return parameters
                .get(AuthorizationDetails.NAME)
                .map(text -> AuthorizationDetails.parse(text, json::read))
                .orElse(AuthorizationDetails.NONE);
    }

    /**
     * Refuses details of a type that is not known, or for which the client is not registered, and those that do not have the
     * form that is declared.
     *
     * @throws OAuthException {@code invalid_authorization_details}; {@code invalid_request} where the feature is off
     */
    public void check(AuthorizationDetails asked, ClientMetadata client) {
        if (!asked.isEmpty() && !enabled) {
            throw new OAuthException(
                    ErrorCode.INVALID_REQUEST, "authorization_details is not supported", "RFC 9396, section 3");
        }
        asked.all().forEach(detail -> check(detail, client));
    }

    private void check(AuthorizationDetail detail, ClientMetadata client) {
        AuthorizationDetailsType type = find(detail.type())
                .filter(found -> client.authorizationDetailsTypes().contains(found.type))
                .orElseThrow(
                        () -> refused(
                                "authorization_details has a type that is not known, or for which the client is not registered"));
        if (!type.describes(detail, json)) {
            throw refused("authorization_details has an object that its type does not allow");
        }
        boolean known = detail.locations().stream()
                .allMatch(location -> type.resources.stream().anyMatch(resource -> lies(location, resource)));
        if (!type.resources.isEmpty() && !known) {
            throw refused("authorization_details has a location that its type does not know");
        }
    }

    /** What of granted details is still to be had: those of types that are declared and registered for the client now. */
    public AuthorizationDetails usable(AuthorizationDetails granted, ClientMetadata client) {
        return granted.isEmpty()
                ? granted
                : granted.only(detail -> names().contains(detail.type())
                        && client.authorizationDetailsTypes().contains(detail.type()));
    }

    /** Whether a person must be asked for some of these, whatever was allowed before. */
    public boolean askedEachTime(AuthorizationDetails details) {
        return details.all().stream().anyMatch(detail -> find(detail.type())
                .map(AuthorizationDetailsType::askedEachTime)
                .orElse(true));
    }

    /** Those that remain when a person's answer is remembered. */
    public AuthorizationDetails remembered(AuthorizationDetails details) {
        return details.only(detail -> !askedEachTime(new AuthorizationDetails(List.of(detail))));
    }

    /** Declares a type, or changes what is declared about it. The caller has checked it. */
    @Transactional
    public Change store(AuthorizationDetailsTypeDeclaration declaration) {
        Optional<AuthorizationDetailsType> stored = AuthorizationDetailsType.findByIdOptional(declaration.type());
        AuthorizationDetailsType type = stored.orElseGet(() -> AuthorizationDetailsType.named(declaration.type()));
        String schema = json.write(declaration.schema());
        boolean same = schema.equals(type.schema)
                && declaration.words().equals(type.words)
                && declaration.asking() == type.asking
                && declaration.resources().equals(type.resources);
        type.schema = schema;
        type.words = declaration.words();
        type.asking = declaration.asking();
        type.resources = declaration.resources();
        changed.fire(new Declared.Changed());
        if (stored.isEmpty()) {
            type.persist();
            return Change.CREATED;
        }
        return same ? Change.UNCHANGED : Change.UPDATED;
    }

    /** Whether a location is a resource, or lies below it. */
    static boolean lies(String location, String resource) {
        return location.equals(resource) || location.startsWith(resource.endsWith("/") ? resource : resource + "/");
    }

    private static OAuthException refused(String description) {
        return new OAuthException(ErrorCode.INVALID_AUTHORIZATION_DETAILS, description, CLAUSE);
    }
}
