package dev.brownout.spi.component;

import dev.brownout.spi.ComponentSpec;

/** The parameters of a component that is written, or through which others are written: a store, or a CDN. */
public interface WritableSpec extends ComponentSpec {}
