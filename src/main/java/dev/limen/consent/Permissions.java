package dev.limen.consent;

import dev.limen.interaction.Attempt;
import dev.limen.protocol.ClientMetadata;
import dev.limen.protocol.Scope;
import dev.limen.resource.Scopes;
import dev.limen.resource.Targets;
import dev.limen.web.Messages;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Puts what a client asks for into words. */
@ApplicationScoped
class Permissions {

    /** Claims about the sign-in rather than the person. */
    private static final Set<String> NOT_ABOUT_THE_PERSON = Set.of("sub", "auth_time", "acr", "amr", "azp", "sid");

    private final Scopes scopes;
    private final Targets targets;

    Permissions(Scopes scopes, Targets targets) {
        this.scopes = scopes;
        this.targets = targets;
    }

    /** Each scope value that the named resources understand, then the claims that are asked for by name and that no scope brings along. */
    @Transactional
    List<PermissionView> of(Attempt attempt, Messages texts) {
        List<PermissionView> permissions = new ArrayList<>();
        boolean refreshes = attempt.client().metadata.allows(ClientMetadata.REFRESH_TOKEN);
        Scope scope = targets.of(attempt.request().scope(), attempt.request().resources())
                .scope();
        for (String name : scope.values()) {
            if (refreshes || !name.equals(Scope.OFFLINE_ACCESS)) {
                permissions.add(new PermissionView(words(name, texts), ""));
            }
        }
        Set<String> claims = new TreeSet<>(attempt.request().claims().names());
        claims.removeAll(scopes.claimsOf(scope));
        claims.removeAll(NOT_ABOUT_THE_PERSON);
        if (!claims.isEmpty()) {
            permissions.add(new PermissionView(texts.consentClaims(), String.join(", ", claims)));
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
