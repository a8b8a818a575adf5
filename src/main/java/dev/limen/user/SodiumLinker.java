package dev.limen.user;

import java.nio.file.Path;

/** Makes the library's function callable; {@link SodiumLinkerInExecutable} takes the place of this in a native executable. */
final class SodiumLinker {

    private SodiumLinker() {}

    /**
     * Loads the library for as long as the program runs; the file is not needed afterwards.
     *
     * @throws RuntimeException if the file is no library for this system, or the library does not begin
     */
    static Sodium link(Path library) {
        return SodiumOnJvm.link(library);
    }
}
