/** Pieces of work that need nothing of each other, done side by side, with results as if they were done in turn. */
package dev.brownout.parallel;
