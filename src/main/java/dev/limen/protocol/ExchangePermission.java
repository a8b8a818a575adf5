package dev.limen.protocol;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a client may make of tokens at the token endpoint (RFC 8693): the member {@code token_exchange} of its metadata,
 * Limen's own. A client without it may exchange nothing.
 *
 * @param subjectClients the clients whose tokens it may exchange, besides its own
 * @param subjectAudiences the audiences for which a token of another client may be meant, besides the client itself
 * @param audiences the resources for which it may have tokens
 * @param delegation whether it may act for the subject, with its own name or that of an actor in the {@code act} claim
 * @param impersonation whether it may be indistinguishable from the subject
 */
public record ExchangePermission(
        List<String> subjectClients,
        List<String> subjectAudiences,
        List<String> audiences,
        boolean delegation,
        boolean impersonation) {

    private static final String SUBJECT_CLIENTS = "subject_clients";
    private static final String SUBJECT_AUDIENCES = "subject_audiences";
    private static final String AUDIENCES = "audiences";
    private static final String DELEGATION = "delegation";
    private static final String IMPERSONATION = "impersonation";

    private static final Set<String> LISTS = Set.of(SUBJECT_CLIENTS, SUBJECT_AUDIENCES, AUDIENCES);
    private static final Set<String> SWITCHES = Set.of(DELEGATION, IMPERSONATION);
    private static final int MAX_ELEMENTS = 100;

    public ExchangePermission {
        subjectClients = List.copyOf(subjectClients);
        subjectAudiences = List.copyOf(subjectAudiences);
        audiences = List.copyOf(audiences);
    }

    /** Reads the wire form. What has a {@link #fault} permits nothing. */
    static ExchangePermission of(Map<String, ?> members) {
        return new ExchangePermission(
                strings(members.get(SUBJECT_CLIENTS)),
                strings(members.get(SUBJECT_AUDIENCES)),
                strings(members.get(AUDIENCES)),
                !Boolean.FALSE.equals(members.get(DELEGATION)),
                Boolean.TRUE.equals(members.get(IMPERSONATION)));
    }

    /** The wire form, defaults included. */
    Map<String, Object> toMap() {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put(SUBJECT_CLIENTS, subjectClients);
        members.put(SUBJECT_AUDIENCES, subjectAudiences);
        members.put(AUDIENCES, audiences);
        members.put(DELEGATION, delegation);
        members.put(IMPERSONATION, impersonation);
        return members;
    }

    /** What is wrong with the wire form, as a sentence without its subject. */
    static Optional<String> fault(Map<?, ?> members) {
        for (Map.Entry<?, ?> member : members.entrySet()) {
            String name = String.valueOf(member.getKey());
            if (LISTS.contains(name) && !isList(member.getValue())) {
                return Optional.of("needs at '" + name + "' a list of at most " + MAX_ELEMENTS + " strings");
            }
            if (SWITCHES.contains(name) && !(member.getValue() instanceof Boolean)) {
                return Optional.of("needs at '" + name + "' true or false");
            }
            if (!LISTS.contains(name) && !SWITCHES.contains(name)) {
                return Optional.of("has a member that Limen does not know; known: subject_clients, subject_audiences,"
                        + " audiences, delegation, impersonation");
            }
        }
        return contradiction(of(cast(members)));
    }

    private static Optional<String> contradiction(ExchangePermission permission) {
        if (permission.audiences.isEmpty()) {
            return Optional.of("needs a resource in 'audiences', for which the client may have tokens");
        }
        if (!permission.delegation && !permission.impersonation) {
            return Optional.of("allows neither delegation nor impersonation, so nothing");
        }
        return Optional.empty();
    }

    private static boolean isList(Object value) {
        return value instanceof List<?> list
                && list.size() <= MAX_ELEMENTS
                && list.stream().allMatch(element -> element instanceof String text && !text.isBlank());
    }

    private static List<String> strings(Object value) {
        return isList(value)
                ? ((List<?>) value).stream().map(String.class::cast).distinct().toList()
                : List.of();
    }

    @SuppressWarnings("unchecked") // the keys of a JSON object are strings
    private static Map<String, ?> cast(Map<?, ?> members) {
        return (Map<String, ?>) members;
    }
}
