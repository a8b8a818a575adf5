package dev.limen.interaction;

import dev.limen.protocol.AuthorizationDetail;
import dev.limen.resource.AuthorizationDetailsTypes;
import dev.limen.resource.ConsentTemplate;
import dev.limen.resource.Scopes;
import dev.limen.web.Messages;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Puts what a client asks for into words. */
@ApplicationScoped
public class Permissions {

    private final Scopes scopes;
    private final AuthorizationDetailsTypes detailsTypes;

    Permissions(Scopes scopes, AuthorizationDetailsTypes detailsTypes) {
        this.scopes = scopes;
        this.detailsTypes = detailsTypes;
    }

    /**
     * Each scope value, then the claims that are asked for by name, then each of the authorization details, in the words of the
     * template that is declared for its type (RFC 9396, section 5). All that these say is there to be read, whether or not the
     * template has a place for it.
     */
    @Transactional
    public List<PermissionView> of(Proposal proposal, Messages texts, Locale locale) {
        List<PermissionView> permissions = new ArrayList<>();
        for (String name : proposal.scope().values()) {
            permissions.add(new PermissionView(words(name, texts), ""));
        }
        if (!proposal.claims().isEmpty()) {
            permissions.add(new PermissionView(texts.consentClaims(), String.join(", ", proposal.claims())));
        }
        proposal.details().all().forEach(detail -> permissions.add(of(detail, locale)));
        return permissions;
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
