/** Formatting of numbers, times and verdicts, shared by all outputs of a run. */
package dev.brownout.format;
