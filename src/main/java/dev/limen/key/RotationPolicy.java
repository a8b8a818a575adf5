package dev.limen.key;

import dev.limen.key.Step.Activate;
import dev.limen.key.Step.Make;
import dev.limen.key.Step.Retire;
import dev.limen.key.Step.StopSigning;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What has to happen to the keys of one algorithm (OpenID Connect Core 1.0, section 10.1.1). Pure: the answer follows from
 * stored times alone, so that it does not matter which node asks, nor how late.
 */
final class RotationPolicy {

    private final KeyTimes times;

    RotationPolicy(KeyTimes times) {
        this.times = times;
    }

    /**
     * What the time has brought.
     *
     * @param keys those of one algorithm that are not retired
     * @param configured whether the settings of this node have the algorithm
     */
    List<Step> due(List<KeyLife> keys, boolean configured, Instant now) {
        List<Step> steps = new ArrayList<>();
        keys.stream()
                .filter(key -> isOver(key, now))
                .map(key -> new Retire(key.kid()))
                .forEach(steps::add);
        boolean wanted =
                configured || keys.stream().anyMatch(key -> key.wantedUntil().isAfter(now));
        steps.addAll(wanted ? succession(keys, configured, now) : abandonment(keys, now));
        return steps;
    }

    /** What an operator asks for: a successor, published now. Nothing where one is waiting already. */
    List<Step> rotation(List<KeyLife> keys, Instant now) {
        if (find(keys, KeyState.ACTIVE).isEmpty()) {
            return due(keys, true, now);
        }
        return find(keys, KeyState.NEXT).isPresent() ? List.of() : List.of(new Make(now.plus(times.lead())));
    }

    /** What an operator asks for when keys may be in the wrong hands: none of them is believed, a new one signs at once. */
    List<Step> replacement(List<KeyLife> keys, Instant now) {
        List<Step> steps = new ArrayList<>();
        keys.forEach(key -> steps.add(new Retire(key.kid())));
        steps.add(new Make(now));
        return steps;
    }

    /** Whether everything that the key signed has ended. */
    private static boolean isOver(KeyLife key, Instant now) {
        return key.retiringAt()
                .filter(since -> key.is(KeyState.RETIRING))
                .map(since -> since.plus(key.longestLifetime()).plus(KeyTimes.FOLLOW))
                .filter(end -> !end.isAfter(now))
                .isPresent();
    }

    private List<Step> succession(List<KeyLife> keys, boolean configured, Instant now) {
        Optional<KeyLife> active = find(keys, KeyState.ACTIVE);
        Optional<KeyLife> next = find(keys, KeyState.NEXT);
        if (next.isPresent()) {
            return active.isEmpty() || next.get().due(now) ? handover(active, next.get()) : List.of();
        }
        if (!configured) {
            return List.of();
        }
        if (active.isEmpty()) {
            return List.of(new Make(now)); // nobody can have missed a key before it
        }
        return endsSoon(active.get(), now) ? List.of(new Make(now.plus(times.lead()))) : List.of();
    }

    /** The active key stops when the next one begins, and not when that is noticed. */
    private static List<Step> handover(Optional<KeyLife> active, KeyLife next) {
        List<Step> steps = new ArrayList<>();
        active.ifPresent(key -> steps.add(new StopSigning(key.kid(), next.activatesAt())));
        steps.add(new Activate(next.kid()));
        return steps;
    }

    private boolean endsSoon(KeyLife active, Instant now) {
        return times.scheduled()
                && !active.activatesAt()
                        .plus(times.rotation())
                        .minus(times.lead())
                        .isAfter(now);
    }

    /** No node has the algorithm in its settings. What never signed need not stay. */
    private static List<Step> abandonment(List<KeyLife> keys, Instant now) {
        List<Step> steps = new ArrayList<>();
        find(keys, KeyState.ACTIVE).ifPresent(key -> steps.add(new StopSigning(key.kid(), now)));
        find(keys, KeyState.NEXT).ifPresent(key -> steps.add(new Retire(key.kid())));
        return steps;
    }

    private static Optional<KeyLife> find(List<KeyLife> keys, KeyState state) {
        return keys.stream().filter(key -> key.is(state)).findFirst();
    }
}
