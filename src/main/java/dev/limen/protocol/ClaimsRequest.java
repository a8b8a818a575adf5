package dev.limen.protocol;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The {@code claims} request parameter (OpenID Connect Core 1.0, section 5.5).
 *
 * @param userinfo claims wanted from the userinfo endpoint
 * @param idToken claims wanted in the ID token
 */
public record ClaimsRequest(Map<String, Wanted> userinfo, Map<String, Wanted> idToken) {

    public static final ClaimsRequest NONE = new ClaimsRequest(Map.of(), Map.of());

    private static final String CLAUSE = "OpenID Connect Core 1.0, section 5.5";

    /**
     * How one claim is wanted (section 5.5.1).
     *
     * @param essential whether the client cannot do without it
     * @param values the values that will do; empty: any
     */
    public record Wanted(boolean essential, List<Object> values) {

        static final Wanted VOLUNTARY = new Wanted(false, List.of());

        /** Whether a claim of this value is what was asked for. */
        public boolean accepts(Object value) {
            return values.isEmpty() || JsonValues.contains(values, value);
        }
    }

    public ClaimsRequest {
        userinfo = Map.copyOf(userinfo);
        idToken = Map.copyOf(idToken);
    }

    /**
     * Reads the parameter's value. Members that are not understood are ignored, as the clause demands.
     *
     * @throws OAuthException {@code invalid_request} if it is not a JSON object of the form that section 5.5 gives
     */
    public static ClaimsRequest parse(String text, JsonParser json) {
        Map<String, Object> members = json.object(text).orElseThrow(() -> refused("claims is not a JSON object"));
        return new ClaimsRequest(target(members.get("userinfo")), target(members.get("id_token")));
    }

    /** The names of all claims that are asked for by name. */
    public Set<String> names() {
        Set<String> names = new TreeSet<>(userinfo.keySet());
        names.addAll(idToken.keySet());
        return names;
    }

    /** The one subject that will do, where the client names it (section 5.5.1: {@code sub} with a value). */
    public Optional<String> subject() {
        Wanted sub = idToken.getOrDefault("sub", Wanted.VOLUNTARY);
        return sub.values().stream().map(Object::toString).findFirst();
    }

    private static Map<String, Wanted> target(Object member) {
        if (member == null) {
            return Map.of();
        }
        if (!(member instanceof Map<?, ?> claims)) {
            throw refused("userinfo and id_token in claims must be JSON objects");
        }
        Map<String, Wanted> wanted = new LinkedHashMap<>();
        claims.forEach((name, how) -> wanted.put(name.toString(), wanted(how)));
        return wanted;
    }

    private static Wanted wanted(Object how) {
        if (how == null) {
            return Wanted.VOLUNTARY;
        }
        if (!(how instanceof Map<?, ?> members)) {
            throw refused("a claim in claims must be null or a JSON object");
        }
        if (members.get("essential") != null && !(members.get("essential") instanceof Boolean)) {
            throw refused("essential in claims must be true or false");
        }
        if (members.get("values") != null && !(members.get("values") instanceof List)) {
            throw refused("values in claims must be an array");
        }
        return new Wanted(Boolean.TRUE.equals(members.get("essential")), values(members));
    }

    private static List<Object> values(Map<?, ?> members) {
        if (members.get("value") != null) {
            return List.of(members.get("value"));
        }
        return members.get("values") instanceof List<?> all
                ? all.stream().filter(v -> v != null).map(v -> (Object) v).toList()
                : List.of();
    }

    private static OAuthException refused(String description) {
        return new OAuthException(ErrorCode.INVALID_REQUEST, description, CLAUSE);
    }
}
