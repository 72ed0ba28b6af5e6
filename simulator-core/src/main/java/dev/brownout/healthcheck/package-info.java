/**
 * Active health checks: one check every so often at a phase of its own, out after {@code fall} failures in a row, in
 * again after {@code rise} successes. The time from a crash to its detection is uniform over one period, plus fall - 1
 * periods, plus the check's own timeout where the machine is silent (HAProxy configuration manual, {@code inter},
 * {@code fall}, {@code rise}).
 */
package dev.brownout.healthcheck;
