package dev.limen.protocol;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The parameters of one request. A parameter without a value counts as omitted, and one that is sent twice is refused
 * where it is read (RFC 6749, section 3.1), unless its specification lets it be repeated and it is read by
 * {@link #all(String)}.
 */
public final class Parameters {

    /** Names a resource; may be repeated (RFC 8707, section 2). */
    public static final String RESOURCE = "resource";
    /** Names the recipient of an exchanged token; may be repeated (RFC 8693, section 2.1). */
    public static final String AUDIENCE = "audience";

    private final Map<String, List<String>> values;

    private Parameters(Map<String, List<String>> values) {
        this.values = values;
    }

    /** Takes the decoded query or form; values that are empty are left out. */
    public static Parameters of(Map<String, List<String>> decoded) {
        Map<String, List<String>> kept = new LinkedHashMap<>();
        decoded.forEach((name, all) -> {
            List<String> given =
                    all.stream().filter(v -> v != null && !v.isEmpty()).toList();
            if (!given.isEmpty()) {
                kept.put(name, given);
            }
        });
        return new Parameters(kept);
    }

    /** Parameters that each have one value. */
    public static Parameters ofSingle(Map<String, String> single) {
        Map<String, List<String>> all = new LinkedHashMap<>();
        single.forEach((name, value) -> all.put(name, List.of(value)));
        return of(all);
    }

    /** Parameters in the form in which {@link #members()} gave them. */
    public static Parameters ofMembers(Map<String, Object> members) {
        Map<String, List<String>> all = new LinkedHashMap<>();
        members.forEach((name, value) -> all.put(
                name,
                value instanceof List<?> several
                        ? several.stream().map(Object::toString).toList()
                        : List.of(value.toString())));
        return of(all);
    }

    /**
     * The value of a parameter, if it was sent.
     *
     * @throws OAuthException {@code invalid_request} if it was sent more than once
     */
    public Optional<String> get(String name) {
        List<String> all = values.getOrDefault(name, List.of());
        if (all.size() > 1) {
            throw repeated();
        }
        return all.stream().findFirst();
    }

    /**
     * The value of a parameter that must be there.
     *
     * @param clause the clause that requires it
     * @throws OAuthException {@code invalid_request} if it is missing or was sent more than once
     */
    public String require(String name, String clause) {
        return get(name)
                .orElseThrow(() ->
                        new OAuthException(ErrorCode.INVALID_REQUEST, "the parameter " + name + " is missing", clause));
    }

    /** The different values of a parameter that may be repeated, in their order; empty if it was not sent. */
    public List<String> all(String name) {
        return values.getOrDefault(name, List.of()).stream().distinct().toList();
    }

    /** The first value, whether or not there are more; for records only, never for a decision. */
    public Optional<String> first(String name) {
        return values.getOrDefault(name, List.of()).stream().findFirst();
    }

    public boolean has(String name) {
        return values.containsKey(name);
    }

    /** The parts of a space-delimited list; empty if the parameter was not sent. */
    public List<String> list(String name) {
        return get(name)
                .map(v -> Arrays.stream(v.split(" ")).filter(p -> !p.isEmpty()).toList())
                .orElse(List.of());
    }

    /** The same without these. */
    public Parameters without(String... names) {
        Map<String, List<String>> kept = new LinkedHashMap<>(values);
        List.of(names).forEach(kept::remove);
        return new Parameters(kept);
    }

    /** The same with this parameter, in place of what it had. */
    public Parameters with(String name, String value) {
        Map<String, List<String>> changed = new LinkedHashMap<>(values);
        changed.put(name, List.of(value));
        return new Parameters(changed);
    }

    /**
     * Refuses what no endpoint takes.
     *
     * @param repeatable the parameters that may be sent more than once
     * @throws OAuthException {@code invalid_request} if any other parameter was sent more than once, or one has the
     *     character U+0000, which neither the grammars of RFC 6749, appendix A nor the database know
     */
    public void refuseMalformed(String... repeatable) {
        Set<String> several = Set.of(repeatable);
        values.forEach((name, all) -> {
            if (all.size() > 1 && !several.contains(name)) {
                throw repeated();
            }
            if (all.stream().anyMatch(value -> value.indexOf('\0') >= 0)) {
                throw new OAuthException(
                        ErrorCode.INVALID_REQUEST, "a parameter has the character U+0000", "RFC 6749, appendix A");
            }
        });
    }

    /** Each parameter's value; for parameters that {@link #refuseMalformed} has passed with none to be repeated. */
    public Map<String, String> single() {
        Map<String, String> single = new LinkedHashMap<>();
        values.forEach((name, all) -> single.put(name, all.getFirst()));
        return single;
    }

    /** Each parameter's value, as members of a JSON object; a list where it was sent more than once. */
    public Map<String, Object> members() {
        Map<String, Object> members = new LinkedHashMap<>();
        values.forEach((name, all) -> members.put(name, all.size() == 1 ? all.getFirst() : all));
        return members;
    }

    private static OAuthException repeated() {
        return new OAuthException(
                ErrorCode.INVALID_REQUEST, "a parameter was sent more than once", "RFC 6749, section 3.1");
    }

    /** The names only: values may be secrets. */
    @Override
    public String toString() {
        return values.keySet().toString();
    }
}
