package dev.limen.outbound;

import dev.limen.outbound.OutboundException.Reason;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Asks the name service, on threads of its own: a lookup cannot be broken off, so the caller has to be able to leave it
 * behind.
 */
final class Lookup {

    private static final int THREADS = 16;
    private static final int IDLE_SECONDS = 10;

    /** The name service of the machine. */
    interface Names {
        InetAddress[] addresses(String host) throws UnknownHostException;
    }

    private final Names names;
    private final ThreadPoolExecutor threads = new ThreadPoolExecutor(
            0, THREADS, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), Lookup::daemon);

    Lookup(Names names) {
        this.names = names;
    }

    /**
     * The addresses of a host, one lookup for each call.
     *
     * @throws OutboundException if there are none, or they do not come in time
     */
    List<InetAddress> addresses(String host, Deadline deadline) throws OutboundException {
        Callable<InetAddress[]> lookup = () -> names.addresses(host);
        try {
            Future<InetAddress[]> answer = threads.submit(lookup);
            return List.of(answer.get(deadline.millisLeft(), TimeUnit.MILLISECONDS));
        } catch (ExecutionException e) {
            throw new OutboundException(Reason.UNREACHABLE, "no address is known for " + host);
        } catch (TimeoutException e) {
            throw new OutboundException(Reason.TIMED_OUT, "the name service is slow about " + host);
        } catch (RejectedExecutionException e) {
            throw new OutboundException(Reason.BUSY, "too many lookups are under way");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new OutboundException(Reason.BUSY, "interrupted");
        }
    }

    void close() {
        threads.shutdownNow();
    }

    private static Thread daemon(Runnable lookup) {
        return Thread.ofPlatform().daemon().name("outbound-lookup").unstarted(lookup);
    }
}
