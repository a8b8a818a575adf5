package dev.limen.realm;

import dev.limen.storage.Change;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** What the application of a file did: how many of which kind were created, updated and left as they were. */
public final class Applied {

    private final Map<String, Map<Change, Integer>> kinds = new LinkedHashMap<>();

    void count(String kind, Change change) {
        kinds.computeIfAbsent(kind, k -> new EnumMap<>(Change.class)).merge(change, 1, Integer::sum);
    }

    public boolean changedSomething() {
        return kinds.values().stream().anyMatch(c -> c.keySet().stream().anyMatch(k -> k != Change.UNCHANGED));
    }

    /** In words: "clients: 2 created, 1 unchanged; users: 1 updated". */
    @Override
    public String toString() {
        return kinds.entrySet().stream()
                .map(kind -> kind.getKey() + ": " + words(kind.getValue()))
                .collect(Collectors.joining("; "));
    }

    private static String words(Map<Change, Integer> counts) {
        return counts.entrySet().stream()
                .map(count -> count.getValue() + " "
                        + switch (count.getKey()) {
                            case CREATED -> "created";
                            case UPDATED -> "updated";
                            case UNCHANGED -> "unchanged";
                        })
                .collect(Collectors.joining(", "));
    }
}
