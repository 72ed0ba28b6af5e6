package dev.brownout.fleet;

import java.util.OptionalLong;

/**
 * Shutdown of a host: the time for which it keeps serving, and its grace period. Source: Kubernetes documentation, "Pod
 * Lifecycle", Termination of Pods. The grace period begins with the request to stop and includes the preStop hook. The
 * process is signalled after the hook, or at the end of the grace period if that comes first. In the latter case the
 * kubelet extends the period once by 2 s (pkg/kubelet/kuberuntime, {@code minimumGracePeriodInSeconds}).
 *
 * @param preStopNanos time for which the host keeps accepting calls, in ns, at least 0
 * @param unreadyNanos time until the host fails health checks, in ns; {@link #NEVER} if it passes them until it stops
 *     accepting calls
 * @param graceNanos time from the request to stop until the host is killed, in ns, at least 0
 */
record ShutdownRules(long preStopNanos, long unreadyNanos, long graceNanos) {
    /** Time of an event that does not occur. */
    static final long NEVER = Long.MAX_VALUE / 4;

    /** Default grace period: that of Kubernetes' terminationGracePeriodSeconds. */
    static final long DEFAULT_GRACE_NANOS = 30_000_000_000L;

    private static final long EXTENSION_NANOS = 2_000_000_000L;

    /** Limits the grace period to a time that does not overflow. */
    ShutdownRules {
        graceNanos = Math.min(graceNanos, NEVER);
    }

    /** Returns these rules with another grace period, if there is one. */
    ShutdownRules withGrace(OptionalLong otherGraceNanos) {
        return new ShutdownRules(preStopNanos, unreadyNanos, otherGraceNanos.orElse(graceNanos));
    }

    /** Returns the time until the host stops accepting calls, in ns. */
    long stopNanos() {
        return Math.min(preStopNanos, graceNanos);
    }

    /** Returns the time until the host is killed, in ns. A grace period of 0 kills it immediately. */
    long killNanos() {
        return stopNanos() == 0 ? graceNanos : Math.max(graceNanos, stopNanos() + EXTENSION_NANOS);
    }
}
