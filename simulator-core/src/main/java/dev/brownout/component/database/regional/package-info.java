/**
 * Stores of regions that have nothing in common: whose rows are in which of them, and what that leaves readers without
 * who come to another one.
 */
package dev.brownout.component.database.regional;
