package dev.brownout.spec;

/**
 * A kind of component that counts the bytes which it brings to users itself, so that they are billed there: neither to
 * the request nor as what passes between zones and regions.
 */
public interface MetersOwnTraffic {}
