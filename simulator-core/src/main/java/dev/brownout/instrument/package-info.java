/**
 * Instruments of the components. Every instrument counts into the cells of one
 * {@link dev.brownout.instrument.TimeGrid}, in integers. Any window of a run can therefore be evaluated exactly
 * afterwards.
 */
package dev.brownout.instrument;
