/**
 * Checks of the numbers in the outputs of a run against its {@code result.json}. They parse the displayed numbers and
 * use no code of the program, so that a fault of its formats is no fault of the checks.
 */
package dev.brownout.displayed;
