/** The workloads by which the speed of the core is judged, as scenarios put together in Java. */
package dev.brownout.bench;
