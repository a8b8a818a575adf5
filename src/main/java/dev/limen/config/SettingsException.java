package dev.limen.config;

import java.util.List;

/** The settings do not allow a start; the message names every fault, one on a line. */
public final class SettingsException extends RuntimeException {
    private final transient List<Fault> faults;

    /**
     * One fault.
     *
     * @param setting the setting as an operator writes it
     * @param problem what is wrong with it, and what would be right
     */
    record Fault(String setting, String problem) {}

    SettingsException(List<Fault> faults) {
        super(text(faults));
        this.faults = List.copyOf(faults);
    }

    List<Fault> faults() {
        return faults;
    }

    private static String text(List<Fault> faults) {
        StringBuilder text = new StringBuilder("Limen does not start, as its settings have ");
        text.append(faults.size() == 1 ? "a fault:" : faults.size() + " faults:");
        faults.forEach(fault ->
                text.append("\n  ").append(fault.setting()).append(": ").append(fault.problem()));
        return text.toString();
    }
}
