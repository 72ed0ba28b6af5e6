/**
 * Error budgets: the number of requests that may fail without violating an assertion, and the time when they had
 * failed.
 */
package dev.brownout.chart.errorbudget;
