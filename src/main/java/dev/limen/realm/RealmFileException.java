package dev.limen.realm;

import java.util.List;
import java.util.stream.Collectors;

/** A realm file was refused; nothing of it was applied. The message holds every fault, one a line. */
public final class RealmFileException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Nobody reads further; the number of all is still said. */
    private static final int SHOWN = 200;

    RealmFileException(String message) {
        super(message, null, false, false);
    }

    RealmFileException(String name, List<Fault> faults) {
        this(message(name, faults));
    }

    private static String message(String name, List<Fault> faults) {
        String count = faults.size() == 1 ? "a fault" : faults.size() + " faults";
        String shown = faults.stream().limit(SHOWN).map(fault -> "\n  " + fault).collect(Collectors.joining());
        String rest = faults.size() > SHOWN ? "\n  ... and " + (faults.size() - SHOWN) + " more" : "";
        return "The realm file " + name + " has " + count + "; nothing of it was applied:" + shown + rest;
    }
}
