package dev.limen.support;

import java.nio.file.Path;

/** The test JVM among those that run at once, each of which has files of its own below {@code target}. */
public final class Fork {

    private static final String FIRST = "fork-1";
    private static final String NAME = System.getProperty("test.fork", FIRST);

    private Fork() {}

    /** This file's name, told apart from that of the other JVMs. */
    public static Path own(String name) {
        return Path.of("target", NAME.equals(FIRST) ? name : NAME + "-" + name);
    }
}
