package dev.limen.realm;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects what is wrong with a file, so that one message can say it all. */
final class Faults {

    private final List<Fault> found = new ArrayList<>();

    void at(Position position, String sentence) {
        found.add(new Fault(position, sentence));
    }

    boolean isEmpty() {
        return found.isEmpty();
    }

    /** In the order of the file. */
    List<Fault> inOrder() {
        return found.stream()
                .sorted(Comparator.comparingInt(
                                (Fault fault) -> fault.position().line())
                        .thenComparingInt(fault -> fault.position().column()))
                .distinct()
                .toList();
    }
}
