/**
 * Capabilities of fault verbs. A verb implements those that concern it; a verb without any acts only through
 * {@link dev.brownout.spi.FaultSpec#begin}. Static methods of each capability read it from an arbitrary fault.
 */
package dev.brownout.spi.fault;
