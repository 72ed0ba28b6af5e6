/** Error budgets: how many requests may fail while an assertion still holds, and when they had. */
package dev.brownout.chart.errorbudget;
