package dev.brownout.spi;

import dev.brownout.host.Host;
import dev.brownout.random.Distribution;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** A tier whose machines can come and go while it runs. */
public interface ScalableTier extends Component {
    /**
     * Wants another number of machines from now on; {@link #cancelScale} takes it back.
     *
     * @param nodes machines in each place, at least 1
     */
    void scale(int nodes);

    /** Takes back the oldest wish for that number: what was wished before or after it holds. */
    void cancelScale(int nodes);

    /** A component whose machines can get another size. */
    interface Resizable extends Component {
        /**
         * Brings all machines to another size, some at a time; {@link #cancelResize} takes it back.
         *
         * @param cores of each machine, at least 1
         */
        void resize(int cores, Deployment how);

        /** Takes back the oldest wish for that size: what was wished before or after it holds. */
        void cancelResize(int cores, Deployment how);
    }

    /** A tier whose machines can be taken out of service one by one, and come back. */
    interface Replaceable extends ScalableTier, Resizable {
        /**
         * Takes machines out of service: no new calls come to them, they finish what they have, and go.
         *
         * @param graceNanos how long they may finish it before they are killed
         */
        void drain(List<Host> machines, long graceNanos);

        /** Takes that back, once: they come back, when they have gone. */
        void cancelDrain(List<Host> machines);

        /** The names of the versions that machines can be brought to, in order. */
        Collection<String> versions();

        /** Brings machines to a version, in their order. */
        void deploy(List<Host> machines, Deployment how);

        /**
         * Brings machines back to what they ran before they were deployed; stops what is under way for them.
         *
         * @param by machines at a time, at least 1
         * @param everyNanos from one time to the next; 0 where the first time is the last
         */
        void rollBack(List<Host> machines, int by, long everyNanos);
    }

    /**
     * How machines are brought to another version, or to another size.
     *
     * @param version its name; empty for another size
     * @param by machines at a time, at least 1
     * @param everyNanos from one time to the next; 0 where the first time is the last
     * @param startup how long a new process takes to start, in nanoseconds; empty for as long as the tier's machines do
     * @param graceNanos how long a machine may finish what it has before it is killed
     * @param surge whether new machines come first, and the old ones go when these are in service
     */
    record Deployment(
            String version, int by, long everyNanos, Optional<Distribution> startup, long graceNanos, boolean surge) {}
}
