/** Assertions and predictions: metrics, windows and relations as data, and the rules for their evaluation. */
package dev.brownout.sla;
