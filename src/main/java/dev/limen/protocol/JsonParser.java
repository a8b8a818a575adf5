package dev.limen.protocol;

import java.util.Map;
import java.util.Optional;

/** What the kernel needs of a JSON library. */
@FunctionalInterface
public interface JsonParser {

    /** The members of a JSON object, or empty if the text is none, is too deep or large, or repeats a member. */
    Optional<Map<String, Object>> object(String text);
}
