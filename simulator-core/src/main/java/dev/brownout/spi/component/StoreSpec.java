package dev.brownout.spi.component;

/**
 * The parameters of a component that stores objects under keys, such as a cache or a database. A request path that ends
 * here ends in a read.
 */
public interface StoreSpec extends WritableSpec {
    /** Returns whether the component routes reads by the sessions that they belong to. */
    default boolean routesSessions() {
        return false;
    }
}
