package dev.brownout.spi.component;

/** The parameters of a component that can have a stock of units for each key. */
public interface StockedSpec extends StoreSpec {}
