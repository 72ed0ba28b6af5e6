/** Parallel execution of independent tasks, with results in sequential order. */
package dev.brownout.parallel;
