package dev.brownout.wiring;

import java.util.Optional;

/**
 * The rules by which a component makes visitors wait in line before it lets them in, in each region.
 *
 * @param perSecond the most visitors let in a second; infinite for any number
 * @param inside the most visitors inside at a time; infinite for any number
 * @param sessionNanos the time for which a visitor stays inside after the last request, in nanoseconds
 * @param patienceNanos the mean time after which a waiting visitor leaves, in nanoseconds; empty for never
 */
public record AdmissionRules(double perSecond, double inside, long sessionNanos, Optional<Double> patienceNanos) {}
