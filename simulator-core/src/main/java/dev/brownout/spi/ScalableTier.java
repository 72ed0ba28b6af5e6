package dev.brownout.spi;

import dev.brownout.host.Host;
import dev.brownout.random.Distribution;
import dev.brownout.sentence.InvalidValueException;
import dev.brownout.spec.Doc;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** A tier with a number of hosts that can change during the run. */
public interface ScalableTier extends Component {
    /**
     * Requests another number of hosts from now on; {@link #cancelScale} cancels the request.
     *
     * @param nodes number of hosts in each location, at least 1
     */
    void scale(int nodes);

    /** Cancels the oldest request for this number. The most recent remaining request applies, or the initial number. */
    void cancelScale(int nodes);

    /** A component with hosts that can be resized. */
    interface Resizable extends Component {
        /**
         * Resizes all hosts, some at a time; {@link #cancelResize} cancels the request.
         *
         * @param cores cores of each host, at least 1
         */
        void resize(int cores, Deployment deployment);

        /** Cancels the oldest request for this size. The most recent remaining request applies, or the initial size. */
        void cancelResize(int cores, Deployment deployment);
    }

    /** A tier with hosts that can be taken out of service one by one, and return. */
    interface Replaceable extends ScalableTier, Resizable {
        /**
         * Drains hosts: they get no new calls, complete the calls in flight, and leave.
         *
         * @param graceNanos maximum drain time before they are killed, in nanoseconds; empty for that of the tier
         */
        void drain(List<Host> machines, OptionalLong graceNanos);

        /** Cancels one drain of hosts. They return after they have left. */
        void cancelDrain(List<Host> machines);

        /** Returns the interruptions of its hosts. */
        HostInterruptions interruptions();

        /** Returns the names of the versions that can be deployed, in order. */
        Collection<String> versions();

        /** Deploys a version to hosts, in their order. */
        void deploy(List<Host> machines, Deployment deployment);

        /**
         * Rolls hosts back to the version that they ran before the deployment. Stops a deployment that is in progress
         * on them.
         *
         * @param factor number of hosts at a time, at least 1
         * @param everyNanos time between two groups, in nanoseconds; 0 for a single group
         */
        void rollBack(List<Host> machines, int factor, long everyNanos);
    }

    /**
     * Settings of a deployment of another version, or of a resize.
     *
     * @param version name of the version; empty for a resize
     * @param by number of hosts at a time, at least 1
     * @param everyNanos time between two groups, in nanoseconds; 0 for a single group
     * @param startup start time of a new process, in nanoseconds; empty for that of the tier's hosts
     * @param graceNanos maximum drain time of a host before it is killed, in nanoseconds; empty for that of the tier
     * @param surge whether new hosts are added first, and old ones leave when these are in service
     * @param limits limits of a rolling update that replaces hosts as fast as they allow; empty for groups of hosts
     */
    record Deployment(
            String version,
            int by,
            long everyNanos,
            Optional<Distribution> startup,
            OptionalLong graceNanos,
            boolean surge,
            Optional<RolloutLimits> limits) {}

    /**
     * Limits of a rolling update, in each location. Source: Kubernetes documentation, Deployments, Rolling Update
     * Deployment: the first is rounded up, the second down; both may not be 0 (k8s.io/kubectl, ResolveFenceposts: then
     * the second is 1).
     *
     * @param maxSurge hosts above the desired number
     * @param maxUnavailable hosts below the desired number
     */
    record RolloutLimits(NodeLimit maxSurge, NodeLimit maxUnavailable) {
        /** Returns the number of hosts above {@code desired} ones. */
        public int surge(int desired) {
            return maxSurge.roundedUp(desired);
        }

        /** Returns the number of hosts below {@code desired} ones. */
        public int unavailable(int desired) {
            int down = maxUnavailable.roundedDown(desired);
            return surge(desired) == 0 && down == 0 ? 1 : down;
        }
    }

    /** Interruptions of the hosts of a tier by their provider. */
    interface HostInterruptions {
        /** Interrupts hosts: their provider takes them away at the end of a notice. */
        void begin(List<Host> hosts, Interruption interruption);

        /** Ends an interruption: hosts that were not replaced return. */
        void end(List<Host> hosts, Interruption interruption);
    }

    /** Start of the replacement of an interrupted host. */
    enum ReplacementStart {
        /** With the rebalance recommendation, or with the notice. */
        @Doc("With the first signal: the rebalance recommendation or the notice.")
        AT_SIGNAL,
        /** With the loss of the host. */
        @Doc("When the node is lost.")
        AT_LOSS,
        /** Never. */
        @Doc("No replacement. The node returns when the fault ends.")
        NEVER
    }

    /** Start of the drain of an interrupted host. */
    enum DrainStart {
        /** With the notice. */
        @Doc("With the notice.")
        AT_NOTICE,
        /** With the service of the replacement. */
        @Doc("When the replacement is in service, if that is before the loss.")
        WHEN_REPLACED,
        /** Never. */
        @Doc("Never: the node serves until it is lost.")
        NEVER
    }

    /**
     * Course of an interruption of a host by its provider.
     *
     * @param rebalanceNanos time from the rebalance recommendation to the notice, in ns; 0 without one
     * @param noticeNanos time from the notice to the loss of the host, in ns
     * @param replacement start of the replacement
     * @param drain start of the drain
     * @param startup start time of the replacement, in ns; empty for that of the tier's hosts
     */
    record Interruption(
            long rebalanceNanos,
            long noticeNanos,
            ReplacementStart replacement,
            DrainStart drain,
            Optional<Distribution> startup) {
        /**
         * Validates a combination.
         *
         * @throws IllegalArgumentException if the drain waits for a replacement that starts after the loss
         */
        public static void check(ReplacementStart replacement, DrainStart drain) {
            if (drain == DrainStart.WHEN_REPLACED && replacement != ReplacementStart.AT_SIGNAL) {
                throw new InvalidValueException("a drain 'when-replaced' needs a replacement 'at-signal'");
            }
        }
    }
}
