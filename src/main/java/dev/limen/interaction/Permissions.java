package dev.limen.interaction;

import dev.limen.protocol.AuthorizationDetail;
import dev.limen.protocol.AuthorizationDetails;
import dev.limen.protocol.ClaimsLocales;
import dev.limen.protocol.ClientMetadata;
import dev.limen.protocol.Scope;
import dev.limen.resource.AuthorizationDetailsTypes;
import dev.limen.resource.ConsentTemplate;
import dev.limen.resource.Scopes;
import dev.limen.web.Messages;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Puts what a client asks for into words. */
@ApplicationScoped
public class Permissions {

    /** Claims about the sign-in rather than the person. */
    private static final Set<String> NOT_ABOUT_THE_PERSON = Set.of("sub", "auth_time", "acr", "amr", "azp", "sid");

    private final Scopes scopes;
    private final AuthorizationDetailsTypes detailsTypes;

    Permissions(Scopes scopes, AuthorizationDetailsTypes detailsTypes) {
        this.scopes = scopes;
        this.detailsTypes = detailsTypes;
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
        Set<String> further = claims.stream().map(ClaimsLocales::base).collect(Collectors.toCollection(TreeSet::new));
        further.removeAll(scopes.claimsOf(scope));
        further.removeAll(NOT_ABOUT_THE_PERSON);
        if (!further.isEmpty()) {
            permissions.add(new PermissionView(texts.consentClaims(), String.join(", ", further)));
        }
        return permissions;
    }

    /**
     * Each of the authorization details, in the words of the template that is declared for its type (RFC 9396, section 5).
     * All that it says is there to be read, whether or not the template has a place for it.
     */
    public List<PermissionView> of(AuthorizationDetails details, Locale locale) {
        return details.all().stream().map(detail -> of(detail, locale)).toList();
    }

    private PermissionView of(AuthorizationDetail detail, Locale locale) {
        List<PartView> parts = detailsTypes
                .find(detail.type())
                .map(type -> type.words(locale))
                .orElseGet(() -> ConsentTemplate.parse(detail.type()))
                .show(detail.members())
                .stream()
                .map(shown -> new PartView(shown.text(), shown.sent()))
                .toList();
        List<FieldView> fields = new ArrayList<>();
        detail.members()
                .forEach((name, value) ->
                        fields.add(new FieldView(ConsentTemplate.text(name), ConsentTemplate.text(value))));
        return new PermissionView("", "", parts, List.copyOf(fields));
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
