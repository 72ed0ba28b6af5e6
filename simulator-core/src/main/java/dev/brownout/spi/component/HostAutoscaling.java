package dev.brownout.spi.component;

import dev.brownout.spi.ComponentSpec;

/** Hosts in a number that follows the load. */
public interface HostAutoscaling {
    /** Returns whether an autoscaler sets the number of hosts. */
    boolean autoscales();

    /** Returns whether lost hosts are replaced by hosts with other numbers. */
    default boolean replacesHosts() {
        return false;
    }

    /** Returns whether a component may add hosts to its initial ones by itself. */
    static boolean addsHosts(ComponentSpec spec) {
        return spec instanceof HostAutoscaling autoscaling && (autoscaling.autoscales() || autoscaling.replacesHosts());
    }

    /** Returns whether an autoscaler sets the number of hosts of a component. */
    static boolean autoscales(ComponentSpec spec) {
        return spec instanceof HostAutoscaling autoscaling && autoscaling.autoscales();
    }
}
