package dev.limen.audit;

import java.util.Locale;

/** Whether what was tried came about. */
public enum Outcome {
    SUCCESS,
    FAILURE;

    /** As it is stored and logged. */
    String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
