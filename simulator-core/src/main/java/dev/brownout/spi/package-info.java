/**
 * The contract between a run and what takes part in it: what a kind, a policy and a verb must be
 * ({@link dev.brownout.spi.ComponentSpec}, {@link dev.brownout.spi.FilterSpec}, {@link dev.brownout.spi.FaultSpec}),
 * what a component finds when it is built ({@link dev.brownout.spi.ComponentContext}), the steps that lead to it, and
 * the page on which it works out before a run what it will have to do ({@link dev.brownout.spi.CapacityModel}).
 */
package dev.brownout.spi;
