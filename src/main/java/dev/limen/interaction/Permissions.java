package dev.limen.interaction;

import dev.limen.protocol.ClientMetadata;
import dev.limen.protocol.Scope;
import dev.limen.resource.Scopes;
import dev.limen.web.Messages;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Puts what a client asks for into words. */
@ApplicationScoped
public class Permissions {

    /** Claims about the sign-in rather than the person. */
    private static final Set<String> NOT_ABOUT_THE_PERSON = Set.of("sub", "auth_time", "acr", "amr", "azp", "sid");

    private final Scopes scopes;

    Permissions(Scopes scopes) {
        this.scopes = scopes;
    }

    /**
     * Each scope value that the client can use, then the claims that are asked for by name and that no scope brings along.
     */
    @Transactional
    public List<PermissionView> of(ClientMetadata client, Scope scope, Set<String> claims, Messages texts) {
        List<PermissionView> permissions = new ArrayList<>();
        for (String name : client.usable(scope).values()) {
            permissions.add(new PermissionView(words(name, texts), ""));
        }
        Set<String> further = new TreeSet<>(claims);
        further.removeAll(scopes.claimsOf(scope));
        further.removeAll(NOT_ABOUT_THE_PERSON);
        if (!further.isEmpty()) {
            permissions.add(new PermissionView(texts.consentClaims(), String.join(", ", further)));
        }
        return permissions;
    }

    private String words(String scope, Messages texts) {
        return switch (scope) {
            case "openid" -> texts.scopeOpenid();
            case "profile" -> texts.scopeProfile();
            case "email" -> texts.scopeEmail();
            case "address" -> texts.scopeAddress();
            case "phone" -> texts.scopePhone();
            case "offline_access" -> texts.scopeOfflineAccess();
            default -> scopes.description(scope).orElse(scope);
        };
    }
}
