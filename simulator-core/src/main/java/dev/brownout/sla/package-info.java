/** Assertions and predictions: metrics, windows and relations as data, and how they are judged. */
package dev.brownout.sla;
