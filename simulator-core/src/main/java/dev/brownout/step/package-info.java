/**
 * The verbs of steps, one small record each, and the programs that machines make of them: work, calls, pauses and
 * branches, one after another.
 */
package dev.brownout.step;
