package dev.limen.outbound;

import dev.limen.config.LimenConfig;
import dev.limen.outbound.HostBudgets.Turn;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Vertx;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/**
 * The one client for addresses that others chose. It calls public addresses over TLS, and beyond those what
 * {@code limen.outbound-allowed} names. Never call it while holding a database connection: it may take
 * {@link #LONGEST}.
 */
@ApplicationScoped
public class Outbound {

    /** How long a call takes at the most, from the lookup of the name to the last byte of the answer. */
    public static final Duration LONGEST = Duration.ofSeconds(5);

    private final AddressGuard guard;
    private final HostBudgets budgets;
    private final HttpExchange exchange;
    private final MeterRegistry registry;
    private final Duration longest;

    @Inject
    Outbound(Vertx vertx, LimenConfig config, Clock clock, MeterRegistry registry) {
        this(
                new AddressGuard(
                        Allowance.of(config.outboundAllowed().orElse(List.of())),
                        new Lookup(InetAddress::getAllByName)),
                new HostBudgets(clock),
                new HttpExchange(vertx, Authorities.of(config.outboundTrust().map(Path::of))),
                registry,
                LONGEST);
    }

    Outbound(AddressGuard guard, HostBudgets budgets, HttpExchange exchange, MeterRegistry registry, Duration longest) {
        this.guard = guard;
        this.budgets = budgets;
        this.exchange = exchange;
        this.registry = registry;
        this.longest = longest;
    }

    /**
     * Makes a call and waits for its answer.
     *
     * @throws OutboundException if the address is forbidden, or no whole answer came in time
     */
    public OutboundAnswer send(OutboundRequest request) throws OutboundException {
        try {
            OutboundAnswer answer = call(request);
            count("answered");
            return answer;
        } catch (OutboundException e) {
            count(e.reason().label());
            throw e;
        }
    }

    private OutboundAnswer call(OutboundRequest request) throws OutboundException {
        Target target = Target.of(request.uri());
        Deadline deadline = Deadline.in(longest);
        try (Turn turn = budgets.enter(target)) {
            try {
                List<InetAddress> addresses = guard.permitted(target, deadline);
                OutboundAnswer answer = exchange.run(request, target, addresses, deadline);
                turn.answered();
                return answer;
            } catch (OutboundException e) {
                if (e.reason().burdens()) {
                    turn.failed();
                }
                throw e;
            }
        }
    }

    private void count(String outcome) {
        registry.counter("limen.outbound.calls", "outcome", outcome).increment();
    }

    @PreDestroy
    void close() {
        exchange.close();
        guard.close();
    }
}
