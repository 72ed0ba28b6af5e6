/** What things cost: price lists, and what a run used up at their prices, exact to the last digit. */
package dev.brownout.cost;
