package dev.limen.realm;

import dev.limen.realm.Value.Member;
import dev.limen.realm.Value.Text;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads a user's {@code claims}: the standard ones with their types (OpenID Connect Core 1.0, section 5.1), any other as it is. */
final class ClaimsReader {

    private static final Set<String> STRINGS = Set.of(
            "name",
            "given_name",
            "family_name",
            "middle_name",
            "nickname",
            "preferred_username",
            "gender",
            "zoneinfo",
            "locale",
            "phone_number");
    private static final Set<String> URLS = Set.of("profile", "picture", "website");
    private static final Set<String> BOOLEANS = Set.of("email_verified", "phone_number_verified");
    private static final List<String> ADDRESS =
            List.of("formatted", "street_address", "locality", "region", "postal_code", "country");
    private static final List<String> ACTOR = List.of("iss", "sub");
    private static final Pattern BIRTHDATE = Pattern.compile("\\d{4}(?:-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\\d|3[01]))?");
    private static final Pattern EMAIL = Pattern.compile("[^\\s@]+@[^\\s@]+");

    private final Section claims;

    private ClaimsReader(Section claims) {
        this.claims = claims;
    }

    /** The claims by name; null for one that is to be taken away. */
    static Map<String, Object> read(Section claims) {
        return new ClaimsReader(claims).all();
    }

    private Map<String, Object> all() {
        Map<String, Object> all = new LinkedHashMap<>();
        for (Map.Entry<String, Member> member : claims.members().entrySet()) {
            String name = member.getKey();
            Optional<String> fault = ClaimNames.fault(name);
            if (fault.isPresent()) {
                claims.fault(member.getValue().position(), "claim " + Quoted.of(name) + " " + fault.get());
            } else if (member.getValue().value() instanceof Text text && text.isNothing()) {
                all.put(name, null);
            } else {
                value(name).ifPresent(value -> all.put(name, value));
            }
        }
        return all;
    }

    private Optional<?> value(String name) {
        String base = ClaimNames.base(name);
        if (STRINGS.contains(base)) {
            return claims.text(name).map(Text::text);
        }
        if (BOOLEANS.contains(base)) {
            return claims.bool(name);
        }
        if (URLS.contains(base)) {
            return checked(name, ClaimsReader::isWebPage, "must be an http or https URL");
        }
        return switch (base) {
            case "email" -> checked(name, EMAIL.asMatchPredicate(), "must be an e-mail address");
            case "birthdate" -> checked(name, BIRTHDATE.asMatchPredicate(), "must be YYYY-MM-DD or YYYY");
            case "updated_at" -> updatedAt(name);
            case "address" -> claims.section(name).map(this::address);
            case "may_act" -> claims.section(name).flatMap(this::mayAct);
            default -> claims.value(name).map(Scalars::json);
        };
    }

    private Optional<String> checked(String name, java.util.function.Predicate<String> rule, String sentence) {
        Optional<String> text = claims.text(name).map(Text::text);
        text.filter(rule.negate()).ifPresent(t -> claims.fault(name, sentence));
        return text;
    }

    private Optional<Number> updatedAt(String name) {
        Optional<Text> text = claims.text(name);
        Optional<Number> number = text.flatMap(t -> Scalars.number(t.text()));
        if (text.isPresent() && number.isEmpty()) {
            claims.fault(name, "must be a number: seconds since 1970-01-01T00:00:00Z");
        }
        return number;
    }

    /** OpenID Connect Core 1.0, section 5.1.1. */
    private Map<String, Object> address(Section address) {
        address.refuseUnknown(ADDRESS);
        Map<String, Object> members = new LinkedHashMap<>();
        ADDRESS.forEach(key -> address.text(key).ifPresent(text -> members.put(key, text.text())));
        return members;
    }

    /** RFC 8693, section 4.4. */
    private Optional<Map<String, Object>> mayAct(Section actor) {
        actor.refuseUnknown(ACTOR);
        Optional<String> sub = actor.requiredText("sub").map(Text::text);
        Map<String, Object> members = new LinkedHashMap<>();
        ACTOR.forEach(key -> actor.text(key).ifPresent(text -> members.put(key, text.text())));
        return sub.map(value -> members);
    }

    private static boolean isWebPage(String url) {
        try {
            URI uri = new URI(url);
            return ("https".equals(uri.getScheme()) || "http".equals(uri.getScheme())) && uri.getHost() != null;
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
