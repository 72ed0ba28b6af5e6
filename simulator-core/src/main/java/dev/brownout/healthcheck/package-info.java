/**
 * Active health checks. A target is checked periodically, with a random phase per check. It is marked down after
 * {@code fall} consecutive failures and up after {@code rise} consecutive successes. The time from a crash to its
 * detection is uniform over one period, plus fall - 1 periods, plus the timeout of the check if the host does not
 * respond (HAProxy configuration manual, {@code inter}, {@code fall}, {@code rise}).
 */
package dev.brownout.healthcheck;
