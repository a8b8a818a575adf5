package dev.limen.protocol;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** The claims of a request object as the parameters that they stand for (RFC 9101, section 4). */
public final class RequestClaims {

    /** Claims about the JWT itself (RFC 7519, section 4.1). */
    private static final Set<String> OF_THE_JWT = Set.of("iss", "sub", "aud", "exp", "nbf", "iat", "jti");

    private RequestClaims() {}

    /**
     * The parameters. Numbers and truths become text, and a list of resources is the parameter repeated (RFC 8707, section
     * 2.1); objects and other lists become JSON again, as they are in a query.
     *
     * @param claims members as they were read from JSON
     * @param write writes such a value as JSON
     */
    public static Parameters parameters(Map<String, Object> claims, Function<Object, String> write) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        claims.forEach((name, value) -> {
            if (value != null && !OF_THE_JWT.contains(name)) {
                values.put(name, texts(name, value, write));
            }
        });
        return Parameters.of(values);
    }

    private static List<String> texts(String name, Object value, Function<Object, String> write) {
        return switch (value) {
            case String text -> List.of(text);
            case BigDecimal number -> List.of(number.toPlainString());
            case Number number -> List.of(number.toString());
            case Boolean truth -> List.of(truth.toString());
            case List<?> list
            when name.equals(Parameters.RESOURCE) && list.stream().allMatch(String.class::isInstance) ->
                list.stream().map(String.class::cast).toList();
            default -> List.of(write.apply(value));
        };
    }
}
