package dev.limen.resource;

import dev.limen.protocol.AcrLevel;
import dev.limen.protocol.AcrLevels;
import dev.limen.storage.Change;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import java.util.List;

/** The levels of authentication: the one that is always there, and those that the operator declared. */
@ApplicationScoped
public class Levels {

    private final Declared declared;
    private final Event<Declared.Changed> changed;

    Levels(Declared declared, Event<Declared.Changed> changed) {
        this.declared = declared;
        this.changed = changed;
    }

    public AcrLevels now() {
        return declared.now().levels();
    }

    /** What the database says within the caller's transaction. */
    @Transactional
    public AcrLevels stored() {
        return AcrLevels.of(Declared.levels());
    }

    /** Declares all levels, the weakest first; what was declared before and is not among them is gone. */
    @Transactional
    public Change store(List<AcrLevel> levels) {
        List<AcrLevel> before = Declared.levels();
        if (before.equals(levels)) {
            return Change.UNCHANGED;
        }
        DeclaredLevel.deleteAll();
        for (int position = 0; position < levels.size(); position++) {
            DeclaredLevel.of(levels.get(position), position).persist();
        }
        changed.fire(new Declared.Changed());
        return before.isEmpty() ? Change.CREATED : Change.UPDATED;
    }
}
