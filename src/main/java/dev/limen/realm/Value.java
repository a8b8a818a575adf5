package dev.limen.realm;

import java.util.List;
import java.util.Map;

/** What stands somewhere in the file. */
sealed interface Value {

    Position position();

    /** For sentences: "must be …, not …". */
    String words();

    /**
     * A scalar.
     *
     * @param raw as it was written, before the environment was put in; fit for messages
     * @param text with the environment put in; perhaps a secret
     * @param plain whether it may mean a number, truth value or nothing: neither quoted nor from the environment
     */
    record Text(Position position, String raw, String text, boolean plain) implements Value {
        @Override
        public String words() {
            return isNothing() ? "nothing" : "a single value";
        }

        boolean isNothing() {
            return plain && (raw.isEmpty() || raw.equals("~") || raw.equalsIgnoreCase("null"));
        }

        @Override
        public String toString() {
            return "Text[" + position + "]";
        }
    }

    record Items(Position position, List<Value> items) implements Value {
        @Override
        public String words() {
            return "a list";
        }
    }

    /** A mapping; the keys are in the order of the file. */
    record Members(Position position, Map<String, Member> members) implements Value {
        @Override
        public String words() {
            return "a mapping";
        }
    }

    record Member(Position position, Value value) {}
}
