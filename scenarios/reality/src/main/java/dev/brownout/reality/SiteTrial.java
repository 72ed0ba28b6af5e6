package dev.brownout.reality;

import java.time.Duration;

/**
 * A load of the site, and what happens to it.
 *
 * @param name what it is called
 * @param perSecond requests a second
 * @param length how long, the part included that does not count
 */
record SiteTrial(String name, double perSecond, Duration length, Fault fault) {
    /** The part at the start that does not count. */
    static final Duration WARMUP = Duration.ofSeconds(5);

    /** How long a user waits. */
    static final Duration PATIENCE = Duration.ofSeconds(1);
}
