/** Policies as scenarios write them: where they stand, what they share, and what the books say. */
package dev.brownout.policies;
