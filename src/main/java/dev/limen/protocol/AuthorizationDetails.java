package dev.limen.protocol;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * The {@code authorization_details} of a request, a grant or a token (RFC 9396): what is wanted beyond what a scope can say.
 *
 * @param all in the order in which they were sent
 */
public record AuthorizationDetails(List<AuthorizationDetail> all) {

    /** The parameter, and the member of tokens and answers. */
    public static final String NAME = "authorization_details";

    public static final AuthorizationDetails NONE = new AuthorizationDetails(List.of());

    /** The longest that is read, in characters. */
    public static final int MAX_LENGTH = 16 * 1024;

    /** The most objects. */
    public static final int MAX_OBJECTS = 20;

    /** The most values in all of them together, objects and arrays counted. */
    public static final int MAX_VALUES = 1000;

    private static final String CLAUSE = "RFC 9396, section 5";

    public AuthorizationDetails {
        all = List.copyOf(all);
    }

    /**
     * Reads the parameter's value: an array of objects, each with a type. Whether a type exists, and what it allows, is not
     * asked here.
     *
     * @throws OAuthException {@code invalid_authorization_details}
     */
    public static AuthorizationDetails parse(String text, JsonParser json) {
        refuseUnless(text.length() <= MAX_LENGTH, "authorization_details is too long");
        // as the one member of an object: a text that would end the array and go on adds a member, or says one twice
        Map<String, Object> wrapped =
                json.object("{\"" + NAME + "\":" + text + "}").orElse(Map.of());
        refuseUnless(
                wrapped.size() == 1 && wrapped.get(NAME) instanceof List<?>,
                "authorization_details is not a JSON array that is read within the limits");
        List<?> objects = (List<?>) wrapped.get(NAME);
        refuseUnless(objects.size() <= MAX_OBJECTS, "authorization_details has too many objects");
        refuseUnless(count(objects) <= MAX_VALUES, "authorization_details has too many values");
        refuseUnless(isStorable(objects), "authorization_details has a character that is none");
        refuseUnless(
                objects.stream().allMatch(AuthorizationDetails::hasType),
                "each of authorization_details must be an object with a type");
        return of(objects);
    }

    /** What was checked when it was granted or issued: the objects of an array. */
    @SuppressWarnings("unchecked") // the keys of a JSON object are strings
    public static AuthorizationDetails of(Collection<?> objects) {
        if (objects.isEmpty()) {
            return NONE;
        }
        return new AuthorizationDetails(objects.stream()
                .map(object -> new AuthorizationDetail((Map<String, Object>) object))
                .toList());
    }

    /** The form in which they are stored and sent. */
    public List<Map<String, Object>> objects() {
        return all.stream().map(AuthorizationDetail::members).toList();
    }

    public boolean isEmpty() {
        return all.isEmpty();
    }

    /** Whether each that is asked is one of these, or less of it: {@link AuthorizationDetail#covers}. */
    public boolean cover(AuthorizationDetails asked) {
        return asked.all.stream().allMatch(wanted -> all.stream().anyMatch(granted -> granted.covers(wanted)));
    }

    /** The different types, in their order. */
    public List<String> types() {
        return all.stream().map(AuthorizationDetail::type).distinct().toList();
    }

    /** Those of which this is true. */
    public AuthorizationDetails only(Predicate<AuthorizationDetail> condition) {
        List<AuthorizationDetail> kept = all.stream().filter(condition).toList();
        return kept.size() == all.size() ? this : new AuthorizationDetails(kept);
    }

    private static boolean hasType(Object object) {
        return object instanceof Map<?, ?> members
                && members.get(AuthorizationDetail.TYPE) instanceof String type
                && !type.isEmpty();
    }

    private static int count(Object value) {
        return switch (value) {
            case List<?> list ->
                list.stream().mapToInt(AuthorizationDetails::count).sum() + 1;
            case Map<?, ?> object ->
                object.values().stream().mapToInt(AuthorizationDetails::count).sum() + 1;
            case null, default -> 1;
        };
    }

    /** Neither U+0000 nor half a surrogate pair: the database takes neither. */
    private static boolean isStorable(Object value) {
        return switch (value) {
            case List<?> list -> list.stream().allMatch(AuthorizationDetails::isStorable);
            case Map<?, ?> object ->
                isStorable(new ArrayList<>(object.keySet())) && isStorable(new ArrayList<>(object.values()));
            case String text ->
                text.codePoints()
                        .noneMatch(c -> c == 0 || c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
            case null, default -> true;
        };
    }

    private static void refuseUnless(boolean holds, String description) {
        if (!holds) {
            throw new OAuthException(ErrorCode.INVALID_AUTHORIZATION_DETAILS, description, CLAUSE);
        }
    }

    /** How many: what they say is between the person and the client. */
    @Override
    public String toString() {
        return "AuthorizationDetails[" + all.size() + "]";
    }
}
