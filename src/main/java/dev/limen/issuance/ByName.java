package dev.limen.issuance;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/** An open set of beans, keyed by their wire names. Two of one name stop the start. */
public final class ByName<T> {

    private final Map<String, T> beans = new TreeMap<>();

    public ByName(List<T> all, Function<T, String> name) {
        for (T bean : all) {
            T other = beans.put(name.apply(bean), bean);
            if (other != null) {
                throw new IllegalStateException(
                        "two beans are named " + name.apply(bean) + ": " + other.getClass() + ", " + bean.getClass());
            }
        }
    }

    public Optional<T> find(String name) {
        return Optional.ofNullable(beans.get(name));
    }

    /** All names, in order. */
    public Set<String> names() {
        return Collections.unmodifiableSet(beans.keySet());
    }
}
