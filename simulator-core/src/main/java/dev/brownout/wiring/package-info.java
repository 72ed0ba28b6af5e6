/**
 * The contract between a run and what takes part in it: what a kind, a policy and a verb must be
 * ({@link dev.brownout.wiring.ComponentSpec}, {@link dev.brownout.wiring.FilterSpec},
 * {@link dev.brownout.wiring.FaultSpec}), what a component finds when it is built
 * ({@link dev.brownout.wiring.ComponentContext}), the steps that lead to it, and the page on which it works out before
 * a run what it will have to do ({@link dev.brownout.wiring.CapacityModel}).
 */
package dev.brownout.wiring;
