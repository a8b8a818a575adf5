import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;

/** A closed loop: everybody begins the next operation when the one before has ended. The first error ends the run. */
final class Load {

    /** One operation of one person. */
    interface Operation {
        void run(Person person) throws Exception;
    }

    /**
     * What was counted.
     *
     * @param cpu of the program and its database, in microseconds for each operation
     */
    record Result(long count, Duration time, double cpu, Duration median, Duration p99) {}

    private final Server server;
    private final List<Person> people;

    Load(Server server, List<Person> people) {
        this.server = server;
        this.people = people;
    }

    Result run(Operation operation, Duration warmUp, Duration counted) throws Exception {
        loop(operation, warmUp);
        Duration before = server.cpu();
        long began = System.nanoTime();
        List<Long> times = loop(operation, counted);
        Duration time = Duration.ofNanos(System.nanoTime() - began);
        double cpu = server.cpu().minus(before).toNanos() / 1e3 / times.size();
        times.sort(null);
        return new Result(times.size(), time, cpu, at(times, 0.5), at(times, 0.99));
    }

    private static Duration at(List<Long> sorted, double share) {
        return Duration.ofNanos(sorted.get((int) ((sorted.size() - 1) * share)));
    }

    private List<Long> loop(Operation operation, Duration duration) throws Exception {
        long end = System.nanoTime() + duration.toNanos();
        ConcurrentLinkedQueue<List<Long>> all = new ConcurrentLinkedQueue<>();
        AtomicReference<Exception> fault = new AtomicReference<>();
        List<Thread> threads = new ArrayList<>();
        for (Person person : people) {
            threads.add(Thread.ofVirtual().start(() -> {
                List<Long> mine = new ArrayList<>();
                try {
                    while (System.nanoTime() < end && fault.get() == null) {
                        long began = System.nanoTime();
                        operation.run(person);
                        mine.add(System.nanoTime() - began);
                    }
                } catch (Exception e) {
                    fault.compareAndSet(null, e);
                }
                all.add(mine);
            }));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        if (fault.get() != null) {
            throw fault.get();
        }
        List<Long> times = new ArrayList<>();
        all.forEach(times::addAll);
        return times;
    }
}
