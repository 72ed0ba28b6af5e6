/**
 * Verification of the simulator against reference values of queueing theory, published tables and replays. Reference
 * models and statistical checks; the models are in {@link dev.brownout.verify.model}.
 */
package dev.brownout.verify;
