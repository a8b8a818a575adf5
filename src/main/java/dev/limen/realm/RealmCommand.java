package dev.limen.realm;

import java.util.List;
import java.util.Optional;

/**
 * What the program can be told to do instead of serving: {@code apply-realm FILE} or {@code check-realm FILE}.
 *
 * @param apply whether the file is applied, and not only checked
 */
public record RealmCommand(boolean apply, String file) {

    private static final String APPLY = "apply-realm";
    private static final String CHECK = "check-realm";

    /**
     * The command that these program arguments are; empty if there are none.
     *
     * @throws RealmFileException if they are something else
     */
    public static Optional<RealmCommand> of(List<String> arguments) {
        if (arguments.isEmpty()) {
            return Optional.empty();
        }
        String name = arguments.getFirst();
        if (arguments.size() != 2 || !name.equals(APPLY) && !name.equals(CHECK)) {
            throw new RealmFileException("Without arguments Limen serves. Its commands are:\n  " + APPLY
                    + " FILE   apply a realm file, and end\n  " + CHECK
                    + " FILE   say what is wrong with a realm file");
        }
        return Optional.of(new RealmCommand(name.equals(APPLY), arguments.get(1)));
    }
}
