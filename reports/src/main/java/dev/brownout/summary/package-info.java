/**
 * The parts of a result as plain data: which rows and columns each has, in which words, and in which forms they stand.
 * A part is built here once; what writes a form ({@link dev.brownout.summary.Writer}) knows tables, notes and lists,
 * and nothing of what they are about.
 */
package dev.brownout.summary;
