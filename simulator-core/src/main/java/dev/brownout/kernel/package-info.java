/** Simulation clock and event loop. Independent of components and statistics. */
package dev.brownout.kernel;
