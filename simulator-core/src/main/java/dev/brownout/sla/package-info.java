/** Assertions and predictions: metrics, windows and relations as data, and the rules for their evaluation. */
@InTypeTable
package dev.brownout.sla;

import dev.brownout.typetable.InTypeTable;
