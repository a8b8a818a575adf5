package dev.limen.protocol;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Pattern;

/** An ordered set of scope values (RFC 6749, section 3.3). */
public record Scope(Set<String> values) {

    /** Asks for an ID token and the userinfo endpoint (OpenID Connect Core 1.0, section 3.1.2.1). */
    public static final String OPENID = "openid";
    /** Asks for access while the person is away (OpenID Connect Core 1.0, section 11). */
    public static final String OFFLINE_ACCESS = "offline_access";

    public static final Scope EMPTY = new Scope(Set.of());

    private static final Pattern TOKEN = Pattern.compile("[\\x21\\x23-\\x5B\\x5D-\\x7E]+");

    public Scope {
        values = Collections.unmodifiableSet(new LinkedHashSet<>(values));
    }

    public static Scope of(Collection<String> values) {
        return new Scope(new LinkedHashSet<>(values));
    }

    /**
     * Reads the space-delimited form.
     *
     * @throws OAuthException {@code invalid_scope} if a value has a character that RFC 6749, section 3.3 does not allow
     */
    public static Scope parse(String text) {
        Set<String> values = new LinkedHashSet<>();
        for (String value : text.split(" ")) {
            if (value.isEmpty()) {
                continue;
            }
            if (!TOKEN.matcher(value).matches()) {
                throw new OAuthException(
                        ErrorCode.INVALID_SCOPE,
                        "a scope value has a character that is not allowed",
                        "RFC 6749, section 3.3");
            }
            values.add(value);
        }
        return new Scope(values);
    }

    public boolean contains(String value) {
        return values.contains(value);
    }

    public boolean containsAll(Scope other) {
        return values.containsAll(other.values);
    }

    public boolean isEmpty() {
        return values.isEmpty();
    }

    /** The values that are also in {@code allowed}, in this order. */
    public Scope within(Collection<String> allowed) {
        return new Scope(values.stream()
                .filter(allowed::contains)
                .collect(LinkedHashSet::new, LinkedHashSet::add, LinkedHashSet::addAll));
    }

    /** The values but {@code value}. */
    public Scope without(String value) {
        return without(Set.of(value));
    }

    /** The values but these. */
    public Scope without(Set<String> others) {
        return new Scope(values.stream()
                .filter(v -> !others.contains(v))
                .collect(LinkedHashSet::new, LinkedHashSet::add, LinkedHashSet::addAll));
    }

    @Override
    public String toString() {
        return String.join(" ", values);
    }
}
