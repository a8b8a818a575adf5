import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

/** Closed loops: on each connection the next operation begins when the one before has ended. */
final class Load {

    private static final int TOO_MANY_ERRORS = 100;

    /** One operation of one person. */
    interface Operation {
        void run(Person person) throws IOException;
    }

    /**
     * What was counted.
     *
     * @param turnedAway answers 503 that said when to come again
     * @param cpu of the program and its database, in microseconds for each operation
     */
    record Result(long count, long turnedAway, long errors, String firstError, double cpu, Duration median, Duration p99, Duration longest) {

        /** A run with an error is no result. */
        Result clean() {
            if (errors + turnedAway > 0 || count == 0) {
                throw new IllegalStateException(errors + " errors, " + turnedAway + " turned away: " + firstError);
            }
            return this;
        }
    }

    private final Server server;

    Load(Server server) {
        this.server = server;
    }

    /** So many connections, warm at first, then counted. */
    Result run(Crowd crowd, int connections, Operation operation, Duration warmUp, Duration counted) throws Exception {
        List<Http> open = open(connections);
        loop(crowd, open, operation, after(warmUp));
        Result result = count(crowd, open, operation, after(counted));
        close(open);
        return result;
    }

    /** The same, counted until something has happened. */
    Result until(Crowd crowd, int connections, Operation operation, BooleanSupplier over) throws Exception {
        List<Http> open = open(connections);
        Result result = count(crowd, open, operation, over);
        close(open);
        return result;
    }

    /** So often in all. */
    Result times(Crowd crowd, int connections, Operation operation, int times) throws Exception {
        AtomicInteger done = new AtomicInteger();
        return until(crowd, connections, operation, () -> done.incrementAndGet() > times).clean();
    }

    /** Once each. */
    void each(Crowd crowd, Operation operation) throws Exception {
        int people = crowd.size();
        times(crowd, Math.min(people, 8), operation, people);
    }

    private Result count(Crowd crowd, List<Http> open, Operation operation, BooleanSupplier over) throws Exception {
        Duration before = server.cpu();
        Tally tally = loop(crowd, open, operation, over);
        List<Long> times = tally.times;
        double cpu = server.cpu().minus(before).toNanos() / 1e3 / Math.max(1, times.size());
        times.sort(null);
        return new Result(times.size(), tally.turnedAway, tally.errors, tally.firstError, cpu, at(times, 0.5), at(times, 0.99), at(times, 1));
    }

    private static Duration at(List<Long> sorted, double share) {
        return sorted.isEmpty() ? Duration.ZERO : Duration.ofNanos(sorted.get((int) ((sorted.size() - 1) * share)));
    }

    private static BooleanSupplier after(Duration duration) {
        long end = System.nanoTime() + duration.toNanos();
        return () -> System.nanoTime() >= end;
    }

    private List<Http> open(int connections) {
        return IntStream.range(0, connections).mapToObj(i -> new Http(server.issuer)).toList();
    }

    private static void close(List<Http> open) throws IOException {
        for (Http http : open) {
            http.close();
        }
    }

    /** What happened on one connection, or on all. */
    private static final class Tally {

        private final List<Long> times = new ArrayList<>();
        private long turnedAway;
        private long errors;
        private String firstError = "";

        void add(Tally other) {
            times.addAll(other.times);
            turnedAway += other.turnedAway;
            errors += other.errors;
            firstError = firstError.isEmpty() ? other.firstError : firstError;
        }
    }

    private Tally loop(Crowd crowd, List<Http> open, Operation operation, BooleanSupplier over) throws InterruptedException {
        List<Tally> tallies = open.stream().map(http -> new Tally()).toList();
        List<Thread> threads = IntStream.range(0, open.size())
                .mapToObj(i -> Thread.ofVirtual().start(() -> loop(crowd, open.get(i), operation, over, tallies.get(i))))
                .toList();
        for (Thread thread : threads) {
            thread.join();
        }
        Tally all = new Tally();
        tallies.forEach(all::add);
        return all;
    }

    private void loop(Crowd crowd, Http http, Operation operation, BooleanSupplier over, Tally tally) {
        try {
            while (tally.errors < TOO_MANY_ERRORS && !over.getAsBoolean()) {
                Person person = crowd.take();
                person.use(http);
                long began = System.nanoTime();
                try {
                    operation.run(person);
                    tally.times.add(System.nanoTime() - began);
                } catch (Person.TurnedAway later) {
                    tally.turnedAway++;
                    LockSupport.parkNanos(Duration.ofSeconds(later.seconds).toNanos());
                } catch (IOException e) {
                    tally.errors++;
                    tally.firstError = tally.firstError.isEmpty() ? e.toString() : tally.firstError;
                } finally {
                    crowd.giveBack(person);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
