/** Price lists, and the costs of a run's consumption at their prices, in exact decimal arithmetic. */
@InTypeTable
package dev.brownout.cost;

import dev.brownout.typetable.InTypeTable;
