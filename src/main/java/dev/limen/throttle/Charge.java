package dev.limen.throttle;

/** One failure counted in one bucket. */
public record Charge(Limit limit, BucketKey key) {}
