package dev.limen.resource;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A sentence with places for what a client sent: {@code Pay {amount.value} to {creditor}}. What is put in is shown as the
 * client's, apart from the operator's words, and can neither break a line nor turn the direction of writing.
 */
public record ConsentTemplate(List<Piece> pieces) {

    private static final Pattern PLACE = Pattern.compile("\\{([A-Za-z0-9_-]+(?:\\.[A-Za-z0-9_-]+)*)}");
    private static final Pattern BREAKING = Pattern.compile("[\\p{Cc}\\u2028\\u2029]+");
    private static final Pattern TURNING =
            Pattern.compile("[\\u200E\\u200F\\u061C\\u202A-\\u202E\\u2066-\\u2069\\uFEFF]");

    /** What stands where nothing was sent. */
    private static final String NOTHING = "\u2013";

    /** A part of the sentence. */
    public sealed interface Piece {
        /** The operator's words. */
        record Words(String text) implements Piece {}

        /** The place of a member, or of a member of a member. */
        record Place(List<String> path) implements Piece {}
    }

    /** A part of what is shown; {@code sent} is what came from the client. */
    public record Shown(String text, boolean sent) {}

    /** Reads it; braces that are no place are words. */
    public static ConsentTemplate parse(String text) {
        List<Piece> pieces = new ArrayList<>();
        Matcher place = PLACE.matcher(text);
        int end = 0;
        while (place.find()) {
            words(text.substring(end, place.start()), pieces);
            pieces.add(new Piece.Place(List.of(place.group(1).split("\\."))));
            end = place.end();
        }
        words(text.substring(end), pieces);
        return new ConsentTemplate(List.copyOf(pieces));
    }

    private static void words(String text, List<Piece> pieces) {
        if (!text.isEmpty()) {
            pieces.add(new Piece.Words(text));
        }
    }

    /** Whether braces are left that are no place: most likely one that is mistyped. */
    public boolean hasStrayBraces() {
        return pieces.stream()
                .anyMatch(piece ->
                        piece instanceof Piece.Words(String text) && (text.contains("{") || text.contains("}")));
    }

    /** The members that it names, without what is below them. */
    public List<String> members() {
        return pieces.stream()
                .flatMap(piece -> piece instanceof Piece.Place(List<String> path)
                        ? Optional.of(path.getFirst()).stream()
                        : Optional.<String>empty().stream())
                .toList();
    }

    /** The sentence for these members. */
    public List<Shown> show(Map<String, Object> members) {
        return pieces.stream()
                .map(piece -> switch (piece) {
                    case Piece.Words(String text) -> new Shown(text, false);
                    case Piece.Place(List<String> path) -> new Shown(text(at(members, path)), true);
                })
                .toList();
    }

    private static Object at(Object value, List<String> path) {
        Object here = value;
        for (String name : path) {
            here = here instanceof Map<?, ?> members ? members.get(name) : null;
        }
        return here;
    }

    /** A value in one line. */
    public static String text(Object value) {
        return switch (value) {
            case null -> NOTHING;
            case List<?> list -> list.stream().map(ConsentTemplate::text).collect(Collectors.joining(", "));
            case Map<?, ?> members ->
                members.entrySet().stream()
                        .map(member -> text(member.getKey()) + ": " + text(member.getValue()))
                        .collect(Collectors.joining(", "));
            case BigDecimal number -> number.toPlainString();
            default ->
                TURNING.matcher(BREAKING.matcher(value.toString()).replaceAll(" "))
                        .replaceAll("\uFFFD");
        };
    }
}
