package dev.brownout.spi.component;

import dev.brownout.spi.ComponentSpec;
import java.util.Optional;

/** Hosts in a number that follows the load. */
public interface HostAutoscaling {
    /** Analytical model of the number of hosts of an autoscaled tier over time, for one location. */
    interface ScalingModel {
        /**
         * Load of one location in one interval.
         *
         * @param busyCores mean number of cores that the offered work keeps busy
         * @param callsPerSecond offered calls per second
         * @param cores cores of each host
         * @param waitingMost the most work that can be queued at one host, in core-seconds; may be infinite
         */
        record Load(double busyCores, double callsPerSecond, int cores, double waitingMost) {}

        /** Returns whether the number of hosts depends on the offered load alone, so that the model can compute it. */
        boolean known();

        /** Returns the number of hosts in service. */
        int machines();

        /**
         * Advances the model under a constant load until the number of hosts in service changes.
         *
         * @param untilNanos the latest instant of the run
         * @return the instant reached, in nanoseconds
         */
        long advance(long untilNanos, Load load);

        /** Returns an independent model in the same state. */
        ScalingModel copy();
    }

    /** Returns the model of the number of hosts over time, at the start of a run; empty without autoscaling. */
    Optional<ScalingModel> scalingModel();

    /** Returns whether lost hosts are replaced by hosts with other numbers. */
    default boolean replacesHosts() {
        return false;
    }

    /** Returns whether a component may add hosts to its initial ones by itself. */
    static boolean addsHosts(ComponentSpec spec) {
        return spec instanceof HostAutoscaling autoscaling
                && (autoscaling.scalingModel().isPresent() || autoscaling.replacesHosts());
    }

    /** Returns the model of the number of hosts of a component, at the start of a run; empty without autoscaling. */
    static Optional<ScalingModel> scalingModel(ComponentSpec spec) {
        return spec instanceof HostAutoscaling autoscaling ? autoscaling.scalingModel() : Optional.empty();
    }
}
