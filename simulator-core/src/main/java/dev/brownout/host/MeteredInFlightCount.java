package dev.brownout.host;

import java.math.BigInteger;

/**
 * Independent count of the calls at a host, for the audit.
 *
 * @param calls calls in progress
 * @param arrivedSum sum of the arrival times of these calls, in ns
 * @param waiting calls buffered while the host is suspended
 */
public record MeteredInFlightCount(long calls, BigInteger arrivedSum, long waiting) {}
