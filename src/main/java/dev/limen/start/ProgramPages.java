package dev.limen.start;

import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;

/**
 * Gives back the pages of the native executable that only its start has read: half of the code runs once. What is needed again is
 * mapped again from the file, without reading the disk as long as the system remembers it. Pages that were ever written are left
 * alone. On a JVM, and where there is no {@code /proc}, nothing is done.
 */
@Singleton
class ProgramPages {

    private static final Logger LOG = Logger.getLogger(ProgramPages.class);

    private static final Path MAPPINGS = Path.of("/proc/self/smaps");
    private static final Path PROGRAM = Path.of("/proc/self/exe");

    /** From and to, in hexadecimal, then the permissions and, last, the file. */
    private static final Pattern MAPPING =
            Pattern.compile("([0-9a-f]+)-([0-9a-f]+) (\\S{4}) \\S+ \\S+ \\S+\\s*(\\S.*)?");

    /** A part of the memory, from its first byte to the one behind its last. */
    record Range(long from, long to) {}

    @Scheduled(every = "1h", delayed = "3s")
    void giveBack() {
        if (!"runtime".equals(System.getProperty("org.graalvm.nativeimage.imagecode")) || !Files.isReadable(MAPPINGS)) {
            return;
        }
        try {
            unwritten(Files.readAllLines(MAPPINGS), PROGRAM.toRealPath().toString())
                    .forEach(range -> NativeMemory.giveBack(range.from(), range.to()));
        } catch (IOException e) {
            LOG.debugf(e, "The mappings of the program cannot be read");
        }
    }

    /** The parts of a program that cannot be written and that nobody has written, such as the loader before it forbade that. */
    static List<Range> unwritten(List<String> mappings, String program) {
        List<Range> found = new ArrayList<>();
        Range last = null;
        for (String line : mappings) {
            Matcher mapping = MAPPING.matcher(line);
            if (mapping.matches()) {
                boolean readOnly = mapping.group(3).matches("r-.p");
                last = readOnly && program.equals(mapping.group(4)) ? range(mapping) : null;
            } else if (last != null && line.matches("Anonymous: +0 kB")) {
                found.add(last);
            }
        }
        return found;
    }

    private static Range range(Matcher mapping) {
        return new Range(Long.parseUnsignedLong(mapping.group(1), 16), Long.parseUnsignedLong(mapping.group(2), 16));
    }
}
