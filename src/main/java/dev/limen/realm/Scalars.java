package dev.limen.realm;

import dev.limen.realm.Value.Items;
import dev.limen.realm.Value.Members;
import dev.limen.realm.Value.Text;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What plain scalars mean: what they would mean in JSON, and text otherwise. So {@code no} is a country and
 * {@code 2000-01-01} a text.
 */
final class Scalars {

    private static final Pattern INTEGER = Pattern.compile("-?(?:0|[1-9][0-9]{0,17})");
    private static final Pattern NUMBER =
            Pattern.compile("-?(?:0|[1-9][0-9]{0,17})(?:\\.[0-9]{1,17})?(?:[eE][+-]?[0-9]{1,2})?");

    private Scalars() {}

    static Optional<Boolean> bool(String text) {
        return switch (text) {
            case "true", "True", "TRUE" -> Optional.of(true);
            case "false", "False", "FALSE" -> Optional.of(false);
            default -> Optional.empty();
        };
    }

    static Optional<Long> integer(String text) {
        return INTEGER.matcher(text).matches() ? Optional.of(Long.valueOf(text)) : Optional.empty();
    }

    static Optional<Number> number(String text) {
        Optional<Long> integer = integer(text);
        if (integer.isPresent()) {
            return Optional.of(integer.get());
        }
        return NUMBER.matcher(text).matches() ? Optional.of(new BigDecimal(text)) : Optional.empty();
    }

    /** The value as JSON has it: map, list, string, number, boolean; null for nothing. */
    static Object json(Value value) {
        return switch (value) {
            case Text text -> json(text);
            case Items list -> {
                List<Object> items = new ArrayList<>();
                list.items().forEach(item -> items.add(json(item)));
                yield items;
            }
            case Members mapping -> {
                Map<String, Object> members = new LinkedHashMap<>();
                mapping.members().forEach((key, member) -> members.put(key, json(member.value())));
                yield members;
            }
        };
    }

    private static Object json(Text text) {
        if (!text.plain()) {
            return text.text();
        }
        if (text.isNothing()) {
            return null;
        }
        Optional<Boolean> bool = bool(text.text());
        if (bool.isPresent()) {
            return bool.get();
        }
        return number(text.text()).map(Object.class::cast).orElse(text.text());
    }
}
