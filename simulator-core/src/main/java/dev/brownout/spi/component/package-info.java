/**
 * Capabilities of components by theme, each implemented by the kinds concerned only: of their parameters
 * ({@link dev.brownout.spi.ComponentSpec}), which the analytical model and the checks of a scenario query, and of
 * components at run time ({@link dev.brownout.spi.Component}), which are queried while a run is built. The test of the
 * type is in the theme itself: its static method {@code of} takes any component and returns defaults for kinds without
 * the capability.
 */
package dev.brownout.spi.component;
