/**
 * The analytical model of a scenario, computed before it runs: the load of each station in each stage, its capacity,
 * and its response time if a formula gives it.
 *
 * <p>Each component describes its work for a call and its downstream calls ({@link dev.brownout.spi.CapacityModel});
 * this package knows no components. Policies describe their limits on concurrent calls and on calls per second
 * ({@link dev.brownout.spi.FilterSpec}).
 *
 * <p>The load of a station leaves out effects that depend on the course of the run: retries, timeouts, the backlog of
 * an earlier stage, calls that are not made because an earlier call failed, and differences between regions. Only
 * waiting rooms, journeys, message queues with redelivery and autoscaled tiers carry state from one stage to the next.
 */
package dev.brownout.capacity;
