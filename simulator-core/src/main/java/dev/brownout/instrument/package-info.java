/**
 * Instruments: what components count with. Every instrument counts into the cells of one
 * {@link dev.brownout.instrument.TimeGrid}, in integers, so that any window of a run can be read off exactly
 * afterwards.
 */
package dev.brownout.instrument;
