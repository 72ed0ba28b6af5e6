package dev.brownout.spi;

import dev.brownout.host.Host;
import dev.brownout.random.Distribution;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

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
         * @param graceNanos maximum drain time before they are killed, in nanoseconds
         */
        void drain(List<Host> machines, long graceNanos);

        /** Cancels one drain of hosts. They return after they have left. */
        void cancelDrain(List<Host> machines);

        /** Returns the names of the versions that can be deployed, in order. */
        Collection<String> versions();

        /** Deploys a version to hosts, in their order. */
        void deploy(List<Host> machines, Deployment deployment);

        /**
         * Rolls hosts back to the version that they ran before the deployment. Stops a deployment that is in progress
         * on them.
         *
         * @param by number of hosts at a time, at least 1
         * @param everyNanos time between two groups, in nanoseconds; 0 for a single group
         */
        void rollBack(List<Host> machines, int by, long everyNanos);
    }

    /**
     * Settings of a deployment of another version, or of a resize.
     *
     * @param version name of the version; empty for a resize
     * @param by number of hosts at a time, at least 1
     * @param everyNanos time between two groups, in nanoseconds; 0 for a single group
     * @param startup start time of a new process, in nanoseconds; empty for that of the tier's hosts
     * @param graceNanos maximum drain time of a host before it is killed, in nanoseconds
     * @param surge whether new hosts are added first, and old ones leave when these are in service
     */
    record Deployment(
            String version, int by, long everyNanos, Optional<Distribution> startup, long graceNanos, boolean surge) {}
}
