package dev.limen.protocol;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/** JSON values in Java's types, whoever read them: one reader makes an {@code Integer} of what is a {@code Long} for another. */
public final class JsonValues {

    private JsonValues() {}

    /** Whether two values are the same: the order of members means nothing, and 1 is 1.0 (JSON Schema Core, section 4.2.2). */
    public static boolean same(Object a, Object b) {
        return switch (a) {
            case null -> b == null;
            case Number number -> b instanceof Number other && decimal(number).compareTo(decimal(other)) == 0;
            case List<?> list -> b instanceof List<?> other && sameItems(list, other);
            case Map<?, ?> object -> b instanceof Map<?, ?> other && sameMembers(object, other);
            default -> a.equals(b);
        };
    }

    /** Whether one of these is the same as {@code value}. */
    public static boolean contains(List<?> all, Object value) {
        return all.stream().anyMatch(each -> same(each, value));
    }

    private static boolean sameItems(List<?> a, List<?> b) {
        if (a.size() != b.size()) {
            return false;
        }
        for (int i = 0; i < a.size(); i++) {
            if (!same(a.get(i), b.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean sameMembers(Map<?, ?> a, Map<?, ?> b) {
        return a.size() == b.size()
                && a.entrySet().stream()
                        .allMatch(member ->
                                b.containsKey(member.getKey()) && same(member.getValue(), b.get(member.getKey())));
    }

    private static BigDecimal decimal(Number number) {
        return new BigDecimal(number.toString());
    }
}
