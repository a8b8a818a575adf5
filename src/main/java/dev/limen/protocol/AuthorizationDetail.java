package dev.limen.protocol;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One object of {@code authorization_details} (RFC 9396, section 2).
 *
 * @param members all of them, {@code type} among them
 */
public record AuthorizationDetail(Map<String, Object> members) {

    public static final String TYPE = "type";
    public static final String LOCATIONS = "locations";

    /** The members of section 2.2 that list what is wanted, so that less of the list is less of the detail. */
    private static final Set<String> LISTS = Set.of("actions", LOCATIONS, "datatypes", "privileges");

    public AuthorizationDetail {
        members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
    }

    /** What kind of detail it is, and so which members it has. */
    public String type() {
        return members.get(TYPE).toString();
    }

    /** Where it is to be used, as far as it says so; what is no text is left out. */
    public List<String> locations() {
        return members.get(LOCATIONS) instanceof List<?> all
                ? all.stream()
                        .filter(String.class::isInstance)
                        .map(String.class::cast)
                        .toList()
                : List.of();
    }

    /**
     * Whether {@code asked} is this one or less of it (RFC 9396, section 6.1): the same members with the same values, but of
     * {@code actions}, {@code locations}, {@code datatypes} and {@code privileges} some elements will do. A member that
     * is left out, or a list without elements, may mean everything, so it is no less.
     */
    public boolean covers(AuthorizationDetail asked) {
        return members.keySet().equals(asked.members.keySet())
                && members.keySet().stream().allMatch(name -> covers(name, asked.members.get(name)));
    }

    private boolean covers(String name, Object asked) {
        Object granted = members.get(name);
        if (JsonValues.same(granted, asked)) {
            return true;
        }
        return LISTS.contains(name)
                && granted instanceof List<?> all
                && asked instanceof List<?> some
                && !some.isEmpty()
                && some.stream().allMatch(element -> JsonValues.contains(all, element));
    }
}
