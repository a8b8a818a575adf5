package dev.limen.realm;

import dev.limen.protocol.AcrLevel;
import dev.limen.protocol.AcrLevels;
import dev.limen.protocol.ClientMetadataField;
import dev.limen.realm.Value.Text;
import dev.limen.resource.AuthorizationDetailsTypes;
import dev.limen.resource.Levels;
import dev.limen.resource.Resources;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Types of authorization details, levels of authentication and resources that are named: each is declared in the file, or
 * was before. Called within a transaction.
 */
@Singleton
class DeclaredNames {

    private static final String TYPES = ClientMetadataField.AUTHORIZATION_DETAILS_TYPES.wire();

    private static final String ACR_VALUES = ClientMetadataField.DEFAULT_ACR_VALUES.wire();

    private final AuthorizationDetailsTypes detailsTypes;
    private final Levels levels;
    private final Resources resources;

    DeclaredNames(AuthorizationDetailsTypes detailsTypes, Levels levels, Resources resources) {
        this.detailsTypes = detailsTypes;
        this.levels = levels;
        this.resources = resources;
    }

    void check(Realm realm) {
        clients(realm);
        resourcesOfTypes(realm);
        levels(realm);
    }

    private void clients(Realm realm) {
        Set<String> known = new HashSet<>(detailsTypes.stored());
        realm.detailsTypes().forEach(entry -> known.add(entry.type()));
        realm.clients().forEach(client -> client.metadata().authorizationDetailsTypes().stream()
                .filter(type -> !known.contains(type))
                .forEach(type -> client.section().fault(TYPES, undeclared(type, known))));
    }

    private void resourcesOfTypes(Realm realm) {
        Set<String> named = new HashSet<>();
        realm.resources().forEach(entry -> named.add(entry.identifier()));
        realm.detailsTypes().forEach(entry -> entry.resources().stream()
                .filter(id ->
                        !named.contains(id.text()) && resources.find(id.text()).isEmpty())
                .forEach(id -> fault(entry.section(), "resources", id, named)));
    }

    private void levels(Realm realm) {
        List<AcrLevel> declared =
                realm.acrLevels().orElseGet(() -> levels.stored().inOrder());
        Set<String> known = AcrLevels.of(declared).names();
        realm.clients().forEach(client -> client.metadata().defaultAcrValues().stream()
                .filter(acr -> !known.contains(acr))
                .forEach(acr -> client.section().fault(ACR_VALUES, undeclared(acr, known))));
        realm.resources().forEach(entry -> entry.acrValues().stream()
                .filter(acr -> !known.contains(acr.text()))
                .forEach(acr -> fault(entry.section(), "acr_values", acr, known)));
    }

    private static void fault(Section section, String key, Text text, Collection<String> known) {
        section.fault(text.position(), "'" + key + "' " + undeclared(text.raw(), known));
    }

    private static String undeclared(String name, Collection<String> known) {
        return "names " + Quoted.of(name) + ", which no one declares" + Nearest.question(name, known);
    }
}
