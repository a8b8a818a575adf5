package dev.limen.metadata;

import dev.limen.config.Issuer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** The metadata while it is being collected. What is said twice must be the same twice; lists grow together. */
public final class Metadata {

    private final Issuer issuer;
    private final Map<String, Object> single = new LinkedHashMap<>();
    private final Map<String, Set<String>> lists = new LinkedHashMap<>();

    public Metadata(Issuer issuer) {
        this.issuer = issuer;
    }

    /**
     * An endpoint of the provider.
     *
     * @param member the metadata name, for example {@code token_endpoint}
     * @param path below the issuer, beginning with a slash
     */
    public Metadata endpoint(String member, String path) {
        return value(member, issuer.url(path));
    }

    /**
     * A member with one value.
     *
     * @throws IllegalStateException when another contributor has said something else
     */
    public Metadata value(String member, Object value) {
        Object other = single.putIfAbsent(member, value);
        if (other != null && !other.equals(value) || lists.containsKey(member)) {
            throw new IllegalStateException("two parts contradict each other in the metadata: " + member);
        }
        return this;
    }

    /**
     * Values of a list, beside those that others add to it.
     *
     * @throws IllegalStateException when another contributor has said that the member has one value
     */
    public Metadata values(String member, Collection<String> values) {
        if (single.containsKey(member)) {
            throw new IllegalStateException("two parts contradict each other in the metadata: " + member);
        }
        lists.computeIfAbsent(member, m -> new LinkedHashSet<>()).addAll(values);
        return this;
    }

    /** As {@link #values(String, Collection)}. */
    public Metadata values(String member, String... values) {
        return values(member, Arrays.asList(values));
    }

    /** Everything that was said, single values first; a list that stayed empty is left out (RFC 8414, section 3.2). */
    public Map<String, Object> members() {
        Map<String, Object> members = new LinkedHashMap<>(single);
        lists.forEach((member, values) -> {
            if (!values.isEmpty()) {
                members.put(member, new ArrayList<>(values));
            }
        });
        return Collections.unmodifiableMap(members);
    }
}
