import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What processes cost, as Linux says in /proc. */
final class Processes {

    private static final long TICKS_PER_SECOND = 100;

    private Processes() {}

    /** CPU time of all these since they began. */
    static Duration cpu(List<Long> pids) {
        return Duration.ofMillis(pids.stream().mapToLong(Processes::ticks).sum() * 1000 / TICKS_PER_SECOND);
    }

    /** Its own time, and for a parent that of the children that have ended. */
    private static long ticks(long pid) {
        try {
            String[] fields = Files.readString(Path.of("/proc/" + pid + "/stat")).replaceFirst(".*\\) ", "").split(" ");
            return IntStream.rangeClosed(11, 14).mapToLong(i -> Long.parseLong(fields[i])).sum();
        } catch (IOException gone) {
            return 0;
        }
    }

    /** Memory in MiB: {@code VmRSS} is what is resident, {@code VmHWM} the most that ever was. */
    static long memory(long pid, String field) throws IOException {
        try (Stream<String> lines = Files.lines(Path.of("/proc/" + pid + "/status"))) {
            return lines.filter(line -> line.startsWith(field + ":"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                    .sum();
        }
    }

    /** The postmaster of a data directory, and its children. */
    static List<Long> postgres(Path data) {
        List<Long> pids = new ArrayList<>();
        try {
            long postmaster = Long.parseLong(Files.readAllLines(data.resolve("postmaster.pid")).getFirst().strip());
            pids.add(postmaster);
            ProcessHandle.of(postmaster).ifPresent(process -> process.children().forEach(child -> pids.add(child.pid())));
        } catch (IOException notThere) {
            return pids;
        }
        return pids;
    }
}
