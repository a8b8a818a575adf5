package dev.limen.realm;

import dev.limen.realm.Value.Items;
import dev.limen.realm.Value.Member;
import dev.limen.realm.Value.Members;
import dev.limen.realm.Value.Text;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One mapping of the file, whose keys are known. What is read from it has the type that was asked for; anything else
 * becomes a fault, and is then as if it were absent.
 *
 * @param subject whose mapping it is, for sentences: "client 'web'"
 */
record Section(String subject, Members values, Faults faults) {

    /** Says so where a key is none of the known ones. */
    void refuseUnknown(Collection<String> known) {
        values.members().forEach((key, member) -> {
            if (!known.contains(key)) {
                fault(member.position(), "unknown key " + Quoted.of(key) + Nearest.question(key, known));
            }
        });
    }

    boolean has(String key) {
        return values.members().containsKey(key);
    }

    /** Where a fault of this key is: at its value, or where the mapping begins. */
    Position position(String key) {
        return value(key).map(Value::position).orElse(values.position());
    }

    Optional<Text> text(String key) {
        return value(key).flatMap(value -> text(key, value));
    }

    /** As {@link #text(String)}, with a fault if it is absent. */
    Optional<Text> requiredText(String key) {
        if (!has(key)) {
            fault(values.position(), "needs the key '" + key + "'");
        }
        return text(key);
    }

    /** The texts of a list; empty if the key is absent. */
    Optional<List<Text>> texts(String key) {
        Optional<Value> value = value(key);
        if (value.isPresent() && value.get() instanceof Items list) {
            List<Text> texts = new ArrayList<>();
            list.items().forEach(item -> text(key, item).ifPresent(texts::add));
            return Optional.of(texts);
        }
        value.ifPresent(other -> wrongType(key, "a list", other));
        return Optional.empty();
    }

    Optional<Boolean> bool(String key) {
        Optional<Text> text = text(key);
        Optional<Boolean> bool = text.flatMap(t -> Scalars.bool(t.text()));
        if (text.isPresent() && bool.isEmpty()) {
            fault(text.get().position(), "'" + key + "' must be true or false");
        }
        return bool;
    }

    Optional<Long> integer(String key) {
        Optional<Text> text = text(key);
        Optional<Long> number = text.flatMap(t -> Scalars.integer(t.text()));
        if (text.isPresent() && number.isEmpty()) {
            fault(text.get().position(), "'" + key + "' must be a whole number");
        }
        return number;
    }

    /** A mapping below this one. */
    Optional<Section> section(String key) {
        Optional<Value> value = value(key);
        if (value.isPresent() && value.get() instanceof Members members) {
            return Optional.of(new Section(subject, members, faults));
        }
        value.ifPresent(other -> wrongType(key, "a mapping", other));
        return Optional.empty();
    }

    Optional<Value> value(String key) {
        return Optional.ofNullable(values.members().get(key)).map(Member::value);
    }

    Map<String, Member> members() {
        return values.members();
    }

    void fault(String key, String sentence) {
        fault(position(key), "'" + key + "' " + sentence);
    }

    void fault(Position position, String sentence) {
        faults.at(position, subject + ": " + sentence);
    }

    private Optional<Text> text(String key, Value value) {
        if (value instanceof Text text && !text.isNothing()) {
            return Optional.of(text);
        }
        wrongType(key, "a single value", value);
        return Optional.empty();
    }

    private void wrongType(String key, String expected, Value found) {
        fault(found.position(), "'" + key + "' must be " + expected + ", not " + found.words());
    }
}
