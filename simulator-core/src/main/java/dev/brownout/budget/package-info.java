/** Budgets and thresholds for retries and hedges: limits on the extra traffic, and the delay before a hedge. */
package dev.brownout.budget;
