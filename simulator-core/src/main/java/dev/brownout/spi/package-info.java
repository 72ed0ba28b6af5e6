/**
 * Contract between a run and its extensions. It defines component kinds, policies and fault verbs
 * ({@link dev.brownout.spi.ComponentSpec}, {@link dev.brownout.spi.FilterSpec}, {@link dev.brownout.spi.FaultSpec}),
 * the runtime context of a component ({@link dev.brownout.spi.ComponentContext}), the steps of requests, and the
 * analytical model that each component evaluates before a run ({@link dev.brownout.spi.CapacityModel}). The packages
 * {@code dev.brownout.spi.component} and {@code dev.brownout.spi.fault} define capabilities that only some kinds have.
 */
@InTypeTable
package dev.brownout.spi;

import dev.brownout.typetable.InTypeTable;
