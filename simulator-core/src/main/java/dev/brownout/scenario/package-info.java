/** Immutable, validated description of one variant of a scenario: plain data, on a lower layer than the components. */
@InTypeTable
package dev.brownout.scenario;

import dev.brownout.typetable.InTypeTable;
