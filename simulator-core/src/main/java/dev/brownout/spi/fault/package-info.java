/**
 * Effects of fault verbs by theme, which the run and the analytical model must know in advance. A verb implements the
 * themes that concern it; a verb without any acts only through {@link dev.brownout.spi.FaultSpec#begin}. The static
 * method {@code of} of each theme returns the effects of an arbitrary fault.
 */
package dev.brownout.spi.fault;
