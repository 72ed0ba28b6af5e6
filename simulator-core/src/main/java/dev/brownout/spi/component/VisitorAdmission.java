package dev.brownout.spi.component;

import dev.brownout.spi.ComponentSpec;
import java.util.Optional;

/** Admission of visitors at a limited rate, or up to a limited number. */
public interface VisitorAdmission {
    /**
     * Admission rules of a waiting room, for each region.
     *
     * @param perSecond maximum number of visitors admitted per second; infinite for no limit
     * @param maxInside maximum number of visitors inside; infinite for no limit
     * @param sessionNanos the time for which a visitor stays inside after the last request, in nanoseconds
     * @param timeoutNanos the mean time after which a waiting visitor leaves, in nanoseconds; empty for never
     */
    record AdmissionRules(double perSecond, double maxInside, long sessionNanos, Optional<Double> timeoutNanos) {}

    /** Returns the admission rules. */
    AdmissionRules admission();

    /** Returns the admission rules of a component; empty if it admits every visitor. */
    static Optional<AdmissionRules> admission(ComponentSpec spec) {
        return spec instanceof VisitorAdmission admission ? Optional.of(admission.admission()) : Optional.empty();
    }
}
