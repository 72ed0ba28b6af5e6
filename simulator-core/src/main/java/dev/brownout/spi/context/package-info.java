/**
 * Parts of the runtime context of a component: the fault schedule and the audit of the run.
 * {@link dev.brownout.spi.ComponentContext} returns them.
 */
package dev.brownout.spi.context;
