package dev.brownout.spec;

/**
 * A component that counts the bytes it delivers to users itself. These bytes are billed to the component, not to the
 * request or as traffic between zones and regions.
 */
public interface MetersOwnTraffic {}
