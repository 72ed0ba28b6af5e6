package dev.brownout.spi.component;

/** The parameters of a component that can have units or a counter for each key. */
public interface StockedSpec extends StoreSpec {}
