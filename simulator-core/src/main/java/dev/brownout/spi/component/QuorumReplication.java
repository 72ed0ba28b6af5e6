package dev.brownout.spi.component;

/** Copies of each key of which a quorum decides the response. */
public interface QuorumReplication {}
