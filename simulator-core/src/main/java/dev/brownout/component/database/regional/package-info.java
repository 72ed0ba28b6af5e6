/** Independent stores of regions: the mapping of rows to stores, and the rows that a read in another region misses. */
package dev.brownout.component.database.regional;
