package dev.limen.key;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.util.Locale;

/** Where a key is in its life. */
public enum KeyState {
    /** Published, so that others know it before it signs. */
    NEXT,
    /** Signs. */
    ACTIVE,
    /** Signs no more; what it signed is still accepted. */
    RETIRING,
    /** Neither published nor accepted. */
    RETIRED;

    boolean published() {
        return this != RETIRED;
    }

    @Converter
    static final class Column implements AttributeConverter<KeyState, String> {
        @Override
        public String convertToDatabaseColumn(KeyState state) {
            return state.name().toLowerCase(Locale.ROOT);
        }

        @Override
        public KeyState convertToEntityAttribute(String column) {
            return valueOf(column.toUpperCase(Locale.ROOT));
        }
    }
}
