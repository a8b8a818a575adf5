package dev.limen.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads one JSON object (RFC 8259) that a stranger wrote, as maps, lists, strings, numbers ({@link Long} or
 * {@link BigDecimal}), booleans and nulls. Two readers must never understand the same text differently, so a
 * repeated name and anything after the object are refused (RFC 8725, section 2.4); and neither size nor depth may
 * exhaust the reader.
 */
@Singleton
public final class StrictJson {

    /** The longest text read, in characters. */
    public static final int MAX_LENGTH = 64 * 1024;

    /** How deep objects and arrays may nest, the outermost object counted. */
    public static final int MAX_DEPTH = 16;

    private static final int MAX_NUMBER_LENGTH = 40;
    private static final int MAX_NAME_LENGTH = 2048;

    private final JsonFactory json = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxStringLength(MAX_LENGTH)
                    .maxNumberLength(MAX_NUMBER_LENGTH)
                    .maxNameLength(MAX_NAME_LENGTH)
                    .build())
            .build();

    /**
     * The object that this text is; its maps and lists cannot be changed, and may contain nulls.
     *
     * @throws IllegalJsonException when the text is anything but one object within the limits
     */
    public Map<String, Object> object(String text) {
        return document(text, JsonToken.START_OBJECT, "an object", this::readObject);
    }

    private <T> T document(String text, JsonToken start, String kind, Reading<T> reading) {
        if (text.length() > MAX_LENGTH) {
            throw new IllegalJsonException("JSON is longer than " + MAX_LENGTH + " characters");
        }
        try (JsonParser parser = json.createParser(text)) {
            if (parser.nextToken() != start) {
                throw new IllegalJsonException("JSON is not " + kind);
            }
            T document = reading.from(parser);
            if (parser.nextToken() != null) {
                throw new IllegalJsonException("something follows the JSON");
            }
            return document;
        } catch (IOException | NumberFormatException e) {
            throw new IllegalJsonException(
                    "not acceptable JSON: " + e.getClass().getSimpleName());
        }
    }

    private interface Reading<T> {
        T from(JsonParser parser) throws IOException;
    }

    /** As {@link #object}, the array that this text is. */
    public List<Object> array(String text) {
        return document(text, JsonToken.START_ARRAY, "an array", this::readArray);
    }

    /** As {@link #object}, with nothing for what is not acceptable: the kernel's {@code JsonParser}. */
    public Optional<Map<String, Object>> read(String text) {
        try {
            return Optional.of(object(text));
        } catch (IllegalJsonException e) {
            return Optional.empty();
        }
    }

    /** The object as compact JSON; its members are what {@link #object} gives, or any {@link Number} or iterable. */
    public String write(Map<String, ?> object) {
        return writeAny(object);
    }

    /** As {@link #write}, a value of any kind. */
    public String writeAny(Object value) {
        StringWriter text = new StringWriter();
        try (JsonGenerator generator = json.createGenerator(text)) {
            writeValue(generator, value);
        } catch (IOException e) {
            throw new IllegalStateException("JSON cannot be written", e);
        }
        return text.toString();
    }

    /** An array as compact JSON; its elements are what {@link #object} gives. */
    public String write(List<?> array) {
        StringWriter text = new StringWriter();
        try (JsonGenerator generator = json.createGenerator(text)) {
            writeValue(generator, array);
        } catch (IOException e) {
            throw new IllegalStateException("JSON cannot be written", e);
        }
        return text.toString();
    }

    private Map<String, Object> readObject(JsonParser parser) throws IOException {
        Map<String, Object> object = new LinkedHashMap<>();
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            parser.nextToken();
            object.put(name, readValue(parser));
        }
        return Collections.unmodifiableMap(object);
    }

    private List<Object> readArray(JsonParser parser) throws IOException {
        List<Object> array = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            array.add(readValue(parser));
        }
        return Collections.unmodifiableList(array);
    }

    private Object readValue(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> readObject(parser);
            case START_ARRAY -> readArray(parser);
            case VALUE_STRING -> parser.getText();
            case VALUE_NUMBER_INT -> readInteger(parser);
            case VALUE_NUMBER_FLOAT -> readDecimal(parser);
            case VALUE_TRUE -> Boolean.TRUE;
            case VALUE_FALSE -> Boolean.FALSE;
            case VALUE_NULL -> null;
            default -> throw new IllegalJsonException("not acceptable JSON: " + parser.currentToken());
        };
    }

    private static Long readInteger(JsonParser parser) throws IOException {
        if (parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER) {
            throw new IllegalJsonException("JSON has an integer beyond 64 bits");
        }
        return parser.getLongValue();
    }

    /** A short text like 1e999999999 is a number of a gigabyte for whoever rounds it; and 1e0 is written as an integer. */
    private static BigDecimal readDecimal(JsonParser parser) throws IOException {
        BigDecimal number = parser.getDecimalValue();
        if (Math.abs((long) number.scale()) > MAX_NUMBER_LENGTH) {
            throw new IllegalJsonException("JSON has a number of too many digits");
        }
        if (number.scale() == 0 && number.unscaledValue().bitLength() >= Long.SIZE) {
            throw new IllegalJsonException("JSON has an integer beyond 64 bits");
        }
        return number;
    }

    private void writeValue(JsonGenerator generator, Object value) throws IOException {
        switch (value) {
            case null -> generator.writeNull();
            case String text -> generator.writeString(text);
            case Boolean truth -> generator.writeBoolean(truth);
            case Integer number -> generator.writeNumber(number);
            case Long number -> generator.writeNumber(number);
            case Number number -> generator.writeNumber(number.toString());
            case Map<?, ?> object -> writeObject(generator, object);
            case Iterable<?> array -> writeArray(generator, array);
            default ->
                throw new IllegalArgumentException(
                        "not a JSON value: " + value.getClass().getName());
        }
    }

    private void writeObject(JsonGenerator generator, Map<?, ?> object) throws IOException {
        generator.writeStartObject();
        for (Map.Entry<?, ?> member : object.entrySet()) {
            generator.writeFieldName((String) member.getKey());
            writeValue(generator, member.getValue());
        }
        generator.writeEndObject();
    }

    private void writeArray(JsonGenerator generator, Iterable<?> array) throws IOException {
        generator.writeStartArray();
        for (Object element : array) {
            writeValue(generator, element);
        }
        generator.writeEndArray();
    }
}
