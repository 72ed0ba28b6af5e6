package dev.brownout.analysis;

/**
 * A sentence of the analytical model about what a run will show, with the measurement that confirms it.
 *
 * @param text the sentence
 * @param evidence the measurement
 */
record ModelWarning(String text, WarningEvidence evidence) {}
