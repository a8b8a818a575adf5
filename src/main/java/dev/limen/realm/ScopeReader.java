package dev.limen.realm;

import dev.limen.realm.Value.Text;
import dev.limen.resource.Scopes;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads one element of {@code scopes}. */
final class ScopeReader {

    static final List<String> KEYS = List.of("name", "description", "claims");
    /** RFC 6749, section 3.3. */
    private static final Pattern NAME = Pattern.compile("[\\x21\\x23-\\x5B\\x5D-\\x7E]{1,200}");

    private ScopeReader() {}

    static Optional<ScopeEntry> read(Section unnamed) {
        Optional<Text> name = unnamed.requiredText("name");
        Section section = name.map(n -> new Section("scope " + Quoted.of(n.raw()), unnamed.values(), unnamed.faults()))
                .orElse(unnamed);
        section.refuseUnknown(KEYS);
        name.ifPresent(n -> checkName(section, n.text()));
        Optional<String> description = section.text("description").map(Text::text);
        description.filter(Texts::isMisleading).ifPresent(d -> section.fault("description", Texts.MISLEADING));
        List<Text> claims = section.texts("claims").orElse(List.of());
        claims.forEach(claim -> ClaimNames.faultInScope(claim.text())
                .ifPresent(sentence ->
                        section.fault(claim.position(), "claim " + Quoted.of(claim.raw()) + " " + sentence)));
        return name.map(n -> new ScopeEntry(
                section,
                n.text(),
                description,
                claims.stream().map(Text::text).distinct().toList()));
    }

    private static void checkName(Section section, String name) {
        if (!NAME.matcher(name).matches()) {
            section.fault("name", "has a character that a scope cannot have (RFC 6749, section 3.3)");
        }
        if (Scopes.isStandard(name)) {
            section.fault("name", "is a scope of OpenID Connect, which is there already");
        }
    }
}
