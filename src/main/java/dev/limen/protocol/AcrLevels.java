package dev.limen.protocol;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * The levels of authentication, the weakest first. A level is its place in this order, so whoever reached one has reached
 * those before it.
 */
public record AcrLevels(List<AcrLevel> inOrder) {

    /** No level at all; weaker than every other. */
    public static final int NONE = -1;

    /** One factor: something that the person knows. It is there whatever is declared. */
    public static final String PASSWORD = "urn:limen:acr:password";

    private static final AcrLevel BUILT_IN = new AcrLevel(PASSWORD, List.of("pwd"), Optional.empty());

    public AcrLevels {
        inOrder = List.copyOf(inOrder);
    }

    /** These, and the one that is always there: before them, unless it is among them. */
    public static AcrLevels of(List<AcrLevel> declared) {
        if (declared.stream().anyMatch(level -> level.acr().equals(PASSWORD))) {
            return new AcrLevels(declared);
        }
        List<AcrLevel> all = new ArrayList<>(List.of(BUILT_IN));
        all.addAll(declared);
        return new AcrLevels(all);
    }

    /** All names, for {@code acr_values_supported}. */
    public Set<String> names() {
        Set<String> names = new LinkedHashSet<>();
        inOrder.forEach(level -> names.add(level.acr()));
        return names;
    }

    /**
     * The strongest level that a sign-in reaches.
     *
     * @param amr how the person signed in (RFC 8176)
     * @param at the moment that counts for levels that want a fresh sign-in
     */
    public int reached(List<String> amr, Instant authTime, Instant at) {
        for (int level = inOrder.size() - 1; level >= 0; level--) {
            if (inOrder.get(level).isReached(amr, authTime, at)) {
                return level;
            }
        }
        return NONE;
    }

    /** The weakest of these classes; empty where none of them is known. */
    public OptionalInt weakest(Collection<String> acrs) {
        for (int level = 0; level < inOrder.size(); level++) {
            if (acrs.contains(inOrder.get(level).acr())) {
                return OptionalInt.of(level);
            }
        }
        return OptionalInt.empty();
    }

    /** What is said to a client that would like one of these, in the order of its preference: one that is reached, or else the strongest that is. */
    public Optional<String> said(int reached, List<String> wished) {
        return wished.stream()
                .filter(acr -> weakest(List.of(acr)).orElse(Integer.MAX_VALUE) <= reached)
                .findFirst()
                .or(() -> reached == NONE
                        ? Optional.empty()
                        : Optional.of(inOrder.get(reached).acr()));
    }
}
