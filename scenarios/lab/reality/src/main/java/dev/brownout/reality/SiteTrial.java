package dev.brownout.reality;

import java.time.Duration;

/**
 * Load on the site with an optional fault.
 *
 * @param name name of the trial
 * @param perSecond requests per second
 * @param length duration including the warm-up
 */
record SiteTrial(String name, double perSecond, Duration length, Fault fault) {
    /** Duration of the warm-up, which is excluded from the metrics. */
    static final Duration WARMUP = Duration.ofSeconds(5);

    /** Timeout of a client. */
    static final Duration TIMEOUT = Duration.ofSeconds(1);
}
