package dev.brownout.spi;

/** A step that accepts no key of its own: its calls have the key of the request, or none. */
public interface KeylessStep {}
