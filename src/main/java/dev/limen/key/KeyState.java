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
    /** Neither published nor accepted; its private part is gone. */
    RETIRED;

    /** As metrics and the database write it. */
    String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    @Converter
    static final class Column implements AttributeConverter<KeyState, String> {
        @Override
        public String convertToDatabaseColumn(KeyState state) {
            return state.wire();
        }

        @Override
        public KeyState convertToEntityAttribute(String column) {
            return valueOf(column.toUpperCase(Locale.ROOT));
        }
    }
}
