package dev.limen.throttle;

import java.util.ArrayList;
import java.util.List;

/**
 * The buckets in which one try counts.
 *
 * @param own the bucket that nobody else fills: a success empties it
 * @param shared buckets that others fill, too: a success takes back its own failure alone
 */
public record Charges(Charge own, List<Charge> shared) {

    /** In the one order in which they are always taken, so that tries at the same time cannot deadlock. */
    List<Charge> inOrder() {
        List<Charge> all = new ArrayList<>(shared);
        all.addFirst(own);
        return all;
    }
}
