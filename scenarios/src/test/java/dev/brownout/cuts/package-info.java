/** Tests of network partitions, access networks and transfer costs, validated against values calculated by hand. */
package dev.brownout.cuts;
