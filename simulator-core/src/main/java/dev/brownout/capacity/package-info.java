/**
 * The arithmetic of a scenario, done before it runs: how much work the load is for each station at each stage of it,
 * how much the station can do, and how long an answer takes where a formula says so.
 *
 * <p>The components say themselves what they do with a call and whom they call
 * ({@link dev.brownout.spi.CapacityModel}); this package knows none of them. Policies say how many calls they let be
 * under way, and how many pass a second ({@link dev.brownout.spi.FilterSpec}). Left out: what depends on how it goes,
 * so retries, timeouts, the backlog that an earlier stage leaves behind, calls that never come because those before
 * them failed, and differences between regions.
 */
package dev.brownout.capacity;
