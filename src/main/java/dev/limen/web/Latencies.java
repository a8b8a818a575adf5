package dev.limen.web;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.config.MeterFilterReply;
import io.micrometer.core.instrument.distribution.DistributionStatisticConfig;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.stream.LongStream;

/**
 * Gives every timer of requests and passwords a histogram with the same few buckets, so that a percentile can be
 * computed over all nodes, and a share of "answered within 100 ms" read off.
 */
@Singleton
final class Latencies implements MeterFilter {

    private static final String REQUESTS = "http.server.requests";
    private static final String PASSWORDS = "limen.password.hash";

    /** Bounds in nanoseconds, which is what timers count in. */
    private static final double[] BOUNDS = LongStream.of(
                    1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000)
            .mapToObj(Duration::ofMillis)
            .mapToDouble(Duration::toNanos)
            .toArray();

    @Override
    public DistributionStatisticConfig configure(Meter.Id id, DistributionStatisticConfig config) {
        boolean latency = id.getType() == Meter.Type.TIMER
                && (id.getName().equals(REQUESTS) || id.getName().startsWith(PASSWORDS));
        return latency
                ? DistributionStatisticConfig.builder()
                        .serviceLevelObjectives(BOUNDS)
                        .build()
                        .merge(config)
                : config;
    }

    /** A request broken off by the sender passes {@link RequestLabels} by, so what it asked for would become a label. */
    @Override
    public MeterFilterReply accept(Meter.Id id) {
        boolean brokenOff = id.getName().equals(REQUESTS) && "RESET".equals(id.getTag("status"));
        return brokenOff ? MeterFilterReply.DENY : MeterFilterReply.NEUTRAL;
    }
}
