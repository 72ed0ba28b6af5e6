package dev.brownout.spi.component;

/** The parameters of a component that forwards queries to its 'source'. It has the query classes of the source. */
public interface QueryForwarding {}
