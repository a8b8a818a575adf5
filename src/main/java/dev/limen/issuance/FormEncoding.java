package dev.limen.issuance;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;

/** application/x-www-form-urlencoded (RFC 6749, appendix B). */
public final class FormEncoding {

    private FormEncoding() {}

    /** The parameters in the query of a URI; a query that it has already is kept (RFC 6749, section 3.1.2). */
    public static String inQuery(String uri, Map<String, String> parameters) {
        return uri + (uri.indexOf('?') < 0 ? '?' : '&') + encode(parameters);
    }

    static String encode(Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .map(parameter -> encode(parameter.getKey()) + '=' + encode(parameter.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
