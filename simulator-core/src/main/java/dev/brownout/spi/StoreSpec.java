package dev.brownout.spi;

/**
 * The parameters of a component that keeps objects under keys, such as a cache or a database: a request's path that
 * ends here ends in a read.
 */
public interface StoreSpec extends ComponentSpec.Writable {}
