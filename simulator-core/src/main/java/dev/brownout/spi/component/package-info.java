/**
 * Capabilities of components, each implemented by the kinds concerned only: of their parameters
 * ({@link dev.brownout.spi.ComponentSpec}), which the analytical model and the checks of a scenario query, and of
 * components at run time ({@link dev.brownout.spi.Component}), which are queried while a run is built. The test of the
 * type is in the capability itself: in static methods that take any component and return the default for the other
 * kinds.
 */
package dev.brownout.spi.component;
