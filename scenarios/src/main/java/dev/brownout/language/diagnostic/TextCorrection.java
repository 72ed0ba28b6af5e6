package dev.brownout.language.diagnostic;

/**
 * A text that corrects a problem in place of the written one.
 *
 * @param written the text as written
 * @param text the corrected text
 */
public record TextCorrection(String written, String text) {}
