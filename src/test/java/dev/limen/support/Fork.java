package dev.limen.support;

import java.nio.file.Path;

/** The test JVM among those that run at once, each of which has files of its own below {@code target}. */
public final class Fork {

    private static final int NUMBER = Integer.getInteger("test.fork", 1);

    private Fork() {}

    /** This file's name, told apart from that of the other JVMs. */
    public static Path own(String name) {
        return Path.of("target", NUMBER == 1 ? name : "fork-" + NUMBER + "-" + name);
    }
}
