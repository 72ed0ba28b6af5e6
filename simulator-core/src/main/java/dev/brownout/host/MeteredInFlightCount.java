package dev.brownout.host;

import java.math.BigInteger;

/**
 * The auditor's own count of the calls at a machine.
 *
 * @param calls those that are being worked on
 * @param arrivedSum the instants at which these arrived, added up, in nanoseconds
 * @param waiting those that wait in front of the door while the machine stands still
 */
public record MeteredInFlightCount(long calls, BigInteger arrivedSum, long waiting) {}
