package dev.limen.protocol;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The parameters of one request. A parameter without a value counts as omitted, and one that is sent twice is refused
 * where it is read (RFC 6749, section 3.1).
 */
public final class Parameters {

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

    /**
     * @throws OAuthException {@code invalid_request} if any parameter was sent more than once, or has the character
     *     U+0000, which neither the grammars of RFC 6749, appendix A nor the database know
     */
    public void refuseMalformed() {
        for (List<String> all : values.values()) {
            if (all.size() > 1) {
                throw repeated();
            }
            if (all.getFirst().indexOf('\0') >= 0) {
                throw new OAuthException(
                        ErrorCode.INVALID_REQUEST, "a parameter has the character U+0000", "RFC 6749, appendix A");
            }
        }
    }

    /** Each parameter's value; for parameters that {@link #refuseMalformed()} has passed. */
    public Map<String, String> single() {
        Map<String, String> single = new LinkedHashMap<>();
        values.forEach((name, all) -> single.put(name, all.getFirst()));
        return single;
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
