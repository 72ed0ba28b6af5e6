/** Price lists, and the costs of a run's consumption at their prices, in exact decimal arithmetic. */
package dev.brownout.cost;
